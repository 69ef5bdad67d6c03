/// How the text of a cell is set; what a terminal lacks it leaves out, or shows as the nearest it has.
package struct Attributes: OptionSet, Hashable, Sendable, BitwiseCopyable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let italic = Attributes(rawValue: 4)
    package static let underline = Attributes(rawValue: 8)
    package static let blink = Attributes(rawValue: 16)
    package static let reverse = Attributes(rawValue: 32)
    package static let strikethrough = Attributes(rawValue: 64)
    package static let overline = Attributes(rawValue: 128)
    package static let doubleUnderline = Attributes(rawValue: 256)
    package static let curlyUnderline = Attributes(rawValue: 512)
    package static let dottedUnderline = Attributes(rawValue: 1024)
    package static let dashedUnderline = Attributes(rawValue: 2048)

    /// The lines below a text, of which a cell shows one: the last of these that it has.
    static let underlines: Attributes = [
        .underline, .doubleUnderline, .curlyUnderline, .dottedUnderline, .dashedUnderline,
    ]

    /// What can be seen where no text is.
    static let seenOnBlanks: Attributes = underlines.union([.blink, .reverse, .strikethrough, .overline])
}
