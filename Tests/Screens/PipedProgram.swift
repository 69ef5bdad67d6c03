import Glibc
import JSON

/// A program that is spoken to over pipes, a line of JSON at a time.
final class PipedProgram {
    private let process: pid_t
    private let input: Int32
    private let output: Int32
    private var held: [UInt8] = []

    /// Starts it; `nil` where that cannot be done.
    init?(_ program: [String], environment: [String: String]) {
        var (toProgram, fromProgram) = ([Int32](repeating: 0, count: 2), [Int32](repeating: 0, count: 2))
        guard pipe(&toProgram) == 0, pipe(&fromProgram) == 0 else { return nil }
        for end in toProgram + fromProgram { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let child = Spawning.start(program, environment: environment) { actions in
            posix_spawn_file_actions_adddup2(&actions, toProgram[0], 0)
            posix_spawn_file_actions_adddup2(&actions, fromProgram[1], 1)
            posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        }
        guard let child else { return nil }
        (process, input, output) = (child, toProgram[1], fromProgram[0])
        close(toProgram[0])
        close(fromProgram[1])
    }

    func send(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
    }

    /// The next line; `nil` when there is none within the time, or it is no JSON.
    func receive(within limit: Duration = .seconds(60)) -> JSONValue? {
        let deadline = ContinuousClock.now + limit
        while true {
            if let end = held.firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(held[..<end])
                held.removeSubrange(...end)
                return try? JSONValue(bytes: line)
            }
            let left = deadline - .now
            var poll = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            guard left > .zero, Glibc.poll(&poll, 1, Int32(left / .milliseconds(1))) == 1 else { return nil }
            var buffer = [UInt8](repeating: 0, count: 64 << 10)
            let count = read(output, &buffer, buffer.count)
            guard count > 0 else { return nil }
            held += buffer[..<count]
        }
    }

    /// Ends its input and waits; its exit code, or 128 and the signal that ended it.
    func end() -> Int32 {
        close(input)
        defer { close(output) }
        return Spawning.end(of: process)
    }
}
