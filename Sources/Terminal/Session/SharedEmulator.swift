import Glibc
import Synchronization

/// An emulator that reads a program's bytes on one thread while others look at it and change it.
///
/// The thread reads in turns of some milliseconds, and between two of them whoever waits is let in.
struct SharedEmulator: ~Copyable, Sendable {
    private let emulator: Mutex<Emulator>
    /// How many others than the thread wait for the emulator.
    private let waiting = Atomic(0)

    /// How long the screen reads before others may look at it, in nanoseconds: longer where a frame is shown,
    /// which should come in one piece.
    private static let turn: (usual: UInt64, frame: UInt64) = (1_000_000, 6_000_000)
    /// Bytes the screen reads before the time is looked at, and then twice as many, and again.
    private static let portion = (first: 512, last: 65_536)
    /// How long the thread lets others go first who wait for the screen, in nanoseconds.
    private static let courtesy: UInt64 = 2_000_000

    init(_ emulator: consuming sending Emulator) {
        self.emulator = Mutex(emulator)
    }

    /// What came of a turn.
    struct Turn {
        /// What the program is to be answered.
        var replies: [UInt8] = []
        var isChanged = false
        var hasMore = false
    }

    /// For the thread itself.
    func withLock<Result>(
        _ body: (inout sending Emulator) throws -> sending Result
    ) rethrows -> sending Result {
        try emulator.withLock(body)
    }

    /// Lends the emulator to somebody else than the thread, who is let in before its next turn.
    func lend<Result>(_ body: (inout sending Emulator) throws -> sending Result) rethrows -> sending Result {
        waiting.add(1, ordering: .acquiringAndReleasing)
        return try emulator.withLock { emulator in
            waiting.subtract(1, ordering: .acquiringAndReleasing)
            return try body(&emulator)
        }
    }

    /// Waits until those have the emulator who wait for it: a lock alone would be taken again before they wake up.
    func letOthersGo() {
        guard waiting.load(ordering: .acquiring) > 0 else { return }
        let limit = Clock.now + Self.courtesy
        while waiting.load(ordering: .acquiring) > 0, Clock.now < limit { sched_yield() }
    }

    /// Lets the screen read as much of some bytes as a turn is long; `follow` is given what was read.
    ///
    /// Most turns read everything, at some hundred megabytes a second. The time is looked at because some bytes
    /// of a program, such as those that clear a screen again and again, cost a thousand times as much as text.
    func takeTurn(
        _ rest: inout UnsafeBufferPointer<UInt8>,
        follow: (UnsafeBufferPointer<UInt8>, borrowing Emulator) -> Void
    ) -> Turn {
        emulator.withLock { emulator in
            let all = rest
            let began = Clock.now
            var now = began
            var portion = Self.portion.first
            var turn = Turn()
            var length = Self.turn.usual
            repeat {
                if emulator.showDue(atMost: portion, at: now) {
                    turn.isChanged = true
                    length = Self.turn.frame
                } else {
                    let frame = emulator.frameDeadline
                    let piece = UnsafeBufferPointer(rebasing: rest.prefix(portion))
                    rest = UnsafeBufferPointer(rebasing: rest.dropFirst(portion))
                    emulator.feed(piece, at: now)
                    let isHeld = frame != nil && emulator.frameDeadline == frame
                    if !isHeld, !piece.isEmpty { turn.isChanged = true }
                }
                portion = min(portion * 2, Self.portion.last)
                now = Clock.now
                turn.hasMore = !rest.isEmpty || emulator.isDue(at: now)
                // Who waits has a key for the program, or draws: a turn that shows no frame ends early for that.
                if length == Self.turn.usual, waiting.load(ordering: .relaxed) > 0 { break }
            } while turn.hasMore && now - began < length
            follow(UnsafeBufferPointer(rebasing: all.dropLast(rest.count)), emulator)
            turn.replies = emulator.takeReplies()
            return turn
        }
    }
}
