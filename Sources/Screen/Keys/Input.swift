/// One thing that came from the keyboard side of a terminal.
package struct Input: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// A key pressed, or repeated while it is held.
        case key(Key)
        /// A key let go of; only terminals that were asked for it tell.
        case release(Key)
        case mouse(Mouse)
        case paste(Paste)
        /// The terminal's window has (true) or lost the focus.
        case focus(Bool)
        /// The terminal answers a question of the display's.
        case answer(TerminalAnswer)
    }

    package let kind: Kind
    /// The bytes as the terminal sent them, to be passed on to an embedded program; empty for a paste.
    package let raw: [UInt8]
    /// What the terminal told of the key besides its name, where it told more.
    package let report: KeyReport?

    package init(_ kind: Kind, raw: [UInt8], report: KeyReport? = nil) {
        self.kind = kind
        self.raw = raw
        self.report = report
    }

    /// The key, where this is one.
    package var key: Key? {
        if case .key(let key) = kind { key } else { nil }
    }
}
