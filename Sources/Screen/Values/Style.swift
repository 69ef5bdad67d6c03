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
