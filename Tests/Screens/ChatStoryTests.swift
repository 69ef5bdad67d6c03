import FoundationEssentials
import Glibc
import Testing

/// The chat as a place to work: what is named is handed over, talks are forked and listed, a message is written in an
/// editor, and plan mode is shown.
@Suite(
    .serialized, .enabled(if: Tmux.missing == nil, "\(Tmux.missing ?? "")"), .timeLimit(.minutes(3)))
struct ChatStoryTests {
    private let tmux: Tmux

    init() throws {
        tmux = try Tmux()
    }

    /// An editor that writes its message and ends.
    private func editor() throws -> String {
        let path = tmux.folder + "/edit"
        try "#!/bin/sh\nprintf 'written in\\nan editor\\n' >\"$1\"\n".write(
            toFile: path, atomically: true, encoding: .utf8)
        try #require(chmod(path, 0o700) == 0)
        return path
    }

    @Test func `a node is completed and handed over, and the talk is forked and listed`() async throws {
        let pane = tmux.open(columns: 120, rows: 40)
        try await pane.settle()
        pane.press("a")
        pane.type("how is @no")
        try await pane.expect(words: "@node NAME")
        pane.press("Tab")
        pane.type("hom")
        pane.press("Tab")
        try await pane.expect(words: "❯ how is @node home")
        pane.press("Enter")
        try await pane.expect(words: "Handed over @node home")
        pane.type("how is @node nowhere")
        pane.press("Enter")
        try await pane.expect(words: "There is no node \"nowhere\"")
        pane.press("C-u")
        pane.type("/fork")
        pane.press("Enter")
        try await pane.expect(words: "a conversation of its own")
        pane.type("/talks")
        pane.press("Enter")
        try await pane.expect(words: "(fork) (this one)")
    }

    @Test func `a message is written in the editor and comes back into the line`() async throws {
        let pane = tmux.open(columns: 120, rows: 40, extra: ["EDITOR=\(try editor())"])
        try await pane.settle()
        pane.press("a")
        pane.press("C-x")
        try await pane.expect(words: "❯ written in")
        try await pane.expect(words: "an editor")
        pane.press("C-u", "C-a", "C-k")
        pane.press("C-u")
        pane.type("/plan")
        pane.press("Enter")
        try await pane.expect(words: "plan mode")
    }

    @Test func `without an editor that is said`() async throws {
        let pane = tmux.open(columns: 120, rows: 40)
        try await pane.settle()
        pane.press("a")
        pane.press("C-x")
        try await pane.expect(words: "No editor is set")
    }
}
