import FoundationEssentials
import Glibc
import Testing

/// What the program does to the terminal it is given: at the start, at every size, and at each kind of end.
@Suite(
    .serialized, .enabled(if: Tmux.missing == nil, "\(Tmux.missing ?? "")"), .timeLimit(.minutes(3)))
struct TerminalStoryTests {
    private let tmux: Tmux

    init() throws {
        tmux = try Tmux()
    }

    @Test(arguments: ["C.UTF-8", "POSIX"])
    func `every terminal type starts, or is told what to do`(locale: String) async throws {
        let types = [
            "linux", "xterm", "xterm-256color", "tmux-256color", "screen-256color", "vt100", "dumb", "nosuch",
        ]
        let panes = types.map { tmux.open(columns: 120, rows: 40, term: $0, locale: locale) }
        let bare = tmux.open(columns: 80, rows: 24, term: nil, locale: locale)
        for (pane, type) in zip(panes + [bare], types + ["none"]) {
            try await pane.expect("start of TERM=\(type) or a sentence", within: .seconds(90)) { text in
                text.contains("nominal") || text.contains("ended ") && text.contains("TERM")
            }
            let isRefused = ["dumb", "nosuch", "none"].contains(type)
            let text = pane.text
            #expect(text.contains("ended ") == isRefused, "\(type): \(text)")
            // Braille shows as letters on the Linux console; without UTF-8 there is ASCII only.
            let isPlain = locale == "POSIX" || type == "linux"
            #expect(!isPlain || !text.unicodeScalars.contains { (0x2800...0x28FF).contains($0.value) })
            // A glyph that the console has not shows as a black square.
            #expect(type != "linux" || !text.contains("■"))
            #expect(locale != "POSIX" || text.utf8.allSatisfy { $0 < 0x80 }, "\(type): \(text)")
        }
    }

    @Test func `a terminal type that this machine does not know is told what to do`() async throws {
        let pane = tmux.open(columns: 100, rows: 24, term: "xterm-none")
        try await pane.expectEnd(code: "64")
        #expect(pane.house == nil)
        let text = pane.text.split(separator: "\n").joined()
        #expect(
            text.contains(
                "\"xterm-none\" has no terminfo entry here; install ncurses-term (for kitty kitty-terminfo)"),
            "\(text)")
        #expect(text.contains("try TERM=xterm-256color"), "\(text)")
    }

    @Test(.enabled(if: Tmux.program("tic") != nil, "tic, of ncurses-bin, is not installed"))
    func `a terminal that brings its own terminfo entry starts`() async throws {
        let source = tmux.folder + "/kitty.ti"
        let entry = "xterm-kitty|a terminal's own entry,\n\tRGB, Tc, fullkbd, use=xterm-256color,\n"
        try Data(entry.utf8).write(to: URL(filePath: source))
        tmux.run("run-shell", "tic -x -o \(tmux.folder)/terminfo \(source)")
        let pane = tmux.open(
            columns: 120, rows: 40, term: "xterm-kitty", extra: ["TERMINFO=\(tmux.folder)/terminfo"])
        try await pane.expect(words: "nominal")
        pane.press("q")
        try await pane.expectEnd(code: "0")
    }

    @Test func `leaving gives the terminal back`() async throws {
        let pane = tmux.open(columns: 80, rows: 24)
        try await pane.settle()
        pane.press("q")
        try await pane.expectEnd(code: "0")
    }

    @Test func `a house that is asked to end says why`() async throws {
        let pane = tmux.open(columns: 80, rows: 24)
        try await pane.settle()
        let house = try #require(pane.house)
        kill(house, SIGTERM)
        try await pane.expectEnd(code: "143")
        #expect(pane.text.contains("signal 15"))
    }

    @Test func `a terminal that hangs up takes the demo with it`() async throws {
        let pane = tmux.open(columns: 80, rows: 24)
        try await pane.settle()
        try await pane.expectEndByHangUp()
    }
}
