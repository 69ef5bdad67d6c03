import Foundation
import Glibc
import Testing

@testable import Jarvis

/// Who may change what Jarvis believes and runs.
@Suite struct TrustedPlaceTests {
    private static func scratch(_ mode: mode_t) throws -> String {
        let folder = NSTemporaryDirectory() + "place-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        _ = FileManager.default.createFile(atPath: folder + "/file", contents: Data("s3cret-word\n".utf8))
        try #require(chmod(folder + "/file", 0o600) == 0 && chmod(folder, mode) == 0)
        return folder
    }

    @Test(arguments: [(0o700, true), (0o755, true), (0o777, false), (0o1777, true)] as [(mode_t, Bool)])
    func `a secret is taken only from a folder that others cannot change`(
        mode: mode_t, isTaken: Bool
    ) async throws {
        let folder = try Self.scratch(mode)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let source = SecretSource.file(folder + "/file")
        guard !isTaken else {
            #expect(try await source.read(environment: [:]) == "s3cret-word")
            return
        }
        let error = await #expect(throws: SecretError.self) { try await source.read(environment: [:]) }
        #expect(
            error?.description
                == "\(folder)/file is not used: others may change its folder \(folder); run: chmod go-w \(folder)"
        )
    }

    @Test func `a configuration in a folder of everybody's is not read`() throws {
        let folder = try Self.scratch(0o777)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let reading = try #require(ConfigurationReading(file: folder + "/file"))
        #expect(reading.mistakes.all.map(\.problem).first?.hasPrefix("others may change its folder") == true)
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
    func `a file of another user is not taken, nor one in his folder`() async throws {
        for name in ["", "/file"] {
            let folder = try Self.scratch(0o700)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            try #require(chown(folder + name, 65_534, 65_534) == 0)
            let error = await #expect(throws: SecretError.self) {
                try await SecretSource.file(folder + "/file").read(environment: [:])
            }
            #expect(error?.description.contains("belongs to user 65534") == true)
            #expect(ConfigurationReading(file: folder + "/file")?.mistakes.all.isEmpty == false)
        }
    }

    @Test(arguments: ["../x", "a/b", ".", ".."])
    func `a credential is a name and no path`(name: String) {
        let text = "ai: {provider: openai, model: m, key: {credential: \"\(name)\"}}\n"
        let problems = ConfigurationReading(text, file: "f").mistakes.all.map(\.problem)
        #expect(problems.contains { $0.contains("without a path") })
    }

    @Test func `programs of the house find neither its secrets nor what is its own around them`() throws {
        let settings = try Configuration(
            parsing: """
                clusters:
                  - {name: a, nodes: ["https://a:8006"], token: {id: "a@pve!b", secret: {env: PVE_TOKEN}}}
                ai: {provider: openai, model: m, key: {env: AI_KEY}}

                """, file: "f")
        let environment = [
            "PVE_TOKEN": "1", "AI_KEY": "2", "SWIFT_BACKTRACE": "3", "CREDENTIALS_DIRECTORY": "4",
            "NOTIFY_SOCKET": "5", "PATH": "/bin", "LANG": "C",
        ]
        #expect(settings.forChildren(environment) == ["PATH": "/bin", "LANG": "C"])
    }
}
