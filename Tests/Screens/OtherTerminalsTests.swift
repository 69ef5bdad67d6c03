import FoundationEssentials
import Glibc
import Onlooker
import Testing

/// The command center's own bytes in other people's terminals, each compared with what Jarvis' engine makes of them.
///
/// A terminal that is not installed is skipped and named: the project asks for tmux only.
@Suite(.serialized, .enabled(if: Tmux.missing == nil, "\(Tmux.missing ?? "")"), .timeLimit(.minutes(3)))
struct OtherTerminalsTests {
    private static let size = (columns: 100, rows: 30)

    /// A terminal, what its programs have as TERM, and the command that shows a file in it, with more rows of its own.
    struct Counterpart: CustomTestStringConvertible, Sendable {
        let program: String
        let type: String
        var extraRows = 0
        /// The keys by which it draws its screen anew: neovim leaves now and then a cell as it was, which is its own, and not
        /// what it understood.
        var redraw: [String] = []
        let command: @Sendable (_ player: String, _ folder: String) -> String

        var testDescription: String { program }
    }

    /// neovim draws through libvterm, as Emacs' vterm does.
    private static let counterparts = [
        Counterpart(program: "tmux", type: "tmux-256color") { player, _ in player },
        Counterpart(program: "screen", type: "screen-256color") { player, folder in
            "env SCREENDIR=\(folder)/run screen -U -c /dev/null \(player)"
        },
        Counterpart(
            program: "nvim", type: "xterm-256color", extraRows: 1,
            redraw: ["C-\\", "C-n", ":redraw!", "Enter"]
        ) { player, _ in
            "nvim --clean +'set laststatus=0 noruler' +'terminal \(player)'"
        },
    ]

    @Test(arguments: counterparts)
    func `a walk through the demo ends with the same picture in`(_ other: Counterpart) async throws {
        guard Tmux.program(other.program) != nil else {
            return print("skipped: \(other.program) is not installed")
        }
        let walk = try Walk(type: other.type, columns: Self.size.columns, rows: Self.size.rows)
        let tmux = try Tmux()
        let player = try walk.player(in: tmux.folder)
        let pane = tmux.open(
            running: other.command(player, tmux.folder), columns: Self.size.columns,
            rows: Self.size.rows + other.extraRows)
        let deadline = ContinuousClock.now + .seconds(30)
        while pane.rows(Self.size.rows) != walk.rows, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(100))
        }
        if pane.rows(Self.size.rows) != walk.rows {
            for key in other.redraw { pane.press(key) }
        }
        try await pane.expect("the demo's picture") { _ in pane.rows(Self.size.rows) == walk.rows }
        #expect(pane.rows(Self.size.rows) == walk.rows)
    }

    @Test func `a walk through the demo ends with the same picture in xterm`() async throws {
        guard Tmux.program("Xvfb") != nil, let xterm = Tmux.program("xterm") else {
            return print("skipped: xterm or Xvfb is not installed")
        }
        let walk = try Walk(type: "xterm-256color", columns: Self.size.columns, rows: Self.size.rows)
        let tmux = try Tmux()
        // The whole screen (DECPEX) goes to the printer.
        let player = try walk.player(in: tmux.folder, then: "printf '\\033[?19h\\033[i'; sleep 1")
        let paper = tmux.folder + "/screen"
        let printer = "-xrm 'XTerm*printerCommand: cat > \(paper)' -xrm 'XTerm*printAttributes: 0'"
        let pane = tmux.open(
            inWindow: "\(xterm) -u8 -geometry \(Self.size.columns)x\(Self.size.rows) \(printer) -e \(player)")
        try await pane.expect("xterm's screen on paper", within: .seconds(30)) { _ in
            Walk.rows(of: paper, Self.size.rows) == walk.rows
        }
        #expect(Walk.rows(of: paper, Self.size.rows) == walk.rows)
    }

    @Test func `a walk through the demo ends with the same picture in kitty`() async throws {
        guard Tmux.program("Xvfb") != nil, let kitty = Tmux.program("kitty") else {
            return print("skipped: kitty or Xvfb is not installed")
        }
        let walk = try Walk(type: "xterm-kitty", columns: Self.size.columns, rows: Self.size.rows)
        let tmux = try Tmux()
        let player = try walk.player(in: tmux.folder)
        let (paper, door) = (tmux.folder + "/screen", "unix:\(tmux.folder)/kitty")
        let options = [
            "allow_remote_control=yes", "initial_window_width=\(Self.size.columns)c",
            "initial_window_height=\(Self.size.rows)c", "remember_window_size=no", "update_check_interval=0",
        ].map { "-o \($0)" }.joined(separator: " ")
        let pane = tmux.open(
            inWindow:
                "env LIBGL_ALWAYS_SOFTWARE=1 \(kitty) --config NONE \(options) --listen-on \(door) \(player)")
        try await pane.expect("kitty's screen", within: .seconds(30)) { _ in
            tmux.run(
                "run-shell",
                "HOME=\(tmux.folder) \(kitty) @ --to \(door) get-text > \(paper) 2>/dev/null || true")
            return Walk.rows(of: paper, Self.size.rows) == walk.rows
        }
        #expect(Walk.rows(of: paper, Self.size.rows) == walk.rows)
    }
}

/// What the demo sends while somebody looks around in it, and what is on the screen in the end.
private struct Walk {
    let bytes: [UInt8]
    let columns: Int
    /// The text of each row without the blanks at its end.
    let rows: [String]

    init(type: String, columns: Int, rows: Int) throws {
        let demo = try Demo(columns: columns, rows: rows, type: type)
        demo.program.record()
        demo.program.redraw()
        for keys in ["j", "?", "\u{1B}", "z", "z", "G", "/", "vm", "\u{1B}", ":", "\u{1B}", "g"] {
            demo.program.type(keys)
            demo.program.settle()
        }
        self.columns = columns
        bytes = demo.program.recorded ?? []
        let picture = demo.program.picture
        self.rows = (0..<rows).map { Self.trimmed(picture.text(row: $0)) }
    }

    /// The rows of a screen that a terminal wrote into a file.
    static func rows(of file: String, _ count: Int) -> [String] {
        let bytes = FileManager.default.contents(atPath: file) ?? Data()
        let lines = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
            .split(separator: "\n", omittingEmptySubsequences: false).map { trimmed($0) }
        return Array((lines + Array(repeating: "", count: count)).prefix(count))
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        String(text.reversed().drop { $0 == " " }.reversed())
    }

    /// A program that writes these bytes, and words of a shell after them, to the terminal it is started on.
    ///
    /// A terminal in a window may be given its size only after the program began, so that is waited for.
    func player(in folder: String, then words: String = "sleep 60") throws -> String {
        try Data(bytes).write(to: URL(filePath: folder + "/bytes"))
        let script = """
            #!/bin/sh
            for try in $(seq 400); do
                [ "$(stty size)" = "\(rows.count) \(columns)" ] && break
                sleep 0.05
            done
            stty raw -echo
            cat '\(folder)/bytes'
            \(words)

            """
        try Data(script.utf8).write(to: URL(filePath: folder + "/player"))
        chmod(folder + "/player", 0o700)
        return folder + "/player"
    }
}

extension Pane {
    /// The text of the first rows without the blanks at their ends.
    fileprivate func rows(_ count: Int) -> [String] {
        Array((lines + Array(repeating: "", count: count)).prefix(count))
    }
}

extension Tmux {
    /// Opens a terminal in which a shell runs a command.
    fileprivate func open(running command: String, columns: Int, rows: Int) -> Pane {
        let name = "p\(UInt32.random(in: 0 ... .max))"
        let settings =
            "env -i HOME=\(folder) PATH=/usr/local/bin:/usr/bin:/bin LC_ALL=C.UTF-8 TERM=tmux-256color"
        let words = "\(settings) sh -c \(quoted(command))"
        run("new-session", "-d", "-s", name, "-x", "\(columns)", "-y", "\(rows)", words)
        return Pane(tmux: self, name: name)
    }

    /// Runs a command on an X server of its own, which picks a free number and ends with it.
    fileprivate func open(inWindow command: String) -> Pane {
        let server =
            "Xvfb -displayfd 3 -screen 0 1400x900x24 -nolisten tcp 3>\(folder)/display >/dev/null 2>&1"
        let wait = "while [ ! -s \(folder)/display ]; do sleep 0.1; done"
        let program = "env DISPLAY=:$(cat \(folder)/display) \(command)"
        // A trap waits for what runs in front, so nothing does.
        let end = "trap 'kill $program $server 2>/dev/null' EXIT HUP TERM"
        return open(
            running: "\(server) & server=$!; \(wait); \(program) & program=$!; \(end); wait $program",
            columns: 100, rows: 30)
    }
}
