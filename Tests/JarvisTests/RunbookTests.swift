import FoundationEssentials
import Glibc
import Memory
import Testing

@testable import Jarvis

/// The operator's notes, as they stand in their folders.
struct RunbookTests {
    /// A folder of notes that goes with the test.
    private final class Notes {
        let path = "/tmp/jarvis-notes-\(getpid())-\(UInt32.random(in: 0 ... .max))"

        init() throws {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }

        func write(_ name: String, _ text: String) throws {
            let place = "\(path)/\(name)"
            let folder = String(place[..<(place.lastIndex(of: "/") ?? place.endIndex)])
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(filePath: place))
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    @Test func `passages stand below their headings, with the line they begin in`() {
        let text = """
            # Postgres

            It is container 112.

            ## Restore
            stop it
            ```
            # not a heading
            pct restore
            ```
            ### After that

            # Router
            \(String(repeating: "word ", count: 160))

            the end
            """
        let found = RunbookText(text, isMarkdown: true).passages(of: "/n")
        #expect(found.map(\.line) == [1, 5, 11, 13, 16])
        #expect(
            found.map(\.heading) == [
                "Postgres", "Postgres > Restore", "Postgres > Restore > After that", "Router", "Router",
            ])
        #expect(found[1].text.hasSuffix("pct restore\n```"))
        #expect(RunbookText(text, isMarkdown: false).passages(of: "/n").allSatisfy { $0.heading.isEmpty })
        #expect(RunbookText("\n \n", isMarkdown: true).passages(of: "/n").isEmpty)
    }

    @Test(arguments: [
        ("login root, password: hunter2 horse", "login root, password: <redacted>"),
        ("**Passwort**: geheim", "**Passwort**: <redacted>"), ("PIN: 1234", "PIN: <redacted>"),
        ("a\ntoken: abc\nb", "a\ntoken: <redacted>\nb"), ("password:", "password:"),
        ("shopping: milk", "shopping: milk"), ("the password is in the safe", "the password is in the safe"),
        ("restart at 10:30, spin: up", "restart at 10:30, spin: up"),
    ])
    func `what notes tell of secrets is covered`(text: String, covered: String) {
        #expect(NoteCover.covering(text) == covered)
    }

    @Test func `nothing of a long line is lost, and a passage has its bound`() {
        let line = (0..<900).map { "w\($0)" }.joined(separator: " ")
        let found = RunbookText(line, isMarkdown: true).passages(of: "/n")
        #expect(found.count > 1 && found.allSatisfy { $0.text.count <= 3_600 && $0.line == 1 })
        #expect(found.map(\.text).joined().contains("w899"))
    }

    @Test func `a search sees what was added, changed and removed since`() async throws {
        let notes = try Notes()
        try notes.write("plex.md", "# Plex\nrestart it after a kernel update")
        try notes.write("deep/er/nas.txt", "the nas sleeps at night")
        try notes.write("picture.png", "restart")
        try notes.write(".hidden.md", "restart")
        symlink("/etc/passwd", "\(notes.path)/link.md")
        let store = try Store.temporary().store
        func found(_ words: String) async throws -> [String] {
            let runbooks = Runbooks([notes.path], store.passages)
            return try await runbooks.search(words, limit: 9).passages.map {
                "\($0.path.dropFirst(notes.path.count + 1)):\($0.line)"
            }
        }
        #expect(try await found("restart") == ["plex.md:1"])
        #expect(try await found("nas night") == ["deep/er/nas.txt:1"])
        #expect(try await found("root").isEmpty)
        try notes.write("plex.md", "# Plex\n\n\n\nnever restart it by hand, ever")
        #expect(try await found("by hand") == ["plex.md:1"])
        #expect(try await found("kernel").isEmpty)
        try FileManager.default.removeItem(atPath: "\(notes.path)/plex.md")
        #expect(try await found("restart").isEmpty)
    }

    @Test func `a folder that cannot be read is told of, and what was read before is found`() async throws {
        let notes = try Notes()
        try notes.write("plex.md", "restart plex")
        let store = try Store.temporary().store
        let first = Runbooks([notes.path], store.passages)
        #expect(try await first.search("plex", limit: 9).faults.isEmpty)
        try FileManager.default.removeItem(atPath: notes.path)
        let second = Runbooks([notes.path], store.passages)
        let finding = try await second.search("plex", limit: 9)
        #expect(finding.passages.count == 1)
        #expect(finding.faults == ["The folder of runbooks \(notes.path) cannot be read."])
        await second.use([])
        #expect(try await second.search("plex", limit: 9).passages.isEmpty)
    }
}
