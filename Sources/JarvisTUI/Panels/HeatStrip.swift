import ClusterKit
import JSON
import Multiplexer
import Screen

/// The guests of a folded node in a cell each: what is amiss first, then by load, what is off last.
struct HeatStrip {
    let drawing: RowDrawing
    let node: NodeName

    /// A guest's cell.
    private struct Heat {
        let sign: String
        let style: Style
        /// The higher goes first.
        let rank: Double
    }

    /// Draws as many cells as a row has room for, and how many more there are; nothing where there is no guest.
    func draw(into frame: inout Frame, _ row: Rect) {
        let snapshot = drawing.pane.snapshot
        guard row.width >= 3 else { return }
        let residents = drawing.pane.totals.residents[node] ?? []
        var cells = residents.map { heat($0, snapshot) }
        guard !cells.isEmpty else { return }
        cells.sort { $0.rank > $1.rank }
        let fits = cells.count <= row.width
        let more = fits ? "" : "+\(cells.count - max(0, row.width - 5))"
        let shown = fits ? cells.count : max(0, row.width - more.count - 1)
        let spans = cells.prefix(shown).map { Span($0.sign, $0.style) }
        let end = frame.put(spans, at: row.origin, in: row)
        if !fits { frame.put(more, at: Point(x: end, y: row.y), style: drawing.scene.ink.dim, in: row) }
    }

    /// The cell of the guest at a place in the list; it is looked at there, as each would be copied else.
    private func heat(_ place: Int, _ snapshot: ClusterSnapshot) -> Heat {
        let (ink, glyphs) = (drawing.scene.ink, drawing.scene.glyphs)
        let (status, id) = (snapshot.guests[place].status, snapshot.guests[place].id)
        if status.isFault || snapshot.unaskedStops.contains(id) {
            return Heat(sign: glyphs[.failed], style: ink.critical.bold, rank: 4)
        }
        switch status {
        case .unknown: return Heat(sign: glyphs[.unknown], style: ink.unknown, rank: 3)
        case .running:
            let load = snapshot.guests[place].cpu
            let share = max(load ?? 0, 0)
            let style = ink.level(load, .guestProcessor)
            return Heat(sign: glyphs.level(share), style: style, rank: 1 + min(share, 1))
        case .stopped where snapshot.leftDown.contains(id):
            return Heat(sign: glyphs[.stopped], style: ink.warning, rank: 3.5)
        case .stopped: return Heat(sign: glyphs[.separator], style: ink.faint, rank: 0)
        default: return Heat(sign: glyphs[.paused], style: ink.warning, rank: 2.5)
        }
    }
}

extension GlyphSet {
    /// A share from 0 to 1 as a bar of a row's height.
    fileprivate func level(_ share: Double) -> String {
        let pictures: [String] =
            switch self {
            case .rich: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
            case .console: ["░", "░", "▒", "▒", "▓", "▓", "█", "█"]
            case .ascii: [".", ".", ":", ":", "|", "|", "#", "#"]
            }
        return pictures[
            min(pictures.count - 1, max(0, Int(saturating: min(share, 1) * Double(pictures.count))))]
    }
}
