/// A key as the terminal's user pressed it, with what is known of it.
package struct TerminalKey: Hashable, Sendable {
    /// The keys held down with it, in the bits that are added to 1 in xterm's and kitty's sequences.
    package struct Modifiers: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        package static let shift = Modifiers(rawValue: 1)
        package static let alt = Modifiers(rawValue: 2)
        package static let control = Modifiers(rawValue: 4)
        /// The key with a window's or an apple's sign.
        package static let command = Modifiers(rawValue: 8)
        package static let hyper = Modifiers(rawValue: 16)
        package static let meta = Modifiers(rawValue: 32)
        package static let capsLock = Modifiers(rawValue: 64)
        package static let numLock = Modifiers(rawValue: 128)

        static let locks: Modifiers = [.capsLock, .numLock]
    }

    /// Which key.
    package enum Code: Hashable, Sendable {
        /// A character: with shift held the one without it, if that is known.
        case character(Unicode.Scalar)
        case enter
        case tab
        case backspace
        case escape
        case up
        case down
        case right
        case left
        case home
        case end
        case insert
        case delete
        case pageUp
        case pageDown
        /// The middle of the keypad without Num Lock.
        case begin
        case menu
        /// F1 to F35.
        case function(Int)
        /// A key with a number in kitty's table only, 57,358 to 57,454: locks, media keys, bare modifiers.
        case functional(Int)
    }

    /// What happened to the key.
    package enum Action: Int, Hashable, Sendable {
        case press = 1
        case `repeat`
        case release
    }

    package let code: Code
    package let modifiers: Modifiers
    /// Whether the key is of the numeric keypad; characters there are `0`–`9` and `.` `,` `+` `-` `*` `/` `=`.
    package let isKeypad: Bool
    package let action: Action
    /// The character of the key with shift held, where the display told it.
    package let shifted: Unicode.Scalar?
    /// The character of the key on a US keyboard, where the display told it.
    package let base: Unicode.Scalar?

    /// Whether alt may as well have been the Escape key, pressed just before.
    package let isPrefixed: Bool
    /// The character it types, where the display told it; else it is made out from the others.
    private let typing: Unicode.Scalar?

    /// A key with the modifiers held down, none unless given.
    package init(
        _ code: Code, _ modifiers: Modifiers = [], isKeypad: Bool = false, action: Action = .press,
        shifted: Unicode.Scalar? = nil, base: Unicode.Scalar? = nil, typing: Unicode.Scalar? = nil,
        isPrefixed: Bool = false
    ) {
        self.code = code
        self.modifiers = modifiers
        self.isKeypad = isKeypad
        self.action = action
        self.shifted = shifted
        self.base = base
        self.typing = typing
        self.isPrefixed = isPrefixed
    }
}

extension TerminalKey {
    /// The character with shift applied as far as it is known; `nil` for a key without one.
    var typed: Unicode.Scalar? {
        guard case .character(let scalar) = code else { return nil }
        if let typing { return typing }
        guard modifiers.contains(.shift) else { return scalar }
        return shifted ?? Self.single(scalar.properties.uppercaseMapping) ?? scalar
    }

    /// The text it types; `nil` for one that types none, such as any with control held.
    var text: Unicode.Scalar? {
        typing ?? (modifiers.subtracting(.locks).isSubset(of: .shift) ? typed : nil)
    }

    /// The character's key without shift and the modifiers that take part, seen from a capital letter where the display
    /// told no more.
    var unshifted: (scalar: Unicode.Scalar, modifiers: Modifiers)? {
        guard case .character(let scalar) = code else { return nil }
        guard let lower = Self.single(scalar.properties.lowercaseMapping), lower != scalar else {
            return (scalar, modifiers)
        }
        return (lower, modifiers.union(.shift))
    }

    private static func single(_ text: String) -> Unicode.Scalar? {
        text.unicodeScalars.count == 1 ? text.unicodeScalars.first : nil
    }
}
