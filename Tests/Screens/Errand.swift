import CPOSIX
import FoundationEssentials
import Glibc

/// A program run without a terminal, in a session of its own.
final class Errand {
    /// What it was asked: its words without the path.
    let words: [String]
    private let process: pid_t
    private let file: String

    /// What came of it.
    struct Outcome {
        /// What it printed, on both outputs.
        var text: String
        /// Its exit code; 128 and the number of the signal that ended it.
        var code: Int32
    }

    /// Starts it.
    ///
    /// - Parameters:
    ///   - program: path and arguments.
    ///   - environment: all of it.
    ///   - folder: for a file with its output, which goes with `wait()`.
    ///   - hasErrors: whether standard error is taken too, or dropped.
    init(_ program: [String], environment: [String: String], in folder: String, hasErrors: Bool = true) {
        words = Array(program.dropFirst())
        file = "\(folder)/output\(UInt32.random(in: 0 ... .max))"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, file, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, hasErrors ? file : "/dev/null", O_WRONLY | O_APPEND, 0)
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
        let code = posix_spawn(&child, program[0], &actions, &attributes, arguments, variables)
        process = code == 0 ? child : 0
    }

    /// Waits for its end; what goes on for a minute is killed, as nothing here takes so long.
    func wait() -> Outcome {
        defer { unlink(file) }
        guard process > 0 else { return Outcome(text: "it could not be started", code: 127) }
        let deadline = ContinuousClock.now + .seconds(60)
        var status: Int32 = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            if ContinuousClock.now >= deadline { kill(process, SIGKILL) }
            usleep(2_000)
        }
        let signal = status & 0x7F
        let text = FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) }
        return Outcome(text: text ?? "", code: signal == 0 ? status >> 8 & 0xFF : 128 + signal)
    }
}
