import Screen
import Text

/// What drawing needs besides the state: colours, characters and the places of things.
package struct Scene {
    /// What is drawn, once for all to whom the scene is handed.
    private let drawn: Drawn
    package var ink: Ink
    package let glyphs: GlyphSet

    private final class Drawn {
        let state: AppState
        let layout: Layout
        let drawShell: (inout Frame, Rect, PaneID) -> Cursor?

        init(
            _ state: AppState, _ layout: Layout,
            _ drawShell: @escaping (inout Frame, Rect, PaneID) -> Cursor?
        ) {
            (self.state, self.layout, self.drawShell) = (state, layout, drawShell)
        }
    }

    package init(
        state: AppState, ink: Ink, glyphs: GlyphSet, layout: Layout,
        drawShell: @escaping (inout Frame, Rect, PaneID) -> Cursor?
    ) {
        drawn = Drawn(state, layout, drawShell)
        (self.ink, self.glyphs) = (ink, glyphs)
    }

    package var state: AppState { _read { yield drawn.state } }
    package var layout: Layout { _read { yield drawn.layout } }

    /// Draws the cells of a pane of the shell into a rectangle and says where its cursor is.
    package func drawShell(_ frame: inout Frame, _ rect: Rect, _ pane: PaneID) -> Cursor? {
        drawn.drawShell(&frame, rect, pane)
    }

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
        let noteWidth = note.reduce(0) { $0 + $1.columns }
        if noteWidth > 0, let x = rect.note(width: noteWidth, beside: title) {
            let spans = [Span(" ", border)] + note + [Span(" ", border)]
            frame.put(spans, at: Point(x: x - 1, y: rect.y), in: rect)
        }
        return rect.inset()
    }

    /// Puts text flush right in a row of a rectangle.
    package func right(_ frame: inout Frame, _ text: String, in rect: Rect, row: Int, style: Style) {
        frame.put(text, in: rect.row(row), style: style, alignment: .right, glyphs: glyphs)
    }
}

extension Scene {
    /// For what only counts lines and columns: every glyph is as wide as its like, and colours fill nothing.
    package init(measuring state: AppState) {
        self.init(
            state: state, ink: Ink(scheme: Scheme(.plain, depth: .sixteen)), glyphs: .ascii,
            layout: state.layout
        ) { _, _, _ in nil }
    }
}

extension Rect {
    /// The column in a pane's upper border where a note of that many columns begins; `nil` where it has no room.
    package func note(width columns: Int, beside title: String) -> Int? {
        width > columns + title.columns + 10 ? endX - columns - 3 : nil
    }
}

/// The styles the panels draw with, by what they are for.
package struct Ink {
    package let scheme: Scheme
    /// What it draws is older than it may be: nothing of it is good any more, it is unknown.
    package var isAged = false

    package init(scheme: Scheme) {
        self.scheme = scheme
    }

    package var background: Color { scheme.background(.background) }
    package var text: Style { scheme[.text] }
    package var dim: Style { scheme[.dim] }
    package var faint: Style { scheme[.faint] }
    package var accent: Style { scheme[.accent] }
    package var title: Style { scheme[.accent2] }
    package var glow: Style { scheme[.glow].bold }
    package var border: Style { scheme[.border] }
    package var borderFocused: Style { scheme[.borderFocused] }
    package var ok: Style { scheme[isAged ? .unknown : .ok] }
    package var warning: Style { scheme[.warning] }
    package var critical: Style { scheme[.critical] }
    package var unknown: Style { scheme[.unknown] }
    package var track: Style { scheme[.border] }
    package var code: Style { scheme[.accent2] }
    package var key: Style { scheme[.accent, on: .surface].bold }
    package var bar: Style { scheme[.text, on: .surface] }
    package var barDim: Style { scheme[.dim, on: .surface] }
    package var brand: Style { scheme.badge(.accent) }
    /// What a search found; underlined, as few colours cannot be told from the ground.
    package var match: Style { scheme[.warning, on: .raised].adding(.underline) }
    /// Text that is chosen to be copied.
    package var chosen: Style { scheme.badge(.accent2) }
    package var selection: Style { scheme[fill: .selection] }
    package var selectionDim: Style { scheme[fill: .raised] }
    package var raised: Style { scheme[.text, on: .raised] }
    package var hudFront: Style { scheme[.accent] }
    package var hudBack: Style { scheme[.border] }

    package func chart(_ index: Int) -> Style {
        let roles: [Role] = [.chart1, .chart2, .chart3, .chart4]
        return scheme[roles[index % roles.count]]
    }

    /// The colour of a severity; plain news looks like `plain`.
    package func severity(_ severity: Severity?, on plain: Style) -> Style {
        let style: Style =
            switch severity {
            case nil: unknown
            case .info: plain
            case .notice: scheme[.info]
            case .warning: warning
            case .critical: critical
            }
        let weight: Attributes = severity == .critical ? .bold : []
        return Style(
            foreground: style.foreground, background: plain.background,
            attributes: style.attributes.union(weight))
    }
}
