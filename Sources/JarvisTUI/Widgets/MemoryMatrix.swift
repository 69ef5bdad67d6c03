import ClusterKit
import JSON
import Multiplexer
import Screen
import Text

/// Who has a node's memory: a dot for 128 MiB where there are dots, the guests in the order of what they use, as their
/// lines in the list have it, then what the node holds for them beyond that, what it has itself and what is free.
struct MemoryMatrix {
    let scene: Scene
    let node: NodeName

    private struct Part {
        let name: String
        let bytes: Int
        let style: Style
        var isFree = false
    }

    /// Lines of so many columns at most; none where nobody knows.
    func lines(width: Int) -> [[Span]] {
        let parts = parts
        guard !parts.isEmpty else { return [] }
        var lines: [[Span]] = [
            [
                Span("MEMORY ", scene.ink.title),
                Span("a sign is 1 GB, guests as in the list", scene.ink.faint),
            ]
        ]
        var x = width
        for part in parts {
            let spans = spans(part, width: width)
            let columns = spans.reduce(0) { $0 + $1.columns }
            if x + columns > width {
                lines.append([])
                x = 0
            }
            lines[lines.count - 1] += spans
            x += columns
        }
        return lines
    }

    private var parts: [Part] {
        let snapshot = scene.state.cluster.snapshot
        guard let row = snapshot.node(node), row.state == .online, let total = row.memoryLimit,
            let used = row.memory
        else { return [] }
        let guests = snapshot.residents(of: node).map { snapshot.guests[$0] }
            .filter { $0.status == .running && ($0.memory ?? 0) > 0 }
            .sorted { ($0.memory ?? 0) > ($1.memory ?? 0) }
        var parts = guests.enumerated().map { index, guest in
            Part(
                name: Untrusted(guest.name ?? "\(guest.vmid)").name.clipped(toColumns: 16),
                bytes: guest.memory ?? 0, style: scene.ink.chart(index))
        }
        let held = guests.map { max(0, ($0.hostMemory ?? 0).saturatingSubtracting($0.memory ?? 0)) }
            .saturatingSum()
        let rest = max(0, used.saturatingSubtracting(parts.map(\.bytes).saturatingSum()))
        let own = max(0, rest.saturatingSubtracting(held))
        parts.append(Part(name: "held for guests", bytes: rest - own, style: scene.ink.faint))
        parts.append(Part(name: "the node", bytes: own, style: scene.ink.dim))
        parts.append(
            Part(
                name: "free", bytes: max(0, total.saturatingSubtracting(used)), style: scene.ink.track,
                isFree: true))
        return parts.filter { $0.bytes > 0 }
    }

    /// Its name, its dots and how much that is.
    private func spans(_ part: Part, width: Int) -> [Span] {
        let words = " \(part.name) \(Format.bytes(part.bytes).trimmed)  "
        let dots = max(1, (part.bytes >> 20).saturatingAdding(64) / 128)
        let cells = min(max(1, width - words.columns), (dots + 7) / 8)
        return [
            Span(picture(dots: min(dots, cells * 8), isFree: part.isFree), part.style),
            Span(words, part.isFree ? scene.ink.faint : scene.ink.dim),
        ]
    }

    /// Eight dots a cell, column by column; a cell that is not full ends the picture.
    private func picture(dots: Int, isFree: Bool) -> String {
        let cells = (dots + 7) / 8
        switch scene.glyphs {
        case .rich:
            let bits: [UInt32] = [0x40, 0x44, 0x46, 0x47, 0xC7, 0xE7, 0xF7, 0xFF]
            guard !isFree else { return String(repeating: "⣀", count: cells) }
            let rest = Unicode.Scalar(0x2800 + bits[(dots - 1) % 8]) ?? " "
            return String(repeating: "⣿", count: cells - 1) + String(Character(rest))
        case .console: return String(repeating: isFree ? "░" : "▓", count: cells)
        case .ascii: return String(repeating: isFree ? "." : "#", count: cells)
        }
    }
}
