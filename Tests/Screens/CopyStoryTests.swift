import FoundationEssentials
import Testing

/// Reading, searching and copying in the shell, as far as the clipboard of the terminal outside.
@Suite(
    .serialized, .enabled(if: Tmux.missing == nil, "\(Tmux.missing ?? "")"), .timeLimit(.minutes(3)))
struct CopyStoryTests {
    private let tmux: Tmux

    init() throws {
        tmux = try Tmux()
    }

    private func open(_ script: String, extra: [String] = []) -> Pane {
        tmux.open(["terminal", "--", "sh", "-c", "\(script); exec cat"], columns: 80, rows: 24, extra: extra)
    }

    /// What tmux, the terminal outside, has in its newest buffer; it takes one moment or more.
    private func clipboard(becomes text: String) async throws -> Bool {
        for _ in 0..<200 {
            if tmux.run("show-buffer") == text { return true }
            try await Task.sleep(for: .milliseconds(40))
        }
        Issue.record("the clipboard holds “\(tmux.run("show-buffer").prefix(200))”")
        return false
    }

    @Test func `a line far up in the scrollback is found and copied to the terminal's clipboard`()
        async throws
    {
        tmux.run("set-option", "-s", "set-clipboard", "on")
        let pane = open("seq 5000")
        try await pane.expect(words: "4999\n5000")
        pane.press("C-a", "/")
        pane.type("^123.$")
        try await pane.expect(words: "1 of 10")
        pane.press("Enter", "n")
        try await pane.expect("the second newest") {
            $0.contains("2 of 10 /^123.$") && $0.contains("1238\n1239")
        }
        pane.press("V", "k", "y")
        #expect(try await clipboard(becomes: "1237\n1238"))
        try await pane.expect(words: "4999\n5000")
    }

    @Test func `inside tmux its own command takes the text, as tmux ignores what its programs ask for`()
        async throws
    {
        let server = tmux.run("display-message", "-p", "#{socket_path},#{pid},0").prefix { $0 != "\n" }
        let pane = open("echo one two three", extra: ["TMUX=\(server)"])
        try await pane.expect(words: "one two three")
        pane.press("C-a", "[", "k", "0", "w", "v", "e", "y")
        #expect(try await clipboard(becomes: "two"))
    }

    @Test func `what was copied is pasted again`() async throws {
        let pane = open("echo some words")
        try await pane.expect(words: "some words")
        pane.press("C-a", "[", "k", "0", "v", "e", "y")
        try await pane.expect(words: "Copied 4 characters")
        pane.press("C-a", "]", "Enter")
        try await pane.expect("the word twice, typed and printed") {
            $0.components(separatedBy: "\nsome\n").count == 2 && $0.contains("some\nsome")
        }
    }

    @Test func `the mouse chooses text where the program has not asked for it`() async throws {
        tmux.run("set-option", "-s", "set-clipboard", "on")
        let pane = open("echo pick this up")
        try await pane.expect(words: "pick this up")
        // Presses at column 6, drags to column 9, releases there: SGR mouse reports as xterm sends them.
        pane.type("\u{1b}[<0;6;1M\u{1b}[<32;9;1M\u{1b}[<0;9;1m")
        #expect(try await clipboard(becomes: "this"))
    }
}
