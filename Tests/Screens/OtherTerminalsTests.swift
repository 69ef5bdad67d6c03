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
        let command: @Sendable (_ player: String, _ folder: String) -> String

        var testDescription: String { program }
    }

    /// neovim draws through libvterm, as Emacs' vterm does.
    private static let counterparts = [
        Counterpart(program: "tmux", type: "tmux-256color") { player, _ in player },
        Counterpart(program: "screen", type: "screen-256color") { player, folder in
            "env SCREENDIR=\(folder)/run screen -U -c /dev/null \(player)"
        },
        Counterpart(program: "nvim", type: "xterm-256color", extraRows: 1) { player, _ in
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
        try await pane.expect("the demo's picture") { _ in pane.rows(Self.size.rows) == walk.rows }
        #expect(pane.rows(Self.size.rows) == walk.rows)
    }

    @Test func `a walk through the demo ends with the same picture in xterm`() async throws {
        guard let server = Tmux.program("Xvfb"), let xterm = Tmux.program("xterm") else {
            return print("skipped: xterm or Xvfb is not installed")
        }
        let walk = try Walk(type: "xterm-256color", columns: Self.size.columns, rows: Self.size.rows)
        let tmux = try Tmux()
        let player = try walk.player(in: tmux.folder, then: "printf '\\033[?19h\\033[i'; sleep 1")
        let display = "\(getpid() % 10_000 + 100)"
        let screen = "\(server) :\(display) -screen 0 1400x900x24 -nolisten tcp >/dev/null 2>&1"
        let printer = "-xrm 'XTerm*printerCommand: cat > \(tmux.folder)/printed'"
        let window = "-geometry \(Self.size.columns)x\(Self.size.rows) -u8 -xrm 'XTerm*printAttributes: 0'"
        let pane = tmux.open(
            running:
                "\(screen) & server=$!; sleep 1; env DISPLAY=:\(display) \(xterm) \(window) \(printer) -e \(player); kill $server; wait",
            columns: 100, rows: 30)
        let printed = { () -> [String] in
            let bytes = FileManager.default.contents(atPath: tmux.folder + "/printed") ?? Data()
            let lines = String(decoding: bytes, as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false)
            return lines.prefix(Self.size.rows).map { Walk.trimmed($0.filter { $0 != "\r" }) }
        }
        try await pane.expect("xterm's screen on paper", within: .seconds(30)) { _ in printed() == walk.rows }
        #expect(printed() == walk.rows)
    }
}

/// What the demo sends while somebody looks around in it, and what is on the screen in the end.
private struct Walk {
    let bytes: [UInt8]
    /// The text of each row without the blanks at its end.
    let rows: [String]

    init(type: String, columns: Int, rows: Int) throws {
        let demo = try Demo(columns: columns, rows: rows, type: type)
        demo.program.record()
        demo.redraw()
        for keys in ["j", "?", "\u{1B}", "z", "z", "G", "/", "vm", "\u{1B}", ":", "\u{1B}", "g"] {
            demo.program.type(keys)
            demo.settle()
        }
        bytes = demo.program.recorded ?? []
        let picture = demo.picture
        self.rows = (0..<rows).map { Self.trimmed(picture.text(row: $0)) }
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        String(text.reversed().drop { $0 == " " }.reversed())
    }

    /// A program that writes these bytes, and words of a shell after them, to the terminal it is started on.
    func player(in folder: String, then words: String = "sleep 60") throws -> String {
        try Data(bytes).write(to: URL(filePath: folder + "/bytes"))
        let script = "#!/bin/sh\nstty raw -echo\ncat '\(folder)/bytes'\n\(words)\n"
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
        run(
            "new-session", "-d", "-s", name, "-x", "\(columns)", "-y", "\(rows)",
            "\(settings) sh -c \(quoted(command))")
        return Pane(tmux: self, name: name)
    }
}
