import FoundationEssentials
import Glibc
import Onlooker
import Screen
import Terminal
import Testing

/// A terminal that others have written, which can be asked what it shows.
struct OuterTerminal: CustomTestStringConvertible {
    let name: String
    /// The TERM that programs in it see.
    let type: String
    /// What it needs to be there.
    let programs: [String]
    /// Shows a file, and returns the rows that are then on the screen.
    let show: @Sendable (Showing) throws -> [String]

    static let all = [tmux, screen, xterm]

    var testDescription: String { name }

    /// What of it is not installed.
    var missing: String? { programs.first { access($0, X_OK) != 0 } }
}

/// A file of bytes to be shown by a terminal of some size.
final class Showing {
    let file: String
    let folder: String
    let size: TerminalSize
    /// The rows that should come of it, which ends the wait for them.
    let expected: [String]

    init(_ bytes: [UInt8], _ size: Size, expected: [String]) throws {
        folder = "/tmp/jarvis-showing-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        file = folder + "/bytes"
        self.size = TerminalSize(columns: size.width, rows: size.height)
        self.expected = expected
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        chmod(folder, 0o700)
        try Data(bytes).write(to: URL(filePath: file))
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            print("\(folder) is left behind: \(error)")
        }
    }

    /// Starts a program in an environment that is the same everywhere.
    func start(_ words: [String], _ variables: [String: String] = [:], size: TerminalSize) throws
        -> ScreenProgram
    {
        let environment = [
            "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "HOME": folder,
            "SHELL": "/bin/sh",
        ]
        return try ScreenProgram(words, environment: environment.merging(variables) { $1 }, size: size)
    }

    /// A file beside the bytes.
    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: folder + "/" + name))
        return folder + "/" + name
    }

    /// The rows on the screen of a terminal within a terminal, once they are as expected or ten seconds are over.
    func rows(of program: ScreenProgram) -> [String] {
        func rows(_ screen: borrowing TerminalScreen) -> [String] {
            (0..<screen.size.rows).map { screen.text(row: $0) }
        }
        _ = program.wait(within: .seconds(10)) { rows($0) == expected }
        return program.look { rows($0) }
    }
}

extension OuterTerminal {
    static let tmux = OuterTerminal(name: "tmux", type: "tmux-256color", programs: ["/usr/bin/tmux"]) {
        showing in
        let settings = try showing.write(
            "set -g status off\nset -g default-terminal tmux-256color\nset -g destroy-unattached on\n",
            to: "settings")
        let words = [
            "/usr/bin/tmux", "-S", showing.folder + "/socket", "-f", settings, "new-session",
            "stty raw -echo; cat \(showing.file); exec cat",
        ]
        let program = try showing.start(words, size: showing.size)
        defer { program.end() }
        return showing.rows(of: program)
    }

    static let screen = OuterTerminal(
        name: "GNU screen", type: "screen-256color", programs: ["/usr/bin/screen"]
    ) { showing in
        let settings = try showing.write(
            "startup_message off\ndefutf8 on\naltscreen on\nautodetach off\nterm screen-256color\n",
            to: "settings")
        let words = [
            "/usr/bin/screen", "-U", "-c", settings, "sh", "-c",
            "stty raw -echo; cat \(showing.file); exec cat",
        ]
        let program = try showing.start(words, ["SCREENDIR": showing.folder], size: showing.size)
        defer { program.end() }
        return showing.rows(of: program)
    }

    /// On an X server without a screen; xterm prints what it shows when it is told to (MC).
    static let xterm = OuterTerminal(
        name: "xterm", type: "xterm-256color", programs: ["/usr/bin/xterm", "/usr/bin/Xvfb"]
    ) { showing in
        let console = TerminalSize(columns: 80, rows: 24)
        let server = try showing.start(
            [
                "/usr/bin/Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp",
                "-terminate",
            ],
            size: console)
        defer { server.end() }
        var display = ""
        _ = server.wait(within: .seconds(10)) { screen in
            display = (0..<screen.size.rows).map { screen.text(row: $0) }.first { Int($0) != nil } ?? ""
            return !display.isEmpty
        }
        let (printed, done) = (showing.folder + "/printed", showing.folder + "/done")
        let words = [
            "/usr/bin/xterm", "-display", ":\(display)", "-u8", "-geometry",
            "\(showing.size.columns)x\(showing.size.rows)",
            "-xrm", "*printerCommand: cat >\(printed); touch \(done)", "-xrm", "*printAttributes: 0",
            "-e", "sh", "-c", "stty raw -echo; cat \(showing.file); printf '\\033[i'; exec cat",
        ]
        let program = try showing.start(words, size: console)
        defer { program.end() }
        let end = ContinuousClock.now + .seconds(15)
        while access(done, F_OK) != 0, ContinuousClock.now < end { program.watch(for: .milliseconds(50)) }
        let text =
            FileManager.default.contents(atPath: printed).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var line = String(line)
            while line.last == " " || line.last == "\r" { line.removeLast() }
            return line
        }
    }
}
