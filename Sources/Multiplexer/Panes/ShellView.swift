import Screen
import Text

/// The panes of the tab that is shown, and the lines between them.
package struct ShellView {
    package let scene: Scene
    package let rooms: ShellRooms

    /// Draws everything and returns the cursor of the pane with the keys.
    package func draw(into frame: inout Frame, _ column: Rect, isFocused: Bool) -> Cursor? {
        let shell = scene.state.shell
        let layout = shell.tab.layout(in: rooms.panes)
        var cursor: Cursor?
        for (pane, rect) in layout.panes where !rect.isEmpty {
            let own = scene.drawShell(&frame, rect, pane)
            if pane == shell.focus { cursor = own } else { Self.fade(rect, in: &frame, scene.ink) }
            guard let ending = shell.panes[pane]?.ending else { continue }
            if pane == shell.focus { cursor = nil }
            draw(ending, into: &frame, rect)
        }
        drawLines(layout, into: &frame, column, isFocused: isFocused)
        return cursor
    }

    /// Text of no colour of its own steps back where the keys do not go.
    package static func fade(_ rect: Rect, in frame: inout Frame, _ ink: Ink) {
        let dim = ink.dim
        frame.restyle(rect) { style in
            guard style.foreground == .terminal else { return style }
            // Few colours have none between the text's and the ground's.
            guard ink.scheme.depth >= .indexed else { return style.dim }
            return Style(
                foreground: dim.foreground, background: style.background,
                attributes: style.attributes.union(dim.attributes))
        }
    }

    private func drawLines(
        _ layout: SplitLayout, into frame: inout Frame, _ column: Rect, isFocused: Bool
    ) {
        guard !layout.lines.isEmpty else { return }
        let ink = scene.ink
        var grid = LineGrid()
        for line in layout.lines { grid.add(line.rect, isHorizontal: line.axis == .rows) }
        if rooms.hasBorder { grid.join(border: column) }
        let near = layout.rect(of: scene.state.shell.focus)?.inset(dx: -1, dy: -1)
        grid.draw(into: &frame, glyphs: scene.glyphs) { point in
            isFocused && near?.contains(point) == true ? ink.borderFocused.bold : ink.border
        }
    }

    private func draw(_ ending: PaneEnding, into frame: inout Frame, _ rect: Rect) {
        let ink = scene.ink
        let line = rect.splitBottom(1).bottom
        frame.fill(line, style: ink.bar)
        frame.put(
            " \(ending.words): Enter starts a new one, x closes", in: line,
            style: (ending.isClean ? ink.text : ink.warning).on(ink.bar.background), glyphs: scene.glyphs)
    }
}

/// Where the parts of the column stand: the panes, and the names of the tabs.
package struct ShellRooms: Equatable {
    /// The line with the names of the tabs, without what stands before them; `nil` when there is none.
    package var tabs: Rect?
    package var panes: Rect
    /// Whether a border is drawn around the panes.
    package var hasBorder: Bool

    /// In a border with the tabs in its title; full screen without one, the tabs in the last line once there are two
    /// or something is recorded.
    package init(_ column: Rect, in state: AppState) {
        hasBorder = !state.isShellFullScreen
        if hasBorder {
            panes = column.inset()
            let title = Rect(x: column.x + Self.titleStart, y: column.y, width: column.width, height: 1)
            tabs = title.intersection(
                Rect(x: column.x, y: column.y, width: max(0, column.width - 3), height: 1))
        } else {
            let (rest, bottom) = column.splitBottom(
                state.shell.tabs.count > 1 || state.shell.isRecorded ? 1 : 0)
            panes = rest
            tabs = bottom.isEmpty ? nil : bottom
        }
    }

    /// The column of the border after which the tabs stand: corner, line, blank, `SHELL`, blank.
    private static let titleStart = 9

    /// The index of the tab whose name is at a point.
    package func tab(at point: Point, in state: AppState) -> Int? {
        guard let tabs, tabs.contains(point) else { return nil }
        return ShellTabStrip(state.shell, width: tabs.width).labels.first { label in
            let x = point.x - tabs.x
            return x >= label.x && x < label.x + label.text.columns
        }?.index
    }
}
