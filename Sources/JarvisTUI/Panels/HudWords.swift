import ClusterKit
import JSON
import Multiplexer
import Screen
import Text

/// The display without a picture: how the cluster is, then each figure in words.
struct HudWords {
    let scene: Scene
    let health: Health

    private var ink: Ink { scene.ink }

    /// As many lines as there is room for.
    func draw(into frame: inout Frame, _ rect: Rect) {
        let figures = HudFigures(scene: scene, health: health).all
        let longest = figures.map(\.name.columns).max() ?? 0
        let nameWidth = max(8, min(longest + 2, rect.width / 3))
        let lines = [head(within: rect.width)] + (figures.map(line) + [loads]).map(named)
        for (index, line) in lines.enumerated() where index < rect.height {
            frame.put(line, at: rect.row(index).origin, in: rect)
        }

        func line(_ figure: HudFigures.Figure) -> (name: String, words: [Span]) {
            let room = rect.width - nameWidth
            let words = figure.words.columns <= room ? figure.words : figure.value(in: room)
            return (figure.name, [Span(words, figure.style.bold)])
        }

        func named(_ line: (name: String, words: [Span])) -> [Span] {
            let name = line.name.clipped(toColumns: nameWidth - 1, ellipsis: scene.glyphs.ellipsis)
            return [Span(name.padded(toColumns: nameWidth), ink.dim)] + line.words
        }
    }

    /// The one word for all of it, and what is worst.
    private func head(within width: Int) -> [Span] {
        let style = ink.severity(health.severity, on: health.severity == .info ? ink.ok : ink.text)
        let sign = "\(scene.glyphs[health.symbol]) "
        let room = width - sign.columns - health.word.columns - 2
        let text = Untrusted(health.text).line.clipped(toColumns: room, ellipsis: scene.glyphs.ellipsis)
        return [Span(sign, style), Span(health.word, style.bold), Span("  \(text)", ink.text)]
    }

    /// What the cluster has in use altogether.
    private var loads: (name: String, words: [Span]) {
        let all = HudLoads(scene: scene)
        let words = all.totals.flatMap { total in
            let share = Format.percent(total.share).trimmed
            return [
                Span("\(total.label) ", ink.dim),
                Span("\(share)  ", all.style(of: total).bold),
            ]
        }
        return ("in use", words)
    }
}
