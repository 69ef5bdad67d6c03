import Screen
import Text

/// A card in the middle of the screen, raised above what lies below.
package struct Dialog {
    package let scene: Scene
    package let title: String
    package var isAlarm = false

    package init(scene: Scene, title: String, isAlarm: Bool = false) {
        self.scene = scene
        self.title = title
        self.isAlarm = isAlarm
    }

    /// What of a screen is no room inside the largest card: a cell around it, its border, and blanks beside the text.
    package static let edges = Size(width: 6, height: 4)

    /// Draws the card for content of that size, no larger than the screen, and returns the room inside.
    package func draw(into frame: inout Frame, width: Int, height: Int) -> Rect {
        draw(into: &frame, Self.box(of: frame.size, width: width, height: height))
    }

    /// Where the card is on a screen for content of that size.
    package static func box(of screen: Size, width: Int, height: Int) -> Rect {
        let bounds = Rect(screen).inset(dx: 1, dy: 1)
        return bounds.centered(
            Size(width: min(width + 4, bounds.width), height: min(height + 2, bounds.height)))
    }

    /// Draws the card as that box, and returns the room inside.
    package func draw(into frame: inout Frame, _ rect: Rect) -> Rect {
        let ink = scene.ink
        frame.fill(rect, style: ink.raised)
        let border = (isAlarm ? ink.critical : ink.borderFocused).on(ink.raised.background)
        let name = Span(title, (isAlarm ? ink.critical : ink.accent).on(ink.raised.background).bold)
        frame.box(rect, line: .double, style: border, glyphs: scene.glyphs, title: [name])
        return Self.room(in: rect)
    }

    /// The room inside of a card's box.
    package static func room(in box: Rect) -> Rect { box.inset(dx: 2, dy: 1) }

    /// Two buttons, the chosen one reversed.
    package func buttons(
        _ frame: inout Frame, in row: Rect, no: String, yes: String, isYes: Bool, isDim: Bool = false
    ) {
        let ink = scene.ink
        let plain = isDim ? ink.dim.on(ink.raised.background) : ink.raised
        let chosen = isDim ? plain : ink.scheme.badge(isYes && isAlarm ? .critical : .accent).bold
        var spans = [Span("  \(no)  ", isYes ? plain : chosen)]
        if !yes.isEmpty { spans += [Span("   ", plain), Span("  \(yes)  ", isYes ? chosen : plain)] }
        let width = spans.reduce(0) { $0 + $1.columns }
        frame.put(spans, at: Point(x: row.x + max(0, (row.width - width) / 2), y: row.y), in: row)
    }
}
