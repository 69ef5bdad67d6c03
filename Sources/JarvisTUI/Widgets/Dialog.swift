import Screen
import Text

/// A card in the middle of the screen, raised above what lies below.
struct Dialog {
    let scene: Scene
    let title: String
    var isAlarm = false

    /// Draws the card for content of that size, no larger than the screen, and returns the room inside.
    func draw(into frame: inout Frame, width: Int, height: Int) -> Rect {
        let bounds = frame.bounds.inset(dx: 1, dy: 1)
        let rect = bounds.centered(
            Size(width: min(width + 4, bounds.width), height: min(height + 2, bounds.height)))
        let ink = scene.ink
        frame.fill(rect, style: ink.raised)
        let border = (isAlarm ? ink.critical : ink.borderFocused).on(ink.raised.background)
        let name = Span(title, (isAlarm ? ink.critical : ink.accent).on(ink.raised.background).bold)
        frame.box(rect, line: .double, style: border, glyphs: scene.glyphs, title: [name])
        return rect.inset(dx: 2, dy: 1)
    }

    /// Asks about a text that is not the operator's: the words, some of its lines, made visible before, and two buttons.
    func ask(
        _ words: String, about lines: [String], into frame: inout Frame, no: String, yes: String, isYes: Bool
    ) {
        let width = min(70, max(20, frame.size.width - 8))
        let words = words.wrapped(toColumns: width)
        let inner = draw(into: &frame, width: width, height: words.count + lines.count + 4)
        for (index, line) in words.enumerated() {
            frame.put(line, in: inner.row(index), style: scene.ink.raised, glyphs: scene.glyphs)
        }
        let quoted = scene.ink.code.on(scene.ink.raised.background)
        for (index, line) in lines.enumerated() {
            frame.put(line, in: inner.row(words.count + 1 + index), style: quoted, glyphs: scene.glyphs)
        }
        buttons(&frame, in: inner.row(inner.height - 1), no: no, yes: yes, isYes: isYes)
    }

    /// Two buttons, the chosen one reversed.
    func buttons(_ frame: inout Frame, in row: Rect, no: String, yes: String, isYes: Bool) {
        let ink = scene.ink
        let plain = ink.raised
        let chosen = ink.scheme.badge(isYes && isAlarm ? .critical : .accent).bold
        let spans = [
            Span("  \(no)  ", isYes ? plain : chosen), Span("   ", plain),
            Span("  \(yes)  ", isYes ? chosen : plain),
        ]
        let width = spans.reduce(0) { $0 + $1.text.columns }
        frame.put(spans, at: Point(x: row.x + max(0, (row.width - width) / 2), y: row.y), in: row)
    }
}
