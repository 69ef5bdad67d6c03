import AIKit
import Counterparts
import FoundationEssentials
import HTTP
import JSON
import Memory
import Settings
import Synchronization
import Testing

@testable import Jarvis

/// Notes that are found by their meaning, with a model server on loopback.
@Suite(.timeLimit(.minutes(5)))
struct EmbeddedNotesTests {
    /// A server whose model knows two directions: what has to do with light, and all else.
    private static func server(_ asked: Collected<[String]> = Collected()) throws -> Loopback {
        try Loopback { request in
            guard let start = request.firstRange(of: "\r\n\r\n")?.upperBound,
                let body = try? JSONValue(parsing: String(request[start...]))
            else { return nil }
            let texts = (body["input"]?.array ?? []).compactMap(\.string)
            asked.add(texts)
            let isLight: (String) -> Bool = { text in
                ["lamp", "light"].contains { text.lowercased().contains($0) }
            }
            let vectors = texts.map { isLight($0) ? JSONValue.array([1, 0]) : .array([0, 1]) }
            let answer: JSONValue = ["data": .array(vectors.map { ["embedding": $0] })]
            return Loopback.Answer(headers: ["Content-Type: application/json"], body: answer.bytes)
        }
    }

    private static func model(at server: Loopback) -> EmbeddingServer {
        EmbeddingServer(
            model: "nomic",
            server: ModelServer(client: HTTPClient(), base: server.address + "/v1"), kind: .openai)
    }

    /// A folder with two notes.
    private static func notes() throws -> Folder {
        let notes = try Folder()
        try Data("# Lamp\nthe switch is behind the door; password: hunter22horse".utf8)
            .write(to: URL(filePath: notes.path + "/a.md"))
        try Data("# Router\nreboot it".utf8).write(to: URL(filePath: notes.path + "/b.md"))
        return notes
    }

    /// Waits until so many passages have a vector.
    private func wait(for count: Int, in store: Store) async throws {
        while try await store.passages.vectorCounts(of: "nomic").made != count { await Task.yield() }
    }

    @Test
    func `a note is found by what it means, after those that have the words, and made anew where it changed`()
        async throws
    {
        let notes = try Self.notes()
        defer { notes.remove() }
        let asked = Collected<[String]>()
        let server = try Self.server(asked)
        defer { server.stop() }
        let store = try Store.temporary().store
        let runbooks = Runbooks([notes.path], store.passages, embeddings: Self.model(at: server))
        func found(_ words: String) async throws -> [String] {
            try await runbooks.search(words, limit: 5).passages.map { String($0.path.suffix(4)) }
        }
        _ = try await found("anything")
        try await wait(for: 2, in: store)
        #expect(try await found("light") == ["a.md"])
        #expect(try await found("light router") == ["b.md", "a.md"])
        #expect(asked.all.allSatisfy { $0.allSatisfy { !$0.contains("hunter22horse") } })
        let before = asked.all.flatMap(\.self).count { $0.hasPrefix("Router") }
        try Data("# Lamp\nthe light has no switch any more".utf8)
            .write(to: URL(filePath: notes.path + "/a.md"))
        let second = Runbooks([notes.path], store.passages, embeddings: Self.model(at: server))
        _ = try await second.search("switch", limit: 5)
        while !asked.all.contains(where: { $0.contains { $0.contains("no switch any more") } }) {
            await Task.yield()
        }
        try await wait(for: 2, in: store)
        #expect(asked.all.flatMap(\.self).count { $0.hasPrefix("Router") } == before)
    }

    @Test func `without the model notes are found by their words, and the model is left alone for a while`()
        async throws
    {
        let notes = try Self.notes()
        defer { notes.remove() }
        let asked = Collected<[String]>()
        let server = try Loopback { request in
            asked.add([request])
            return Loopback.Answer(status: "500 Internal Server Error", headers: [], body: [])
        }
        defer { server.stop() }
        let store = try Store.temporary().store
        let runbooks = Runbooks([notes.path], store.passages, embeddings: Self.model(at: server))
        for _ in 0..<5 {
            #expect(try await runbooks.search("router", limit: 5).passages.map(\.heading) == ["Router"])
            #expect(try await runbooks.search("light", limit: 5).passages.isEmpty)
        }
        // Once by whoever makes the vectors, once at most by a search at the same time.
        #expect((1...2).contains(asked.all.count))
    }

    @Test func `what stands in both lists comes before what stands higher in one`() {
        func passage(_ line: Int) -> PassageRecord {
            PassageRecord(path: "/n", line: line, heading: "", text: "")
        }
        let merged = Runbooks.merged([
            [passage(1), passage(2), passage(3)], [passage(4), passage(2)],
        ])
        #expect(merged.map(\.line) == [2, 1, 4, 3])
        #expect(Runbooks.merged([[], []]).isEmpty)
    }

    // MARK: - Settings

    private static let list = """
        {name: claude, provider: anthropic, model: m, key: {env: K}},
        {name: near, provider: ollama, model: nomic-embed-text, base_url: "http://192.168.1.9:11434"},
        {name: rented, provider: openai, model: e, base_url: "http://192.168.1.9/v1", privacy: cloud},
        {name: own, provider: openai, model: e, base_url: "https://llm.example.com/v1", privacy: lan}
        """.replacing("\n", with: " ")

    @Test(arguments: ["near", "own"])
    func `a model of the list that is on this network is taken`(name: String) async throws {
        let text = "ai: {models: [\(Self.list)], embeddings: \(name)}"
        let settings = try Configuration(parsing: text, file: "f").ai
        let model = try #require(settings.embeddingModel)
        #expect(model.place == "ai.models.\(name)")
        let server = try #require(try await settings.embeddingServer(environment: ["K": "x"]))
        #expect(server.model.rawValue == (name == "near" ? "nomic-embed-text" : "e"))
        let path = name == "near" ? "/api/embed" : "/v1/embeddings"
        #expect(server.address.description.hasSuffix(path))
    }

    @Test func `a model that is asked nothing else has keys of its own, and none is none`() async throws {
        let text = #"ai: {embeddings: {provider: openai, model: e5, base_url: "http://127.0.0.1:8081/v1"}}"#
        let settings = try Configuration(parsing: text, file: "f").ai
        let server = await settings.mind(environment: [:]).embeddings
        #expect(server?.address.description == "http://127.0.0.1:8081/v1/embeddings")
        #expect(settings.choices.isEmpty)
        #expect(await MindSettings().mind(environment: [:]).embeddings == nil)
    }

    @Test(arguments: [
        ("embeddings: nobody", "ai.models has no nobody"),
        ("embeddings: claude", "anthropic has no vectors"), ("embeddings: rented", "they go to no cloud"),
        (#"embeddings: {provider: openai, model: e, key: {env: K}}"#, "they go to no cloud"),
        (
            #"embeddings: {provider: ollama, model: e, base_url: "https://llm.example.com"}"#,
            "they go to no cloud"
        ),
        ("embeddings: {provider: anthropic, model: e, key: {env: K}}", "anthropic has no vectors"),
        ("embeddings: {provider: offline}", "name a provider: ollama or openai"),
        ("embeddings: {model: e}", "name a provider: ollama or openai"),
        ("embeddings: {provider: ollama}", "needs a model"), ("embeddings: [near]", "expected text"),
    ])
    func `what would leave the network, or cannot work, is refused with a sentence`(
        key: String, problem: String
    ) {
        let mistakes = ConfigurationReading("ai: {models: [\(Self.list)], \(key)}", file: "f").mistakes.all
        #expect(mistakes.count == 1 && mistakes[0].problem.contains(problem), "\(mistakes)")
    }

    @Test func `doctor says that the model answers, with how many numbers, or that notes are found by words`()
        async throws
    {
        let server = try Self.server()
        let text = """
            ai: {embeddings: {provider: openai, model: nomic, base_url: "\(server.address)/v1"}}
            """
        let settings = try Configuration(parsing: text, file: "f").ai
        let store = try Store.temporary().store
        let good = await EmbeddingCheckup.findings(of: settings, [:], in: store)
        #expect(good.map(\.verdict) == [.good])
        #expect(
            good.first?.text.hasSuffix(
                "it answers with 2 numbers a text; 0 of 0 passages of your notes have theirs") == true)
        server.stop()
        let bad = await EmbeddingCheckup.findings(of: settings, [:])
        #expect(bad.map(\.verdict) == [.warning])
        #expect(bad.first?.text.hasSuffix("Until it answers, notes are found by their words alone.") == true)
        #expect(await EmbeddingCheckup.findings(of: MindSettings(), [:]).isEmpty)
    }
}
