import Screen
import Text

/// Draws a card: the text, the buttons, and what the keys do at this moment.
package struct CardDrawing {
    package let scene: Scene
    package let layout: CardLayout
    package let reading: CardReading

    private var ink: Ink { scene.ink }
    private var sheet: CardSheet { layout.sheet }
    private var ground: Color { ink.raised.background }
    private var isDeaf: Bool { reading.attention?.isDeaf(at: scene.now.instant) ?? false }
    private var isYes: Bool { reading.choice.isYes && !isDeaf }

    package func draw(into frame: inout Frame) {
        drawBox(into: &frame)
        let first = layout.first(reading.scroll)
        for (index, row) in layout.rows.dropFirst(first).prefix(layout.room).enumerated() {
            let spans = row.parts.map { Span($0.text, ink.style(of: $0.tone)) }
            frame.put(spans, at: layout.inner.row(index).origin, in: layout.inner)
        }
        if layout.isRoomy { drawFoot(into: &frame) } else { drawBrief(into: &frame) }
    }

    private func drawBox(into frame: inout Frame) {
        let box = layout.box
        frame.fill(box, style: ink.raised)
        let style = (sheet.isAlarm ? ink.critical : ink.borderFocused).on(ground)
        var title = [Span(sheet.title, (sheet.isAlarm ? ink.critical : ink.accent).on(ground).bold)]
        if let (name, role) = sheet.badge {
            title = [Span("\(name) ", ink.scheme[role].on(ground).bold)] + title
        }
        frame.box(box, line: .double, style: style, glyphs: scene.glyphs, title: title)
        let first = layout.first(reading.scroll)
        let marks = [
            (scene.glyphs[.up], box.y, first > 0), (scene.glyphs[.down], box.endY - 1, more > 0),
        ]
        for (mark, y, isShown) in marks where isShown {
            frame.put(" \(mark) ", at: Point(x: box.endX - 5, y: y), style: style.bold, in: box)
        }
    }

    /// Rows of text below those that are seen.
    private var more: Int { layout.rows.count - layout.first(reading.scroll) - layout.room }

    private func drawFoot(into frame: inout Frame) {
        let foot = layout.inner.splitBottom(4).bottom
        if let entry = sheet.entry {
            draw(entry, into: &frame, foot.row(0))
        } else {
            Dialog(scene: scene, title: "", isAlarm: sheet.isAlarm).buttons(
                &frame, in: foot.row(0), no: sheet.no, yes: sheet.yes, isYes: isYes, isDim: isDeaf)
        }
        let (words, isWarning) = advice
        put(words, into: &frame, foot.row(2), isWarning ? ink.warning.on(ground) : ink.dim.on(ground))
        put(rest(foot.width), into: &frame, foot.row(3), ink.dim.on(ground))
    }

    /// The further keys, as many as there is room for.
    private func rest(_ width: Int) -> String {
        let later = "\(scene.state.questionKey.label): later"
        return (sheet.keys.map { "\($0.label): \($0.name)" } + [sheet.note, later]).filter { !$0.isEmpty }
            .reduce("") { line, part in
                let longer = line.isEmpty ? part : line + "    " + part
                return longer.columns <= width ? longer : line
            }
    }

    /// The foot of a small screen: one row.
    private func drawBrief(into frame: inout Frame) {
        let row = layout.inner.row(layout.inner.height - 1)
        if let entry = sheet.entry, !isDeaf, !layout.isTooSmall, reading.isRead(layout) {
            return draw(entry, into: &frame, row)
        }
        let (words, isWarning) = advice
        let style = isYes || isWarning ? ink.warning.on(ground).bold : ink.dim.on(ground)
        frame.put(words, in: row, style: style, glyphs: scene.glyphs)
    }

    private func draw(_ entry: CardEntry, into frame: inout Frame, _ row: Rect) {
        let prompt = entry.prompt.clipped(toColumns: max(0, row.width - 12), ellipsis: scene.glyphs.ellipsis)
        let (place, room) = row.splitLeft(prompt.columns)
        frame.put(prompt, at: place.origin, style: ink.raised, in: place)
        let drawn = entry.line.draw(into: &frame, room, style: ink.raised.bold, glyphs: scene.glyphs)
        frame.cursor = drawn.cursor
    }

    private func put(_ words: String, into frame: inout Frame, _ row: Rect, _ style: Style) {
        frame.put(words, in: row, style: style, alignment: .center, glyphs: scene.glyphs)
    }

    /// What to do now, and whether it is urgent.
    private var advice: (words: String, isWarning: Bool) {
        let isShort = !layout.isRoomy
        if let entry = sheet.entry, entry.isMistake { return (entry.help, true) }
        if isDeaf { return deafAdvice(isShort) }
        if layout.isTooSmall {
            let size = "\(layout.least.width)\(scene.glyphs == .rich ? "×" : "x")\(layout.least.height)"
            return (
                isShort ? "enlarge to \(size)   n: no" : "Too small a window for a yes: \(size) would do.",
                true
            )
        }
        if let entry = sheet.entry { return (entry.help, false) }
        if isYes { return (isShort ? "Enter: yes   n: no" : "Enter: yes, do it    n: no", true) }
        guard !reading.isRead(layout) else {
            let yes = sheet.care == .twoKeys ? (isShort ? "y+Enter: yes" : "y, then Enter: yes") : "y: yes"
            return (isShort ? "\(yes)   n: no" : "\(yes)    n or Esc: no", false)
        }
        let down = scene.glyphs[.arrowDown]
        return (
            isShort
                ? "\(down) \(more) more   n: no"
                : "\(down): \(more) more to read before a yes    n or Esc: no",
            reading.wasRefused
        )
    }

    private func deafAdvice(_ isShort: Bool) -> (words: String, isWarning: Bool) {
        if reading.attention?.wasEarly == true {
            return (
                isShort
                    ? "too early, nothing done: wait" : "Too early, nothing was done: pause, then answer.",
                true
            )
        }
        return (isShort ? "listens after a pause" : "It listens after a moment without keys.", false)
    }
}

extension Ink {
    /// How a part of a text in a dialog looks.
    package func style(of tone: CardRow.Tone) -> Style {
        let ground = raised.background
        return switch tone {
        case .plain: raised
        case .strong: raised.bold
        case .dim: dim.on(ground)
        case .code: code.on(ground)
        case .accent: accent.on(ground)
        case .role(let role): scheme[role].on(ground).bold
        }
    }
}
