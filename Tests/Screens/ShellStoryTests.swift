import FoundationEssentials
import Glibc
import Testing

/// The shell column with real programs in it.
@Suite(
    .serialized, .enabled(if: Tmux.missing == nil, "\(Tmux.missing ?? "")"), .timeLimit(.minutes(3)))
struct ShellStoryTests {
    private let tmux: Tmux

    init() throws {
        tmux = try Tmux()
    }

    /// A demo with the keys in a shell that is the same for every user.
    private func shell() async throws -> Pane {
        let pane = tmux.open(columns: 200, rows: 50)
        try await pane.settle()
        pane.press("3")
        let plain =
            "exec env -i HOME=\(tmux.folder) PATH=/usr/bin:/bin TERM=xterm-256color PS1=pro''mpt: sh -i"
        // The user's own start files may take long; ^C ends them.
        for _ in 0..<10 where !pane.text.contains("prompt:") {
            pane.press("C-c")
            run(plain, pane)
            _ = try await pane.shows(within: .seconds(5)) { $0.contains("prompt:") }
        }
        try await pane.expect(words: "prompt:", within: .zero)
        run("cd; clear", pane)
        return pane
    }

    /// A command that prints its result apart from its own echo.
    private func run(_ command: String, _ pane: Pane) {
        pane.type(command)
        pane.press("Enter")
    }

    /// Answers the question about a paste; what is typed within its first moments does not count.
    private func answer(_ key: String, _ pane: Pane) async throws {
        for _ in 0..<5 {
            pane.press(key)
            if try await pane.shows(within: .seconds(2), { !$0.contains("PASTE INTO") }) { return }
        }
        Issue.record("no answer was taken:\n\(pane.text)")
    }

    @Test(.enabled(if: Tmux.program("less") != nil, "less is not installed"))
    func `less pages and gives the screen back`() async throws {
        let pane = try await shell()
        run("seq 1 500 | less", pane)
        pane.press("G")
        try await pane.expect(words: "(END)")
        #expect(pane.text.contains("500"))
        pane.press("q")
        try await pane.expect("the prompt") { $0.contains("prompt:") && !$0.contains("(END)") }
    }

    @Test(.enabled(if: Tmux.program("vim") != nil, "vim is not installed"))
    func `vim edits a file in its own column`() async throws {
        let pane = try await shell()
        run("vim -u NONE -N story.txt", pane)
        try await pane.expect("vim's empty lines") {
            $0.split(separator: "│").contains { $0.hasPrefix("~  ") }
        }
        pane.press("i")
        pane.type("written in vim")
        pane.press("Escape")
        pane.type(":wq")
        pane.press("Enter")
        try await pane.expect("the prompt") { $0.contains("prompt:") && !$0.contains("~  ") }
        run("cat story.txt", pane)
        try await pane.expect(words: "written in vim")
    }

    @Test func `a paste of ten million bytes keeps the keys alive`() async throws {
        let pane = try await shell()
        let file = tmux.folder + "/paste"
        try Data(repeating: UInt8(ascii: "x"), count: 10_000_000).write(to: URL(filePath: file))
        pane.press("C-a", "a")
        tmux.run("load-buffer", "-b", "big", file)
        tmux.run("paste-buffer", "-p", "-b", "big", "-t", "=\(pane.name):")
        try await pane.expect(words: "xxxxxxxx", within: .seconds(60))
        pane.press("C-u")
        try await pane.expect(words: "Ask, or give an order", within: .seconds(60))
        pane.press("Escape")
        try await pane.expect(words: "Details", within: .seconds(60))
    }

    @Test func `ten million pasted bytes reach a program after a yes, and no mark among them is its end`()
        async throws
    {
        let pane = try await shell()
        let line = "0123456789 äöü \(String(repeating: "paste ", count: 14))\n"
        let count = 10_000_000 / (line.utf8.count + 1)
        let text = String(repeating: line, count: count)
        let (source, target) = (tmux.folder + "/marked", tmux.folder + "/pasted")
        let marked = String(repeating: line, count: count / 2) + "\u{1B}[201~"
        try Data((marked + String(repeating: line, count: count - count / 2)).utf8)
            .write(to: URL(filePath: source))
        run("stty -echo; echo re''ady; cat >pasted", pane)
        try await pane.expect(words: "ready")
        tmux.run("load-buffer", "-b", "marked", source)
        tmux.run("paste-buffer", "-p", "-b", "marked", "-t", "=\(pane.name):")
        try await pane.expect(words: "press Enter \(count) times", within: .seconds(60))
        try await answer("y", pane)
        pane.press("C-a", "C")
        try await pane.expect(words: "Details", within: .seconds(60))
        let arrived = try await pane.shows(within: .seconds(60)) { _ in
            var status = stat()
            return stat(target, &status) == 0 && status.st_size >= text.utf8.count
        }
        #expect(arrived)
        #expect(FileManager.default.contents(atPath: target) == Data(text.utf8))
        pane.press("3", "C-d")
        try await pane.expect(words: "prompt:")
    }

    @Test func `a paste of lines for a shell that would run them is dropped on a no`() async throws {
        let pane = try await shell()
        tmux.run("set-buffer", "-b", "lines", "echo on''e\necho tw''o\n")
        tmux.run("paste-buffer", "-p", "-b", "lines", "-t", "=\(pane.name):")
        try await pane.expect(words: "press Enter twice")
        try await answer("Enter", pane)
        run("echo al''ive", pane)
        try await pane.expect(words: "alive")
        #expect(!pane.text.contains("one"))
    }

    @Test func `a shell that ends says so and Enter begins a new one`() async throws {
        let pane = try await shell()
        run("exit 3", pane)
        try await pane.expect(words: "ended with code 3")
        pane.press("Enter")
        try await pane.expect("a new shell") { !$0.contains("ended with code") }
    }
}
