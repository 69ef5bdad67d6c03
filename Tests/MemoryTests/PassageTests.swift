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
}
