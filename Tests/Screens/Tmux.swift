import FoundationEssentials
import Glibc
import Onlooker

/// A tmux server of its own in a folder of its own: the terminals that the stories are told on.
final class Tmux: Sendable {
    /// Holds the socket, the homes and whatever the programs leave behind; removed at the end.
    let folder: String
    private let slowness: Slowness?

    /// What the stories need and does not come with the project; `nil` when it is all there.
    static let missing = program("tmux") == nil ? "tmux is not installed" : BuiltProgram.missing

    init() throws {
        folder = "/tmp/jarvis-stories-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        slowness = Slowness.begin(home: folder)
        try FileManager.default.createDirectory(atPath: folder + "/run", withIntermediateDirectories: true)
        chmod(folder + "/run", 0o700)
        // A session that stays keeps the server alive between the others.
        run("new-session", "-d", "-s", "keeper", "cat")
    }

    deinit {
        slowness?.end()
        run("kill-server")
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Where that program is, if it is installed.
    static func program(_ name: String) -> String? {
        ["/usr/bin/", "/usr/local/bin/", "/bin/"].map { $0 + name }.first { access($0, X_OK) == 0 }
    }

    /// Opens a terminal of that size with a program in it, in an environment of nothing but these variables.
    ///
    /// `extra` are more variables, and `through` are the words of a program, such as ssh, that runs a shell line.
    ///
    /// When the program ends, its exit code is written below what it left, with the terminal's modes.
    func open(
        _ arguments: [String] = ["demo"], columns: Int, rows: Int, term: String? = "tmux-256color",
        locale: String = "C.UTF-8", extra: [String] = [], through: [String] = []
    ) -> Pane {
        let name = "p\(UInt32.random(in: 0 ... .max))"
        var variables = [
            "HOME=\(folder)", "XDG_RUNTIME_DIR=\(folder)/run", "XDG_STATE_HOME=\(folder)/\(name)",
            "PATH=/usr/local/bin:/usr/bin:/bin", "SHELL=/bin/sh", "LC_ALL=\(locale)",
        ]
        if let term { variables.append("TERM=\(term)") }
        variables += extra
        let words = ["env", "-i"] + variables + [BuiltProgram.path] + arguments
        let command = words.map { "'\($0)'" }.joined(separator: " ")
        let script =
            "stty -g >\(folder)/\(name).before; \(command); code=$?; "
            // A killed front can do nothing any more, and the house needs a moment to see that it is gone.
            + "[ $code -le 128 ] || sleep 1; stty -g >\(folder)/\(name).after; echo \"ended $code\"; cat"
        let line =
            through.isEmpty
            ? script : (through + ["sh -c \(quoted(script))"]).map(quoted).joined(separator: " ")
        run("new-session", "-d", "-s", name, "-x", "\(columns)", "-y", "\(rows)", line)
        return Pane(tmux: self, name: name)
    }

    /// A word as a shell takes it.
    func quoted(_ word: String) -> String {
        "'" + word.replacing("'", with: "'\\''") + "'"
    }

    /// Runs one command of tmux and returns what it printed.
    @discardableResult
    func run(_ arguments: String...) -> String {
        let words = [Tmux.program("tmux") ?? "tmux", "-S", folder + "/socket", "-f", "/dev/null"] + arguments
        let settings = [
            "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "HOME": folder,
        ]
        return Errand(words, environment: settings, in: folder, hasErrors: false).wait().text
    }
}
