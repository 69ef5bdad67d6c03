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
