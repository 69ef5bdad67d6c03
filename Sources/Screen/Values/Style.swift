/// The colours and attributes of a cell.
package struct Style: Hashable, Sendable, BitwiseCopyable {
    package var foreground: Color
    package var background: Color
    /// The colour of an underline; transparent for that of the text.
    package var underlineColor: Color
    package var attributes: Attributes

    /// A style that, unless told otherwise, keeps the background already there.
    package init(
        foreground: Color = .terminal, background: Color = .transparent, attributes: Attributes = [],
        underlineColor: Color = .transparent
    ) {
        self.foreground = foreground
        self.background = background
        self.underlineColor = underlineColor
        self.attributes = attributes
    }

    /// The same style with these attributes as well.
    package func adding(_ more: Attributes) -> Style {
        var style = self
        style.attributes.formUnion(more)
        return style
    }

    /// The same style on this background.
    package func on(_ background: Color) -> Style {
        var style = self
        style.background = background
        return style
    }

    package var bold: Style { adding(.bold) }
    package var dim: Style { adding(.dim) }
    package var reversed: Style { adding(.reverse) }

    /// This style with the colours below where its own are transparent.
    func over(_ below: Style) -> Style {
        var style = self
        style.foreground = foreground.over(below.foreground)
        style.background = background.over(below.background)
        return style
    }
}

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
