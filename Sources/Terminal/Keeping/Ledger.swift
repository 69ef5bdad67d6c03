import Glibc
import Synchronization

/// What another process needs to show a program's screen when this one has died: a state of the screen, and all that
/// came after it, in memory that outlives the process.
///
/// Of two slots the newer one takes what comes. When it is full the older one is begun anew with the screen as it is
/// then, so that there is always at least a slot's worth of what the program wrote, its scrollback with it.
final class Ledger: Sendable {
    private let pages: LedgerPages
    private let state: Mutex<State>

    private struct State {
        var newest: Int
        /// Bytes behind the state that may be written.
        var room: Int
        var used: Int
        var isTorn = false
        /// When the slot was begun.
        var began: UInt64 = 0
    }

    /// The shortest time between two states, in nanoseconds: a flood loses its middle instead of its speed.
    private static let pause: UInt64 = 100_000_000
    /// Lines of the scrollback in a state.
    private static let keptLines = 300
    /// From here on a slot ends as soon as the screen is between two sequences.
    private static let nearlyFull = LedgerPages.slotLength / 4 * 3

    /// A ledger of a blank screen; `nil` when the system gives no memory.
    init?(size: TerminalSize) {
        guard let pages = LedgerPages() else { return nil }
        self.pages = pages
        state = Mutex(State(newest: 0, room: 0, used: 0))
        begin(with: size.ledgerBytes)
    }

    /// Goes on with the ledger of a dead process.
    init?(adopting descriptor: Int32) {
        guard let pages = LedgerPages(adopting: descriptor) else { return nil }
        self.pages = pages
        let newest = pages[.order, 1] > pages[.order, 0] ? 1 : 0
        let content = pages.content(newest)
        let room = LedgerPages.slotLength - content.state.count
        let isTorn = pages[.isTorn, newest] != 0
        state = Mutex(State(newest: newest, room: room, used: content.records.count, isTorn: isTorn))
        guard pages[.order, newest] > 0 else { return nil }
    }

    var descriptor: Int32 { pages.descriptor }

    /// The program, 0 before it is known.
    var process: pid_t {
        get { pid_t(truncatingIfNeeded: pages[.process]) }
        set { pages[.process] = UInt64(UInt32(bitPattern: newValue)) }
    }

    /// When the screen is to be noted again because something of it was not, in nanoseconds of the monotonic clock.
    var tornDeadline: UInt64? { state.withLock { $0.isTorn ? $0.began + Self.pause : nil } }

    /// Notes what a program wrote before the screen reads it.
    ///
    /// - Returns: whether the screen is to be noted as it is now, before these bytes; then they are not noted.
    func note(_ bytes: UnsafeRawBufferPointer, isAtRest: Bool, at now: UInt64) -> Bool {
        state.withLock { state in
            let length = LedgerRecord.headLength + bytes.count
            let isFull = state.used + length > state.room
            let isDue = now - state.began >= Self.pause
            if isDue, state.isTorn || isFull || isAtRest && state.used + length > Self.nearlyFull {
                return true
            }
            if isFull { tear(&state) }
            if !state.isTorn { append(LedgerRecord.outputKind, bytes, &state) }
            return false
        }
    }

    /// Notes a new size.
    func note(_ size: TerminalSize) {
        let bytes = size.ledgerBytes
        state.withLock { state in
            if state.used + LedgerRecord.headLength + bytes.count > state.room { tear(&state) }
            guard !state.isTorn else { return }
            bytes.withUnsafeBytes { append(LedgerRecord.sizeKind, $0, &state) }
        }
    }

    /// Begins a slot with the screen as it is.
    func turn(_ emulator: borrowing Emulator, at now: UInt64) {
        let size = emulator.screen.size.ledgerBytes
        var bytes = size + Array(emulator.screen.keepsake(scrollback: Self.keptLines).utf8)
        if bytes.count > Self.nearlyFull {
            bytes = size + Array(emulator.screen.keepsake(scrollback: 0).utf8)
        }
        begin(with: bytes)
        state.withLock { state in
            state.began = now
            // What a sequence is in the middle of is in no state.
            state.isTorn = false
        }
    }

    private func begin(with bytes: [UInt8]) {
        state.withLock { state in
            let order = pages[.order, state.newest] + 1
            let slot = order == 1 ? 0 : 1 - state.newest
            let bytes = bytes.count <= Self.nearlyFull ? bytes[...] : bytes.prefix(TerminalSize.ledgerLength)
            pages[.order, slot] = 0
            pages.slot(slot).copyBytes(from: bytes)
            pages[.stateLength, slot] = UInt64(bytes.count)
            pages[.used, slot] = 0
            pages[.isTorn, slot] = 0
            pages[.order, slot] = order
            state = State(
                newest: slot, room: LedgerPages.slotLength - bytes.count, used: 0, began: state.began)
        }
    }

    private func tear(_ state: inout State) {
        state.isTorn = true
        pages[.isTorn, state.newest] = 1
    }

    private func append(_ kind: UInt8, _ bytes: UnsafeRawBufferPointer, _ state: inout State) {
        let place = LedgerPages.slotLength - state.room + state.used
        let target = UnsafeMutableRawBufferPointer(rebasing: pages.slot(state.newest)[place...])
        target[0] = kind
        target.storeBytes(of: UInt32(bytes.count), toByteOffset: 1, as: UInt32.self)
        UnsafeMutableRawBufferPointer(rebasing: target[LedgerRecord.headLength...]).copyMemory(from: bytes)
        state.used += LedgerRecord.headLength + bytes.count
        pages[.used, state.newest] = UInt64(state.used)
    }
}

extension Ledger {
    /// How often a ledger is read back that nobody came to the end of; then its screen is blank.
    private static let mostAttempts: UInt64 = 2

    /// The screen that the ledger tells of, and whether it is just what it was.
    func screen(_ policy: TerminalPolicy, isWhole: inout Bool) -> Emulator {
        let newest = state.withLock { $0.newest }
        let size = TerminalSize(pages.content(newest).state) ?? TerminalSize(columns: 80, rows: 24)
        guard pages[.attempts] < Self.mostAttempts else {
            state.withLock { tear(&$0) }
            isWhole = false
            return Emulator(size: size, policy: policy)
        }
        pages[.attempts] += 1
        defer { pages[.attempts] = 0 }
        let older = 1 - newest
        let goesOn =
            pages[.order, older] > 0 && pages[.order, older] + 1 == pages[.order, newest]
            && pages[.isTorn, older] == 0
        let first = goesOn ? older : newest
        var emulator = Emulator(
            size: TerminalSize(pages.content(first).state) ?? size, policy: policy)
        read(pages.content(first), into: &emulator)
        if goesOn { read(pages.content(newest).records, into: &emulator) }
        // What was answered and told is not answered and told again.
        _ = emulator.takeReplies()
        _ = emulator.takeEvents()
        isWhole = pages[.isTorn, newest] == 0
        return emulator
    }

    private func read(
        _ content: (state: UnsafeRawBufferPointer, records: UnsafeRawBufferPointer),
        into emulator: inout Emulator
    ) {
        let state = content.state.dropFirst(TerminalSize.ledgerLength)
        UnsafeRawBufferPointer(rebasing: state).withMemoryRebound(to: UInt8.self) { emulator.read($0) }
        read(content.records, into: &emulator)
    }

    private func read(_ records: UnsafeRawBufferPointer, into emulator: inout Emulator) {
        var place = 0
        while let record = LedgerRecord(records, at: &place) {
            switch record {
            case .output(let bytes): bytes.withMemoryRebound(to: UInt8.self) { emulator.read($0) }
            case .size(let size): emulator.resize(size)
            }
        }
    }
}
