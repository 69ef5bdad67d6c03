import Glibc
import Synchronization
import Text

/// A session being written to an asciicast file of version 2: what its program writes and how large its screen is, never
/// what is typed.
///
/// It begins with the screen as it is. A thread of its own writes the file; the session only puts bytes by. The file is
/// new, and only its owner may read it.
package final class Recording: Sendable {
    /// The file.
    package let path: String
    private let queue = Mutex(RecordingQueue())
    private let wake: Signal
    private let finished: Signal

    /// Makes the file; ``TerminalSession/record(_:)`` begins to fill it.
    ///
    /// - Parameters:
    ///   - path: The file, which must not be there yet.
    ///   - limit: How many bytes it may have.
    ///   - environment: What the recording tells of the program's environment, `TERM` and `SHELL` by custom.
    ///   - onEnd: Called once on the recording's thread when the file is closed, with what ended it, or `nil` when it
    ///     was stopped. It must return at once.
    /// - Throws: What the system refused.
    package init(
        path: String, limit: Int, environment: [(String, String)] = [],
        onEnd: @escaping @Sendable (RecordingError?) -> Void = { _ in }
    ) throws(RecordingError) {
        self.path = path
        do throws(TerminalError) {
            wake = try Signal()
            finished = try Signal()
        } catch {
            throw .cannotCreate(path: path, code: errno)
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        if descriptor < 0 { throw .cannotCreate(path: path, code: errno) }
        let code = BackgroundThread.start { [self] in
            var file = RecordingFile(descriptor, path: path, limit: limit, environment: environment)
            onEnd(fill(&file))
            finished.raise()
        }
        if code == 0 { return }
        close(descriptor)
        unlink(path)
        throw .cannotCreate(path: path, code: code)
    }

    /// Whether more is recorded.
    package var isRunning: Bool { !queue.withLock { $0.isClosed } }

    /// Ends the recording, whose thread writes what was put by; returns at once.
    package func stop() {
        queue.withLock { $0.isClosed = true }
        wake.raise()
    }

    /// Waits until the file is closed; `false` when the time is over first.
    package func waitForEnd(within time: Duration) -> Bool {
        finished.wait(within: time)
    }

    /// Puts by what a program wrote, which the screen has read already, in the order in which it did.
    ///
    /// The recording begins as soon as the program is between two sequences.
    func follow(_ bytes: UnsafeBufferPointer<UInt8>, _ emulator: borrowing Emulator) {
        let now = Clock.now
        let isFirst = queue.withLock { queue in
            if queue.isClosed { return false }
            let wasEmpty = queue.isEmpty
            if queue.start != nil {
                queue.append(bytes, at: now)
            } else if emulator.isAtRest {
                queue.begin(with: emulator.screen, at: now)
            }
            return queue.isClosed || wasEmpty && !queue.isEmpty
        }
        if isFirst { wake.raise() }
    }

    /// Puts a new size by.
    func resize(_ size: TerminalSize) {
        queue.withLock { $0.append(size, at: Clock.now) }
        wake.raise()
    }

    /// Writes what is put by until the recording ends, and tells what ended it.
    private func fill(_ file: inout RecordingFile) -> RecordingError? {
        while true {
            _ = wake.wait(within: .seconds(60))
            wake.lower()
            let (waiting, isClosed, isOverfull) = queue.withLock { queue in
                (queue.drain(), queue.isClosed, queue.isOverfull)
            }
            do throws(RecordingError) {
                try file.write(waiting.events, waiting.bytes)
                if isOverfull { throw .tooSlow(path: path) }
                if isClosed {
                    try file.finish()
                    return nil
                }
            } catch {
                queue.withLock { queue in
                    queue.isClosed = true
                    _ = queue.drain()
                }
                return error
            }
        }
    }
}

/// What a recording has still to write, in the order it happened; times are microseconds from its beginning.
struct RecordingQueue {
    /// How many bytes of output may wait.
    private static let limit = 64 << 20

    /// Something that happened.
    enum Event {
        case begin(TerminalSize, title: String)
        /// So many of the waiting bytes were written.
        case output(count: Int, time: UInt64)
        case resize(TerminalSize, time: UInt64)
    }

    /// Nothing more is recorded.
    var isClosed = false
    /// There was no room for what happened.
    private(set) var isOverfull = false
    /// The beginning in nanoseconds of the monotonic clock, `nil` before it.
    private(set) var start: UInt64?
    private var events: [Event] = []
    private var bytes: [UInt8] = []

    /// Whether there is nothing to write.
    var isEmpty: Bool { events.isEmpty }

    /// Begins with a screen as it is.
    mutating func begin(with screen: borrowing TerminalScreen, at time: UInt64) {
        start = time
        events.append(.begin(screen.size, title: screen.title))
        var state = screen.snapshot()
        state.withUTF8 { append($0, at: time) }
    }

    /// Puts output by.
    mutating func append(_ output: UnsafeBufferPointer<UInt8>, at time: UInt64) {
        guard let start, !isClosed else { return }
        guard bytes.count + output.count <= Self.limit else {
            isOverfull = true
            isClosed = true
            return
        }
        bytes.append(contentsOf: output)
        events.append(.output(count: output.count, time: (time - start) / 1_000))
    }

    /// Puts a new size by.
    mutating func append(_ size: TerminalSize, at time: UInt64) {
        guard let start, !isClosed else { return }
        events.append(.resize(size, time: (time - start) / 1_000))
    }

    /// Gives away what waits.
    mutating func drain() -> (events: [Event], bytes: [UInt8]) {
        defer {
            events = []
            bytes = []
        }
        return (events, bytes)
    }
}
