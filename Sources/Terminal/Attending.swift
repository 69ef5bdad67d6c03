import Glibc
import Synchronization

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

extension TerminalSession {
    /// Has the calling thread read what the program writes instead of the session's own, as long as little comes.
    ///
    /// It polls ``attendedDescriptor`` for POLLIN then, and calls ``serve()``.
    package func attend() {
        loop.attend()
    }

    /// Has the session's own thread read again.
    package func unattend() {
        loop.unattend()
    }

    /// What to poll, while the session is attended and its program runs.
    package var attendedDescriptor: Int32? { loop.attendedDescriptor }

    /// Reads what the program wrote; whether the screen changed, of which nobody else is told.
    package func serve() -> Bool {
        loop.serve()
    }
}
