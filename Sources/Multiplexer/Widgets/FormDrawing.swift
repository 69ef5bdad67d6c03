import Screen
import Text

/// Draws a form: what it is about, its fields below each other, and what the keys do or what is wrong.
///
/// A screen too low for all of it has at least the field that is typed into, then the last rows.
package struct FormDrawing<Name: Hashable & Sendable> {
    package let scene: Scene
    package let form: Form<Name>

    private enum Row {
        case blank
        case words(CardRow)
        case field(Int)
    }

    private var ink: Ink { scene.ink }
    private var ground: Color { ink.raised.background }

    package func draw(into frame: inout Frame) {
        let width = min(form.width, max(1, frame.size.width - Dialog.edges.width))
        let (words, style) = foot
        let foot = words.wrapped(toColumns: width)
        let rows = rows(width)
        let inner = Dialog(scene: scene, title: form.title).draw(
            into: &frame, width: width, height: rows.count + foot.count)
        let (upper, lower) = inner.splitBottom(min(foot.count, inner.height - 1))
        for (index, row) in seen(rows, upper.height).enumerated() {
            draw(row, into: &frame, upper.row(index))
        }
        for (index, line) in foot.prefix(lower.height).enumerated() {
            frame.put(line, in: lower.row(index), style: style, glyphs: scene.glyphs)
        }
    }

    /// What stands above the foot.
    private func rows(_ width: Int) -> [Row] {
        let words = form.words.flatMap { CardRow.wrapped($0.text, $0.tone, width: width) }
        return words.map { .words($0) } + (words.isEmpty ? [] : [.blank])
            + form.fields.indices.map { .field($0) } + [.blank]
    }

    /// Those that there is room for: first the blanks go, then what is below the field that is typed into, then what
    /// is farthest above it.
    private func seen(_ rows: [Row], _ room: Int) -> ArraySlice<Row> {
        guard rows.count > room else { return rows[...] }
        let rows = rows.filter { if case .blank = $0 { false } else { true } }
        let place = rows.firstIndex { if case .field(form.focus) = $0 { true } else { false } } ?? 0
        return rows.dropFirst(max(0, place - room + 1)).prefix(room)
    }

    private var foot: (words: String, style: Style) {
        if let fault = form.fault(of: form.fields[form.focus]) { return (fault, ink.warning.on(ground)) }
        return (form.advice, ink.dim.on(ground))
    }

    private func draw(_ row: Row, into frame: inout Frame, _ place: Rect) {
        switch row {
        case .blank: break
        case .words(let row):
            frame.put(row.parts.map { Span($0.text, ink.style(of: $0.tone)) }, at: place.origin, in: place)
        case .field(let index): draw(form.fields[index], index == form.focus, into: &frame, place)
        }
    }

    private func draw(_ field: FormField<Name>, _ hasKeys: Bool, into frame: inout Frame, _ row: Rect) {
        let (label, room) = row.splitLeft(min(labels, row.width / 2))
        let plain = hasKeys ? ink.raised : ink.dim.on(ground)
        frame.put(
            field.label.isEmpty ? "" : "\(field.label): ", in: label,
            style: form.fault(of: field) == nil ? plain : ink.warning.on(ground), glyphs: scene.glyphs)
        if field.line.isEmpty {
            frame.put(field.placeholder, in: room, style: ink.dim.on(ground), glyphs: scene.glyphs)
        }
        var line = field.line
        if !hasKeys { line.moveToStart() }
        let drawn = line.draw(
            into: &frame, room, style: hasKeys ? ink.raised.bold : ink.raised, glyphs: scene.glyphs,
            secret: field.isSecret ? (scene.glyphs == .rich ? "•" : "*") : nil)
        if hasKeys { frame.cursor = drawn.cursor }
    }

    /// The columns of the longest label, with what parts it from the text.
    private var labels: Int {
        form.fields.map { $0.label.isEmpty ? 0 : $0.label.columns + 2 }.max() ?? 0
    }
}
