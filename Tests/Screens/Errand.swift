import FoundationEssentials
import Glibc

/// A program run without a terminal, in a session of its own.
final class Errand {
    /// What it was asked: its words without the path.
    let words: [String]
    /// `nil` when it could not be started.
    private let process: pid_t?
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
        process = Spawning.start(program, environment: environment) { [file] actions in
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_addopen(&actions, 1, file, O_WRONLY | O_CREAT | O_APPEND, 0o600)
            posix_spawn_file_actions_addopen(
                &actions, 2, hasErrors ? file : "/dev/null", O_WRONLY | O_APPEND, 0)
        }
    }

    /// Waits for its end.
    func wait() -> Outcome {
        defer { unlink(file) }
        guard let process else { return Outcome(text: "it could not be started", code: 127) }
        let code = Spawning.end(of: process)
        let text = FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) }
        return Outcome(text: text ?? "", code: code)
    }
}
