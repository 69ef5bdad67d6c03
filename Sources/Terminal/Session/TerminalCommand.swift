import CPOSIX
import Glibc

/// A program to run in a terminal: what, with which words, in which surroundings.
package struct TerminalCommand: Sendable {
    /// The file to run, as a whole path.
    package var program: String
    /// The words, with the program's own name as the first.
    package var arguments: [String]
    /// The whole environment: nothing is inherited.
    package var environment: [String: String]
    /// Where it starts, or `nil` for this process's own folder.
    package var directory: String?

    /// A program with its words, in an empty environment unless one is given.
    package init(
        program: String, arguments: [String], environment: [String: String] = [:], directory: String? = nil
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.directory = directory
    }

    /// The user's login shell, called `-name` as login(1) does, in the home folder.
    ///
    /// `SHELL` counts when it names a program that may be run and `HOME` when it is a folder; else what the account
    /// has, as getpwuid(3) tells, and at last `/bin/sh`. `USER` and `LOGNAME` come from the account, `TERM` is
    /// `xterm-256color` and `COLORTERM` `truecolor`; the rest of `environment` is handed on but for what describes
    /// the outer terminal.
    package static func loginShell(environment: [String: String]) throws(TerminalError) -> TerminalCommand {
        let account = try Account.current()
        let shells = [environment["SHELL"], account.shell].compactMap { $0 }
        let shell = shells.first { isFile($0, S_IFREG, X_OK) } ?? "/bin/sh"
        let home = environment["HOME"].flatMap { isFile($0, S_IFDIR, X_OK) ? $0 : nil } ?? account.home
        var surroundings = Self.surroundings(environment)
        surroundings["HOME"] = home
        surroundings["SHELL"] = shell
        surroundings["USER"] = account.name
        surroundings["LOGNAME"] = account.name
        let name = shell.split(separator: "/").last.map(String.init) ?? shell
        return TerminalCommand(
            program: shell, arguments: ["-" + name], environment: surroundings, directory: home)
    }

    /// A program by its words, the first looked up in `PATH` as execvp(3) does, in this process's own folder.
    ///
    /// The environment is that of ``loginShell(environment:)`` but for what belongs to a login.
    package static func program(
        _ words: [String], environment: [String: String]
    ) throws(TerminalError) -> TerminalCommand {
        let name = words.first ?? ""
        let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(
            separator: ":", omittingEmptySubsequences: false)
        let candidates = name.contains("/") ? [name] : folders.map { ($0.isEmpty ? "." : $0) + "/" + name }
        guard !name.isEmpty, let program = candidates.first(where: { isRunnable($0) }) else {
            let code = candidates.contains { access($0, F_OK) == 0 } ? EACCES : ENOENT
            throw .cannotStart(program: name, code: code)
        }
        return TerminalCommand(
            program: program, arguments: words, environment: surroundings(environment))
    }

    /// An environment with this terminal in the place of the outer one.
    private static func surroundings(_ environment: [String: String]) -> [String: String] {
        var surroundings = environment.filter { !outerTerminal.contains($0.key) }
        surroundings["TERM"] = "xterm-256color"
        surroundings["COLORTERM"] = "truecolor"
        surroundings["TERM_PROGRAM"] = "jarvis"
        return surroundings
    }

    private static func isRunnable(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }

    /// Whether an absolute path is of a kind and allows something: stat(2), access(2).
    private static func isFile(_ path: String, _ kind: mode_t, _ access: Int32) -> Bool {
        var status = stat()
        guard path.hasPrefix("/"), stat(path, &status) == 0, status.st_mode & S_IFMT == kind else {
            return false
        }
        return Glibc.access(path, access) == 0
    }

    /// Variables by which programs would take the outer terminal for their own.
    private static let outerTerminal: Set<String> = [
        "COLUMNS", "LINES", "STY", "TERMCAP", "TERM_PROGRAM_VERSION", "TMUX", "TMUX_PANE", "WINDOWID",
        "KITTY_WINDOW_ID", "VTE_VERSION", "NOTIFY_SOCKET", "SWIFT_BACKTRACE", "CREDENTIALS_DIRECTORY",
    ]
}

/// What the password database says of a user.
private struct Account {
    let name: String
    let home: String
    let shell: String

    static func current() throws(TerminalError) -> Account {
        let user = getuid()
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        let account: Account? = buffer.withUnsafeMutableBufferPointer { space in
            guard let base = space.baseAddress,
                getpwuid_r(user, &entry, base, space.count, &found) == 0, found != nil,
                let name = entry.pw_name, let home = entry.pw_dir, let shell = entry.pw_shell
            else { return nil }
            return Account(
                name: String(cString: name), home: String(cString: home), shell: String(cString: shell))
        }
        guard let account else { throw .noAccount(user: user) }
        return account
    }
}
