import ClusterKit
import JSON
import Multiplexer
import Screen
import Text

/// Turns what happened while nobody looked into lines of the chat.
struct AbsenceDrawing {
    let scene: Scene
    let width: Int

    private var ink: Ink { scene.ink }

    /// Events that are named; the others are counted.
    private static let mostEvents = 6

    func lines(_ absence: Absence) -> [[Span]] {
        let length = Format.seconds(max(0, Int(saturating: absence.to - absence.from)))
        var lines: [[Span]] = [[], head("WHILE YOU WERE AWAY", length)]
        for event in absence.events.prefix(Self.mostEvents) { lines += self.lines(event) }
        let more = absence.events.count - Self.mostEvents
        if more > 0 { lines.append([Span("  and \(more) more", ink.dim)]) }
        lines += wrapped(counts(absence).sentence, ink.text)
        return lines + [strip(absence)]
    }

    private func head(_ title: String, _ length: String) -> [Span] {
        [
            Span("\(scene.glyphs[.notice]) ", ink.accent), Span(title, ink.title.bold),
            Span("  \(length)", ink.dim),
        ]
    }

    private func lines(_ event: Absence.Event) -> [[Span]] {
        let style = event.isOver ? ink.dim : ink.severity(event.severity, on: ink.text)
        let words = "\(event.times)  \(event.words)\(event.isOver ? ", over by now" : "")"
        var lines = wrapped(words, style)
        let sign = scene.glyphs[event.isOver ? .done : event.severity.symbol]
        lines[0][0] = Span("\(sign) ", style)
        return lines
    }

    private func counts(_ absence: Absence) -> String {
        let (good, bad) = absence.backups
        let backups =
            good + bad == 0
            ? "no backup was made"
            : bad == 0
                ? "\(good == 1 ? "the backup" : "all \(good) backups") went well"
                : "\(bad) of \(good + bad) backups did not go well"
        let quiet = absence.events.isEmpty ? "nothing broke; " : ""
        let tasks = absence.tasks == 1 ? "1 task ended" : "\(absence.tasks) tasks ended"
        let acts =
            absence.acts == 0 ? "nothing was changed through me" : "\(absence.acts) acts went through me"
        return "\(quiet)\(backups), \(tasks), \(acts)"
    }

    /// The time as a line, higher where worse happened.
    private func strip(_ absence: Absence) -> [Span] {
        let clock = scene.state.wallClock
        let (start, end) = (clock.minutes(absence.from), clock.minutes(absence.to))
        let room = max(0, min(absence.strip.count, width - start.columns - end.columns - 5))
        guard room >= 8 else { return [] }
        var spans = [Span("  \(start) ", ink.faint)]
        for cell in 0..<room {
            let from = cell * absence.strip.count / room
            let to = max(from + 1, (cell + 1) * absence.strip.count / room)
            let worst = absence.strip[from..<to].compactMap(\.self).max()
            let style = worst.map { ink.severity($0, on: ink.text) } ?? ink.faint
            spans.append(Span(scene.glyphs.step(worst.map { $0.rawValue + 1 } ?? 0), style))
        }
        return spans + [Span(" \(end)", ink.faint)]
    }

    private func wrapped(_ text: String, _ style: Style) -> [[Span]] { text.indented(in: width, style) }
}

extension GlyphSet {
    /// A bar of a row's height in steps from 0, the baseline, to 4.
    fileprivate func step(_ height: Int) -> String {
        let pictures: [String] =
            switch self {
            case .rich: ["⣀", "⣤", "⣶", "⣿", "⣿"]
            case .console: ["_", "▄", "▄", "█", "█"]
            case .ascii: ["_", ".", ":", "|", "#"]
            }
        return pictures[min(max(0, height), pictures.count - 1)]
    }
}
