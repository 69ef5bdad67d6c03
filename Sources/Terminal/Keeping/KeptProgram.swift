import CPOSIX
import Glibc
import Synchronization

/// A program that runs on a terminal whose owner has died: what is left of both.
package struct KeptProgram: ~Copyable {
    let pty: PTY
    let ledger: Ledger

    /// Takes over the ledger, the terminal's master side and the watch of the program; `nil` when they are not that.
    ///
    /// - Parameter descriptors: as ``TerminalSession/withKept(_:)`` lent them; closed when they are of no use.
    package init?(_ descriptors: [Int32]) {
        let ledger = descriptors.first.flatMap { $0 < 0 ? nil : Ledger(adopting: $0) }
        // Signals go to its group: there is none of number 0 or 1.
        guard descriptors.count == 3, descriptors.allSatisfy({ $0 >= 0 }), let ledger, ledger.process > 1
        else {
            for descriptor in descriptors.dropFirst() where descriptor >= 0 { close(descriptor) }
            return nil
        }
        self.ledger = ledger
        pty = PTY(adopting: descriptors[1], process: ledger.process, exitWatch: descriptors[2])
    }
}

extension TerminalSession {
    /// Leaves the program to another process: it is not ended from here any more.
    package func leave() {
        loop.isLeft.store(true, ordering: .releasing)
        loop.unattend()
    }

    /// Lends what must outlive this process for the program to go on: the ledger of the screen, the terminal's master
    /// side, and a descriptor that becomes readable when the program ends; `nil` when it has ended.
    package func withKept(_ body: ([Int32]) -> Void) {
        loop.pty.withLock { pty in
            guard let master = pty?.master, let watch = pty?.exitWatch, let ledger = loop.ledger else {
                return
            }
            body([ledger.descriptor, master, watch])
        }
    }
}

/// A text in memory that outlives this process, replaced as a whole: what a house knows besides its screens.
package final class KeptNote: Sendable {
    private let pages: LedgerPages

    /// The most bytes of a text.
    package static let limit = LedgerPages.slotLength

    /// An empty one; `nil` when the system gives no memory.
    package init?() {
        guard let pages = LedgerPages() else { return nil }
        self.pages = pages
    }

    /// Reads what another process wrote; the descriptor goes with this.
    package init?(adopting descriptor: Int32) {
        guard let pages = LedgerPages(adopting: descriptor) else { return nil }
        self.pages = pages
    }

    /// To be kept by another process.
    package var descriptor: Int32 { pages.descriptor }

    private var newest: Int { pages[.order, 1] > pages[.order, 0] ? 1 : 0 }

    /// The text; one that is too long is not taken.
    ///
    /// For one thread.
    package var text: [UInt8] {
        get { Array(pages.content(newest).state) }
        set {
            guard newValue.count <= Self.limit else { return }
            let slot = 1 - newest
            let order = pages[.order, newest] + 1
            pages[.order, slot] = 0
            pages.slot(slot).copyBytes(from: newValue)
            pages[.stateLength, slot] = UInt64(newValue.count)
            pages[.order, slot] = order
        }
    }
}
