import Screen
import Text

/// What drawing needs besides the state: colours, characters and the places of things.
package struct Scene {
    package let state: AppState
    package let ink: Ink
    package let glyphs: GlyphSet
    package let layout: Layout
    /// Draws the cells of a pane of the shell into a rectangle and says where its cursor is.
    package let drawShell: (inout Frame, Rect, PaneID) -> Cursor?

    package var now: Moment { state.now }

    /// Motion and glow are on.
    package var isVivid: Bool { state.mode == .jarvis }

    /// Draws a pane's border with its title; the focused one is bright.
    ///
    /// Returns the room inside.
    package func panel(
        _ frame: inout Frame, _ rect: Rect, _ title: String, isFocused: Bool, note: [Span] = []
    ) -> Rect {
        let border = isFocused ? ink.borderFocused : ink.border
        let name = Span(title, isFocused ? ink.title.bold : ink.title)
        let line: BoxLine = state.mode == .minimal ? .light : .rounded
        frame.box(rect, line: line, style: border, glyphs: glyphs, title: [name])
        let noteWidth = note.reduce(0) { $0 + $1.text.columns }
        if noteWidth > 0, rect.width > noteWidth + title.columns + 10 {
            let spans = [Span(" ", border)] + note + [Span(" ", border)]
            frame.put(spans, at: Point(x: rect.endX - noteWidth - 4, y: rect.y), in: rect)
        }
        return rect.inset()
    }

    /// Puts text flush right in a row of a rectangle.
    package func right(_ frame: inout Frame, _ text: String, in rect: Rect, row: Int, style: Style) {
        frame.put(text, in: rect.row(row), style: style, alignment: .right, glyphs: glyphs)
    }
}
