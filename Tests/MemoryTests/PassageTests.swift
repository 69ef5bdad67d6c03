import FoundationEssentials
import Testing

@testable import Memory

/// The operator's own files, to be searched.
struct PassageTests {
    private static func passage(_ line: Int, _ heading: String, _ text: String, _ path: String = "/n/a.md")
        -> PassageRecord
    {
        PassageRecord(path: path, line: line, heading: heading, text: text)
    }

    @Test func `the best match stands first: all words before some, headings before text`() async throws {
        let store = try Store.temporary().store
        try await store.passages.keep(
            [
                Self.passage(1, "Notes", "the postgres container is 112"),
                Self.passage(5, "Postgres > Restore", "stop it, restore it, start it"),
                Self.passage(9, "Network", "the router"),
            ], of: "/n/a.md", stamp: "1")
        #expect(try await store.passages.search("restore postgres").map(\.line) == [5])
        #expect(try await store.passages.search("postgres").map(\.line) == [5, 1])
        #expect(try await store.passages.search("postgres volcano").map(\.line) == [5, 1])
        #expect(try await store.passages.search("volcano").isEmpty)
        #expect(try await store.passages.search("\" OR *").isEmpty)
    }

    @Test func `a file that is kept again takes its own place, and one that is forgotten is not found`()
        async throws
    {
        let store = try Store.temporary().store
        try await store.passages.keep([Self.passage(1, "", "old words")], of: "/n/a.md", stamp: "1")
        try await store.passages.keep([Self.passage(1, "", "new words\u{0}")], of: "/n/a.md", stamp: "2")
        try await store.passages.keep(
            [Self.passage(1, "", "other words", "/n/b.md")], of: "/n/b.md", stamp: "1")
        #expect(try await store.passages.files() == ["/n/a.md": "2", "/n/b.md": "1"])
        #expect(try await store.passages.search("old").isEmpty)
        #expect(try await store.passages.search("words").count == 2)
        try await store.passages.forget(["/n/a.md", "/n/none.md"])
        #expect(try await store.passages.search("words").map(\.path) == ["/n/b.md"])
        #expect(try await store.check() == [])
    }

    /// Keeps a vector for every passage that has none of this model, by the first letter of its text.
    private static func make(_ vectors: [Character: [Float]], by model: String, in passages: Passages)
        async throws -> Int
    {
        let unmade = try await passages.unmade(by: model, limit: 100)
        try await passages.keep(
            unmade.map { passage in
                PassageVector(
                    passage: passage.id, numbers: passage.text.first.flatMap { vectors[$0] } ?? [0, 0])
            }, by: model)
        return unmade.count
    }

    private static let directions: [Character: [Float]] = ["a": [1, 0], "b": [0.6, 0.8], "c": [0, 1]]

    @Test func `what points nearly the same way is found, the nearest first, and the rest is not`()
        async throws
    {
        let passages = try Store.temporary().store.passages
        try await passages.keep(
            [Self.passage(1, "", "a"), Self.passage(2, "", "b"), Self.passage(3, "", "c")], of: "/n/a.md",
            stamp: "1")
        #expect(try await Self.make(Self.directions, by: "m", in: passages) == 3)
        #expect(try await passages.nearest(to: [1, 0], by: "m", limit: 9).map(\.line) == [1, 2])
        #expect(try await passages.nearest(to: [0, 1], by: "m", limit: 1).map(\.line) == [3])
        #expect(try await passages.nearest(to: [0, -1], by: "m", limit: 9).isEmpty)
        // Of another model, and of another length, nothing can be said.
        #expect(try await passages.nearest(to: [1, 0], by: "other", limit: 9).isEmpty)
        #expect(try await passages.nearest(to: [1, 0, 0], by: "m", limit: 9).isEmpty)
    }

    @Test func `a passage that stays as it was keeps its vector, and a new model makes all of them anew`()
        async throws
    {
        let store = try Store.temporary().store
        let passages = store.passages
        let first = [Self.passage(1, "H", "a"), Self.passage(2, "H", "b")]
        try await passages.keep(first, of: "/n/a.md", stamp: "1")
        #expect(try await Self.make(Self.directions, by: "m", in: passages) == 2)
        #expect(try await Self.make(Self.directions, by: "m", in: passages) == 0)
        try await passages.keep(
            [Self.passage(7, "H", "b"), Self.passage(9, "H", "c")], of: "/n/a.md", stamp: "2")
        #expect(try await passages.nearest(to: [0.6, 0.8], by: "m", limit: 9).map(\.line) == [7])
        #expect(try await passages.unmade(by: "m", limit: 9).map(\.text) == ["c"])
        let counts = try await passages.vectorCounts(of: "m")
        #expect(counts.made == 1 && counts.all == 2)
        #expect(try await Self.make(Self.directions, by: "other", in: passages) == 2)
        #expect(try await passages.vectorCounts(of: "m").made == 0)
        try await passages.forget(["/n/a.md"])
        #expect(try await passages.vectorCounts(of: "other").made == 0)
        #expect(try await store.check() == [])
    }

    @Test func `a vector of a passage that is gone is not kept`() async throws {
        let passages = try Store.temporary().store.passages
        try await passages.keep([PassageVector(passage: 9, numbers: [1, 0])], by: "m")
        #expect(try await passages.vectorCounts(of: "m").made == 0)
    }
}
