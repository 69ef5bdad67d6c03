import CPOSIX

/// Starts a program as the leader of a session on a terminal.
///
/// posix_spawn(3) does it without running Swift code between fork and exec, where only async-signal-safe
/// calls are allowed.
struct Spawn {
    let command: TerminalCommand
    /// The path of the terminal's slave side.
    let terminal: [CChar]

    /// Starts the program and returns its process number.
    func start() throws(TerminalError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The session begins before this is opened, so that it becomes the controlling terminal.
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        if let directory = command.directory { posix_spawn_file_actions_addchdir_np(&actions, directory) }
        var attributes = Self.attributes()
        defer { posix_spawnattr_destroy(&attributes) }

        var process: pid_t = 0
        let environment = command.environment.map { "\($0.key)=\($0.value)" }
        let code = Self.withStrings(command.arguments) { arguments in
            Self.withStrings(environment) { environment in
                posix_spawn(&process, command.program, &actions, &attributes, arguments, environment)
            }
        }
        guard code == 0 else { throw .cannotStart(program: command.program, code: code) }
        return process
    }

    /// A session of its own, every signal as the system has it and none blocked.
    private static func attributes() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var all = sigset_t()
        var none = sigset_t()
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        let flags = Int32(POSIX_SPAWN_SETSID) | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
        posix_spawnattr_setflags(&attributes, Int16(flags))
        return attributes
    }

    /// Lends strings as C wants them, with a null pointer at the end.
    private static func withStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { (string: String) in strdup(string) }
        defer { for pointer in pointers { free(pointer) } }
        pointers.append(nil)
        return body(pointers)
    }
}
