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
