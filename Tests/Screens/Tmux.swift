import FoundationEssentials
import Glibc
import Onlooker

/// A tmux server of its own in a folder of its own: the terminals that the stories are told on.
final class Tmux: Sendable {
    /// Holds the socket, the homes and whatever the programs leave behind; removed at the end.
    let folder: String

    /// What the stories need and does not come with the project; `nil` when it is all there.
    static let missing = program("tmux") == nil ? "tmux is not installed" : BuiltProgram.missing

    init() throws {
        folder = "/tmp/jarvis-stories-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder + "/run", withIntermediateDirectories: true)
        chmod(folder + "/run", 0o700)
        // A session that stays keeps the server alive between the others.
        run("new-session", "-d", "-s", "keeper", "cat")
    }

    deinit {
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
        let output = "\(folder)/output\(UInt32.random(in: 0 ... .max))"
        defer { unlink(output) }
        let words = [Tmux.program("tmux") ?? "tmux", "-S", folder + "/socket", "-f", "/dev/null"] + arguments
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        let settings = ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TERM=xterm-256color", "HOME=\(folder)"]
        var argv: [UnsafeMutablePointer<CChar>?] = words.map { (word: String) in strdup(word) }
        var environment: [UnsafeMutablePointer<CChar>?] = settings.map { (word: String) in strdup(word) }
        defer { for word in argv + environment { free(word) } }
        argv.append(nil)
        environment.append(nil)
        // The threads that run tests block signals, and a program would inherit that.
        var attributes = posix_spawnattr_t()
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var child: pid_t = 0
        guard posix_spawn(&child, words[0], &actions, &attributes, argv, environment) == 0 else { return "" }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        guard let bytes = FileManager.default.contents(atPath: output) else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }
}
