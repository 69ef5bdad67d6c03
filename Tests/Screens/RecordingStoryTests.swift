import FoundationEssentials
import JSON
import Testing

/// Recordings made and ended by a user.
@Suite(
    .serialized, .enabled(if: Tmux.missing == nil, "\(Tmux.missing ?? "")"), .timeLimit(.minutes(3)))
struct RecordingStoryTests {
    private let tmux: Tmux

    init() throws {
        tmux = try Tmux()
    }

    @Test func `a pane is recorded from a key to the next, with a mark, and its file is told`() async throws {
        let pane = tmux.open(
            ["terminal", "--", "sh", "-c", "printf 'before\\n'; cat"], columns: 80, rows: 24)
        try await pane.expect(words: "before")
        pane.press("C-a", "R")
        try await pane.expect(words: "● REC")
        pane.type("shown")
        try await pane.expect(words: "shown")
        pane.press("C-a", "R")
        try await pane.expect(words: "The pane was recorded to ")
        let folder = "\(tmux.folder)/\(pane.name)/jarvis/recordings"
        let file = try #require(FileManager.default.contentsOfDirectory(atPath: folder).first)
        let text = try Self.written(in: "\(folder)/\(file)")
        #expect(text.contains("before") && text.contains("shown"), "\(text)")
        pane.press("C-c")
        try await pane.expectEnd(code: "130")
    }

    /// What was written to the screen, whatever pieces it came in.
    private static func written(in file: String) throws -> String {
        try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").dropFirst()
            .map { try JSONValue(parsing: String($0)) }
            .filter { $0.array?.dropFirst().first == "o" }
            .compactMap { $0.array?.last?.string }.joined()
    }

    @Test func `a program is recorded from its beginning to its end`() async throws {
        let file = "\(tmux.folder)/whole.cast"
        let pane = tmux.open(
            ["terminal", "--record", file, "--", "sh", "-c", "echo all of it"], columns: 80, rows: 24)
        try await pane.expectEnd(code: "0")
        #expect(pane.text.contains("Recorded to \(file)."))
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.hasPrefix("{\"version\": 2, \"width\": 80, \"height\": "))
        #expect(text.contains("all of it"))
        let again = tmux.open(["terminal", "--record", file, "--", "true"], columns: 80, rows: 24)
        try await again.expectEnd(code: "73")
    }
}
