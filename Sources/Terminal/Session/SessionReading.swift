import Glibc
import Synchronization

/// The way of a program's bytes to its screen.
extension SessionLoop {
    /// Reads what there is, at most a buffer's worth, into the screen; `false` when nobody has the terminal open.
    func transfer(_ master: Int32) -> Bool {
        reading.withLock { bytes in
            if isAttended.load(ordering: .acquiring) { return true }
            if !bytes.rest.isEmpty { show(&bytes.rest, master) }
            let isOpen = bytes.fill(from: master)
            note(UnsafeRawBufferPointer(bytes.rest))
            show(&bytes.rest, master)
            return isOpen
        }
    }

    /// Has what the program wrote outlive this process, before anything comes of it; nothing where a state is due.
    func note(_ bytes: UnsafeRawBufferPointer) {
        guard let ledger, !bytes.isEmpty || ledger.tornDeadline != nil else { return }
        let now = Clock.now
        let isAtRest = emulator.withLock { $0.isAtRest }
        guard ledger.note(bytes, isAtRest: isAtRest, at: now) else { return }
        emulator.withLock { ledger.turn($0, at: now) }
        if !bytes.isEmpty { _ = ledger.note(bytes, isAtRest: false, at: now) }
    }

    /// Lets the screen read bytes, turn about with whoever looks at it; answers and keys go out after each turn.
    func show(_ rest: inout UnsafeBufferPointer<UInt8>, _ master: Int32) {
        while true {
            let turn = takeTurn(&rest)
            answer(turn.replies, master)
            if turn.isChanged { announce() }
            emulator.letOthersGo()
            if !turn.hasMore { return }
        }
    }

    /// Sends what the screen has to tell the program, and what else waits for it.
    func answer(_ replies: [UInt8], _ master: Int32) {
        queue(replies)
        input.withLock { $0.write(to: master) }
    }

    /// Lets the screen read as much of what was read as a turn is long, and a recording with it.
    func takeTurn(_ rest: inout UnsafeBufferPointer<UInt8>) -> SharedEmulator.Turn {
        // Looked up while the emulator is held, as a recording begins then: it misses nothing.
        emulator.takeTurn(&rest) { bytes, emulator in
            recording.withLock { $0 }?.follow(bytes, emulator)
        }
    }
}

/// A session whose program is typed into has its output read by whoever types: a key and its echo go no way between threads
/// then. What comes in floods, or has to wait for its time, is the session's own thread's.
extension SessionLoop {
    /// Leaves the terminal to the calling thread, unless there is more to be read than an echo.
    func attend() {
        guard !isAttended.load(ordering: .acquiring), !isEnding.load(ordering: .acquiring) else { return }
        let isLeft = reading.withLockIfAvailable { bytes in
            guard bytes.rest.isEmpty, bytes.count < ReadBytes.portion, !hasDeadline else { return false }
            isAttended.store(true, ordering: .releasing)
            return true
        }
        // It waits for output still.
        if isLeft == true { wake.raise() }
    }

    /// Has the session's own thread read again.
    func unattend() {
        if isAttended.exchange(false, ordering: .acquiringAndReleasing) { wake.raise() }
    }

    /// The terminal's descriptor while another thread than the session's reads it.
    var attendedDescriptor: Int32? {
        isAttended.load(ordering: .acquiring) ? pty.withLock { $0?.master } : nil
    }

    /// Reads what the program wrote, as much as an echo is long; whether the screen changed.
    func serve() -> Bool {
        guard isAttended.load(ordering: .acquiring) else { return false }
        // Before the output is read: a program that wrote it and ended may just still be in front.
        watchPrompt()
        return reading.withLock { bytes in
            guard let master = attendedDescriptor else { return false }
            let isOpen = bytes.fillOnce(from: master)
            note(UnsafeRawBufferPointer(bytes.rest))
            let turn = takeTurn(&bytes.rest)
            if !turn.replies.isEmpty { answer(turn.replies, master) }
            let isAll = !turn.hasMore && bytes.count < ReadBytes.portion
            if !isOpen || !isAll || hasDeadline || input.withLock({ $0.count > 0 }) { unattend() }
            return turn.isChanged
        }
    }

    /// Whether something is to be done at a time, whatever the program writes.
    private var hasDeadline: Bool {
        emulator.withLock { $0.frameDeadline } != nil || prompt.withLock { $0?.due } != nil
            || ledger?.tornDeadline != nil
    }
}

/// What was read from a program's terminal and is not on its screen yet.
struct ReadBytes: ~Copyable {
    /// A terminal device gives no more at once.
    static let portion = 4_095
    /// Sixteen reads of one.
    private static let capacity = 16 * portion

    private let buffer: UnsafeMutableBufferPointer<UInt8>
    /// What is not on the screen yet.
    var rest: UnsafeBufferPointer<UInt8>
    /// How many bytes the last read brought.
    private(set) var count = 0

    init() {
        buffer = .allocate(capacity: Self.capacity)
        rest = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[..<0])
    }

    deinit {
        buffer.deallocate()
    }

    /// Reads what there is, at most a buffer's worth, once everything before is on the screen; `false` when nobody has the
    /// terminal open.
    mutating func fill(from master: Int32) -> Bool {
        var isOpen = true
        count = 0
        while count < Self.capacity {
            let more = Self.read(master, buffer, from: count)
            if more <= 0 {
                isOpen = more < 0 && (errno == EAGAIN || errno == EINTR)
                break
            }
            count += more
        }
        rest = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[..<count])
        return isOpen
    }

    /// Reads once: to ask again, for nothing, would cost as much as an echo takes to be read.
    mutating func fillOnce(from master: Int32) -> Bool {
        let more = Self.read(master, buffer, from: 0, atMost: Self.portion)
        let isOpen = more > 0 || more < 0 && (errno == EAGAIN || errno == EINTR)
        count = max(more, 0)
        rest = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[..<count])
        return isOpen
    }

    private static func read(
        _ master: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>, from start: Int, atMost most: Int = .max
    ) -> Int {
        guard let base = buffer.baseAddress else { return 0 }
        return Glibc.read(master, base + start, min(buffer.count - start, most))
    }
}
