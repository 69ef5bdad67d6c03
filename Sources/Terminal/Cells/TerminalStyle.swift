/// How a cell looks: colours and the attributes of SGR (ECMA-48 §8.3.117 and xterm's additions).
package struct TerminalStyle: Hashable, Sendable, BitwiseCopyable {
    /// What SGR switches on and off.
    package struct Attributes: OptionSet, Hashable, Sendable, BitwiseCopyable {
        package let rawValue: UInt16

        package init(rawValue: UInt16) {
            self.rawValue = rawValue
        }

        package static let bold = Attributes(rawValue: 1 << 0)
        package static let faint = Attributes(rawValue: 1 << 1)
        package static let italic = Attributes(rawValue: 1 << 2)
        package static let blink = Attributes(rawValue: 1 << 3)
        package static let inverse = Attributes(rawValue: 1 << 4)
        /// The text stays in the cell and must not be shown.
        package static let hidden = Attributes(rawValue: 1 << 5)
        package static let strikethrough = Attributes(rawValue: 1 << 6)
        package static let overline = Attributes(rawValue: 1 << 7)
    }

    /// The five underlines of `SGR 4:n`.
    package enum Underline: UInt8, Hashable, Sendable, BitwiseCopyable {
        case none
        case single
        case double
        case curly
        case dotted
        case dashed
    }

    /// The text's colour.
    package var foreground = TerminalColor.standard
    /// The colour behind the text.
    package var background = TerminalColor.standard
    /// The underline's own colour; ``TerminalColor/standard`` follows the foreground.
    package var underlineColor = TerminalColor.standard
    /// What SGR switched on.
    package var attributes: Attributes = []
    /// The line below the text.
    package var underline = Underline.none

    /// A style as SGR 0 leaves it, but for the given colours and attributes.
    package init(
        foreground: TerminalColor = .standard, background: TerminalColor = .standard,
        underlineColor: TerminalColor = .standard, attributes: Attributes = [], underline: Underline = .none
    ) {
        self.foreground = foreground
        self.background = background
        self.underlineColor = underlineColor
        self.attributes = attributes
        self.underline = underline
    }

    /// What SGR 0 leaves.
    package static let plain = TerminalStyle()
}
