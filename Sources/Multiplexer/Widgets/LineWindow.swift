import Screen
import Text

/// As much of a line that is being typed as a row has room for: what is around the cursor, with a mark on each side on
/// which there is more.
package struct LineWindow {
    /// What is seen, without anything that could not be.
    package let text: String
    /// The column of the cursor within the row.
    package let cursor: Int

    /// The window that many columns wide; characters of a secret are all that sign.
    package init(_ line: LineEditor, columns: Int, glyphs: GlyphSet, secret: String? = nil) {
        let parts = line.characters.map { secret ?? Untrusted(String($0)).line }
        let widths = parts.map(\.columns)
        let (before, after) = (widths[..<line.cursor].reduce(0, +), widths[line.cursor...].reduce(0, +))
        // At the end the cursor has a cell of its own.
        guard before + max(1, after) > columns else {
            (text, cursor) = (parts.joined(), before)
            return
        }
        guard columns > 0 else {
            (text, cursor) = ("", 0)
            return
        }
        // Of what stands behind the cursor a third of the row is seen, if there is as much.
        let room = columns - max(1, min(after, columns / 3))
        let mark = before > room && room > 0 ? glyphs.ellipsis : ""
        var (start, used) = (line.cursor, 0)
        while start > 0, used + widths[start - 1] <= room - mark.columns {
            start -= 1
            used += widths[start]
        }
        text = (mark + parts[start...].joined()).clipped(toColumns: columns, ellipsis: glyphs.ellipsis)
        cursor = mark.columns + used
    }
}

extension LineEditor {
    /// Draws the line into a row; returns the column behind it, and the cursor.
    package func draw(
        into frame: inout Frame, _ row: Rect, style: Style, glyphs: GlyphSet, secret: String? = nil
    ) -> (end: Int, cursor: Cursor) {
        let window = LineWindow(self, columns: row.width, glyphs: glyphs, secret: secret)
        let end = frame.put(window.text, at: row.origin, style: style, in: row)
        return (end, Cursor(at: Point(x: row.x + window.cursor, y: row.y)))
    }
}
