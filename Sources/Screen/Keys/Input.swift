/// One thing that came from the keyboard side of a terminal.
package struct Input: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case key(Key)
        case mouse(Mouse)
        case paste(Paste)
        /// The terminal's window has (true) or lost the focus.
        case focus(Bool)
    }

    package let kind: Kind
    /// The bytes as the terminal sent them, to be passed on to an embedded program; empty for a paste.
    package let raw: [UInt8]

    package init(_ kind: Kind, raw: [UInt8]) {
        self.kind = kind
        self.raw = raw
    }

    /// The key, where this is one.
    package var key: Key? {
        if case .key(let key) = kind { key } else { nil }
    }
}
