import Screen
import Text

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
