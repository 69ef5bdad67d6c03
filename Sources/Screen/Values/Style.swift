/// The colours and attributes of a cell.
package struct Style: Hashable, Sendable {
    package var foreground: Color
    package var background: Color
    package var attributes: Attributes

    /// A style that, unless told otherwise, keeps the background already there.
    package init(
        foreground: Color = .terminal, background: Color = .transparent, attributes: Attributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// The same style with these attributes as well.
    package func adding(_ more: Attributes) -> Style {
        Style(foreground: foreground, background: background, attributes: attributes.union(more))
    }

    /// The same style on this background.
    package func on(_ background: Color) -> Style {
        Style(foreground: foreground, background: background, attributes: attributes)
    }

    package var bold: Style { adding(.bold) }
    package var dim: Style { adding(.dim) }
    package var reversed: Style { adding(.reverse) }

    /// This style with the colours below where its own are transparent.
    func over(_ below: Style) -> Style {
        Style(
            foreground: foreground.over(below.foreground), background: background.over(below.background),
            attributes: attributes)
    }
}
