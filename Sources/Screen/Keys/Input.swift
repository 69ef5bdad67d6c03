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

/// A key as a terminal's keyboard protocol tells it, with all that bindings do not ask for.
package struct KeyReport: Hashable, Sendable {
    /// The key, of a character the one without shift, if the terminal told that.
    package let code: Key.Code
    /// The modifiers' bits in kitty's order, from shift: alt, control, command, hyper, meta, Caps Lock, Num Lock.
    package let modifiers: UInt8
    /// Whether it is of the numeric keypad.
    package let isKeypad: Bool
    /// Whether it is held down and repeats.
    package let isRepeat: Bool
    /// Whether alt is known by an escape before the key only, which may as well have been the Escape key.
    package let isPrefixed: Bool
    /// The character with shift held.
    package let shifted: Unicode.Scalar?
    /// The character of the key on a US keyboard.
    package let base: Unicode.Scalar?
    /// The character it typed.
    package let text: Unicode.Scalar?

    init(
        _ code: Key.Code, modifiers: UInt8 = 0, isKeypad: Bool = false, isRepeat: Bool = false,
        isPrefixed: Bool = false,
        shifted: Unicode.Scalar? = nil, base: Unicode.Scalar? = nil, text: Unicode.Scalar? = nil
    ) {
        self.code = code
        self.modifiers = modifiers
        self.isKeypad = isKeypad
        self.isRepeat = isRepeat
        self.isPrefixed = isPrefixed
        self.shifted = shifted
        self.base = base
        self.text = text
    }

    /// What an escape before a key tells.
    static func prefixed(_ key: Key) -> KeyReport {
        KeyReport(key.code, modifiers: key.modifiers.rawValue, isPrefixed: true)
    }
}
