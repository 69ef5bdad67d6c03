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
    mutating func take() -> (events: [Event], bytes: [UInt8]) {
        defer {
            events = []
            bytes = []
        }
        return (events, bytes)
    }
}
