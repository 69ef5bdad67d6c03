/// A key press as the terminal's user made it.
package struct TerminalKey: Hashable, Sendable {
    /// The keys held down with it.
    package struct Modifiers: OptionSet, Hashable, Sendable {
        /// The bits that xterm adds to 1 in its sequences.
        package let rawValue: UInt8

        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        package static let shift = Modifiers(rawValue: 1)
        package static let alt = Modifiers(rawValue: 2)
        package static let control = Modifiers(rawValue: 4)
    }

    /// Which key.
    package enum Code: Hashable, Sendable {
        /// A printable character, already shifted.
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
        /// F1 to F20.
        case function(Int)
        /// A key of the numeric keypad: `0`–`9`, `.`, `,`, `+`, `-`, `*`, `/`, `=` or a return for Enter.
        case keypad(Unicode.Scalar)
    }

    /// Which key was pressed.
    package let code: Code
    /// What was held down with it.
    package let modifiers: Modifiers

    /// A key with the modifiers held down, none unless given.
    package init(_ code: Code, _ modifiers: Modifiers = []) {
        self.code = code
        self.modifiers = modifiers
    }
}
