import AIKit
import Foundation
import JSON
import Jarvis
import Testing

/// Servers made with the official SDK lend their tools, over both ways.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct ForeignSessionTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        .standardized.path

    /// A Python that has the SDK.
    private static let python = [root + "/.build-mcp/bin/python"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    private static let script = root + "/Tests/Screens/Clients/foreign_server.py"

    private static let calls: [(String, JSONValue)] = [
        ("sdk__add", ["a": 1, "b": 2]), ("sdk__person", ["name": "Ada", "tags": ["x"]]),
        ("sdk__fail", ["reason": "no milk"]), ("sdk__slow", ["seconds": 60]),
        ("sdk__add", ["a": "one", "b": 2]),
    ]

    private func check(_ way: ForeignSettings.Way) async throws {
        let tiers: [String: SafetyTier] = ["add": .green, "person": .green, "fail": .green, "slow": .green]
        let settings = ForeignSettings(name: "sdk", way: way, tiers: tiers, timeout: 4)
        let caller = Caller(Self.calls)
        try await Homestead.live(provider: caller) { home in
            // A large model is told of all tools.
            let model = AnsweringModel(
                name: "caller", provider: caller, privacy: .cloud, uses: Set(QuestionKind.allCases))
            await home.estate.use(Mind([model]), of: MindSettings())
            await home.estate.use([settings])
            let answer = try await home.ask("go on")
            #expect(answer == "Done.")
            #expect(caller.offered == ["sdk__add", "sdk__fail", "sdk__person", "sdk__slow"])
            let results = caller.results
            #expect(results.count == Self.calls.count)
            #expect(results.first == "<data tool=\"sdk__add\">\n3\n</data>")
            #expect(results[1].contains("\"name\": \"Ada\""))
            #expect(results[2].contains("Error executing tool fail"))
            #expect(results[3].contains("The foreign server sdk: it did not answer within 4 seconds."))
            #expect(results[4].hasPrefix("Not run: The parameter \"a\" does not fit"))
            let notes = await home.estate.toolNotes(at: home.site).filter { $0.name.hasPrefix("sdk__") }
            #expect(notes.count == 4 && notes.allSatisfy { $0.tier == .green })
        }
    }

    @Test(.enabled(if: python != nil, "the official SDK of MCP is not installed (make counterparts)"))
    func `as a program`() async throws {
        try await check(.program([Self.python ?? "", Self.script, "stdio"], environment: [:]))
    }

    @Test(.enabled(if: python != nil, "the official SDK of MCP is not installed (make counterparts)"))
    func `over HTTP`() async throws {
        let server = Process()
        let output = Pipe()
        server.executableURL = URL(filePath: Self.python ?? "")
        server.arguments = [Self.script, "http"]
        server.standardOutput = output
        try server.run()
        // It would wait for the call that nobody waits for any more.
        defer { kill(server.processIdentifier, SIGKILL) }
        let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        try #require(Int(port) != nil, "\(port)")
        try await check(.address("http://127.0.0.1:\(port)/mcp", token: nil))
    }
}
