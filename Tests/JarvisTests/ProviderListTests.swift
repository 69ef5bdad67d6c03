import AIKit
import Counterparts
import Foundation
import Settings
import Testing

@testable import Jarvis

/// The configuration, the check-up and the recorded streams are views of one list of providers.
@Suite(.timeLimit(.minutes(1)))
struct ProviderListTests {
    private static let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        .standardized

    private static let served = ProviderKind.all.filter { $0.api != nil }

    private func settings(_ kind: ProviderKind, at base: String? = nil) throws -> ModelSettings {
        let place = base.map { ", base_url: \"\($0)\"" } ?? ""
        let text = "ai: {provider: \(kind), model: m, key: {env: KEY}\(place)}"
        return try Configuration(parsing: text, file: "config.yaml").ai.model
    }

    @Test(arguments: ProviderKind.all)
    func `a kind can be configured, and its provider goes by its name`(kind: ProviderKind) async throws {
        let settings = try settings(kind)
        #expect(settings.provider == kind)
        #expect(try await settings.provider(environment: ["KEY": "sk-list"]).id == kind.name)
    }

    @Test func `a name that is none is refused with all that are, the default first`() {
        let names = ProviderKind.all.map(\.name)
        #expect(Set(names).count == names.count && ModelSettings().provider == ProviderKind.all.first)
        #expect {
            _ = try Configuration(parsing: "ai: {provider: oracle}", file: "config.yaml")
        } throws: { error in
            "\(error)".contains("\"oracle\" is not one of: \(names.joined(separator: ", "))")
        }
    }

    @Test(arguments: served)
    func `the check-up shows a server its key and names the kind`(kind: ProviderKind) async throws {
        let server = try Loopback { _ in
            Loopback.Answer(
                headers: ["Content-Type: application/json"], body: Array(#"{"data":[{"id":"m"}]}"#.utf8))
        }
        defer { server.stop() }
        let checkup = ModelCheckup(settings: try settings(kind, at: server.address))
        let finding = try #require(await checkup.findings(["KEY": "sk-list"]).first)
        #expect(finding.verdict == .good && finding.text.hasPrefix("\(kind) at \(server.address)"))
        #expect(server.requests.count == 1 && server.requests[0].contains("sk-list"))
    }

    /// Ollama's lines stand in the suite about them, cut at each byte there.
    @Test(arguments: served.filter { $0 != .ollama })
    func `the contract has recorded streams of it`(kind: ProviderKind) throws {
        let folder = Self.package.appending(path: "Tests/AIKitTests/Fixtures/\(kind)")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.count { $0.hasSuffix(".sse") } > 10)
    }
}
