import CPOSIX
import Glibc

/// Starts programs in sessions of their own, without a terminal, and waits for them.
enum Spawning {
    /// Starts a program by its path and arguments; `nil` when it could not be started.
    ///
    /// `arrange` tells what its descriptors are.
    static func start(
        _ program: [String], environment: [String: String],
        _ arrange: (inout posix_spawn_file_actions_t) -> Void
    ) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        arrange(&actions)
        // The threads that run tests block signals, and a program would inherit that.
        var attributes = posix_spawnattr_t()
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID))
        let arguments = program.map { (word: String) in strdup(word) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var child: pid_t = 0
        return posix_spawn(&child, program[0], &actions, &attributes, arguments, variables) == 0 ? child : nil
    }

    /// Waits for a process's end and returns its exit code, or 128 and the number of the signal that ended it.
    ///
    /// What goes on for a minute is killed, as nothing here takes so long.
    static func end(of process: pid_t) -> Int32 {
        let deadline = ContinuousClock.now + .seconds(60)
        var status: Int32 = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            if ContinuousClock.now >= deadline { kill(process, SIGKILL) }
            usleep(2_000)
        }
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }
}
