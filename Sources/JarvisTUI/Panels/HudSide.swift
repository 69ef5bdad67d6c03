import ClusterKit
import Multiplexer
import Screen
import Text

/// What stands left of the picture: the figures that count, or in trouble what fell and what one more loss would do.
struct HudSide {
    let scene: Scene
    let health: Health
    /// Nothing else tells which arc of the ring is whose.
    var namesRing = false

    private var ink: Ink { scene.ink }
    private var figures: [HudFigures.Figure] { HudFigures(scene: scene, health: health).all }

    func draw(into frame: inout Frame, _ rect: Rect) {
        let figures = (figures + ring).prefix(rect.height)
        let step = figures.count * 2 - 1 <= rect.height ? 2 : 1
        let top = rect.y + max(0, (rect.height - ((figures.count - 1) * step + 1)) / 2)
        for (index, figure) in figures.enumerated() {
            let at = Point(x: rect.x, y: top + index * step)
            frame.put(name(of: figure), at: at, style: ink.dim, in: rect)
            let room = Rect(x: at.x + Self.nameWidth, y: at.y, width: rect.width - Self.nameWidth, height: 1)
            frame.put(
                figure.value(in: room.width), in: room, style: figure.style.bold, glyphs: scene.glyphs)
        }
    }

    /// Whose the arcs of the ring are, from the top with the sun.
    private var ring: [HudFigures.Figure] {
        let names = scene.state.cluster.snapshot.nodes.map { Untrusted($0.name.text).name }
        guard namesRing, names.count > 1 else { return [] }
        let words = names.joined(separator: " ")
        return [HudFigures.Figure("ring", [words], words: words, ink.dim)]
    }

    private static let nameWidth = 8

    private func name(of figure: HudFigures.Figure) -> String {
        figure.name.clipped(toColumns: Self.nameWidth - 1, ellipsis: scene.glyphs.ellipsis)
            .padded(toColumns: Self.nameWidth)
    }

    /// What fell and what that means, in the words of the card that Jarvis has for it.
    func drawIncident(into frame: inout Frame, _ rect: Rect) {
        guard let finding = health.worst?.findings.first else { return draw(into: &frame, rect) }
        func wrapped(_ words: String, _ style: Style) -> [[Span]] {
            Untrusted(words).line.wrapped(toColumns: rect.width).map { [Span($0, style)] }
        }
        var rows = Array(wrapped(health.words, ink.critical.bold).prefix(3))
        if !health.onset.isEmpty { rows.append([Span(health.onset.trimmed, ink.dim)]) }
        rows += figures.prefix(3).map { figure in
            [
                Span(name(of: figure), ink.dim),
                Span(figure.value(in: rect.width - Self.nameWidth), figure.style.bold),
            ]
        }
        let circumstances = finding.circumstances(in: scene.state.cluster.believed, near: scene.state.near)
        let room = max(1, rect.height - 1)
        // Half a sentence tells nothing, or something else.
        for sentence in circumstances.reversed().map({ wrapped($0.sentence, ink.text) })
        where rows.count + sentence.count <= room {
            rows += sentence
        }
        if let key = scene.state.catalog.label(of: "amiss") {
            let help = [Span(key, ink.accent.bold), Span(" what helps", ink.dim)]
            rows = rows.prefix(room) + [help]
        }
        let top = rect.y + max(0, (rect.height - rows.count) / 2)
        for (index, row) in rows.enumerated() {
            frame.put(row, at: Point(x: rect.x, y: top + index), in: rect)
        }
    }
}
