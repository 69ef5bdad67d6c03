import Testing

/// What a shell shows, handed to the butler by a word in the chat.
@Suite(
    .serialized, .enabled(if: Tmux.missing == nil, "\(Tmux.missing ?? "")"), .timeLimit(.minutes(3)))
struct HandoverStoryTests {
    private let tmux: Tmux

    init() throws {
        tmux = try Tmux()
    }

    @Test
    func `the screen is handed over when it is named, and the last command only with the shell's marks`()
        async throws
    {
        let pane = tmux.open(columns: 200, rows: 50)
        try await pane.settle()
        pane.press("3")
        for _ in 0..<10 where !pane.text.contains("prompt:") {
            pane.press("C-c")
            pane.type("exec env -i PATH=/usr/bin:/bin TERM=xterm-256color PS1=pro''mpt: sh -i")
            pane.press("Enter")
            _ = try await pane.shows(within: .seconds(5)) { $0.contains("prompt:") }
        }
        pane.press("C-a")
        pane.press("a")
        pane.type("what is wrong on @last")
        pane.press("Enter")
        try await pane.expect(words: "does not mark its commands")
        try await pane.expect(words: "❯ what is wrong on @last")
        pane.press("C-a", "C-k")
        pane.type("what is wrong on @screen")
        pane.press("Enter")
        try await pane.expect(words: "Handed over @screen:")
        try await pane.expect(words: "cannot read what a shell shows")
        pane.press("Tab", "Tab")
        pane.type("printf '\\033]133;C\\007one\\ntwo\\n\\033]133;D;2\\007'; echo do''ne")
        pane.press("Enter")
        // What is typed next reaches the chat at once, the command only when the shell has come to it.
        try await pane.expect(words: "done")
        pane.press("C-a")
        pane.press("a")
        pane.type("and @last")
        pane.press("Enter")
        try await pane.expect(words: "exit 2, 2 lines")
    }
}
