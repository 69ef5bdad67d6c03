import ClusterKit
import Multiplexer
import Screen
import Text

/// One guest on one line: state, number, name, tags, and at the right its load, or its state in words.
struct GuestLine {
    let drawing: RowDrawing
    let id: GuestID

    /// From this width on the loads have bars.
    private static let wide = 70

    /// Of a bar: what names and tags leave, so that figures stay near them in a wide list.
    private static func barWidth(in width: Int) -> Int { min(40, max(10, (width - 90) / 2)) }

    private var scene: Scene { drawing.scene }
    private var ink: Ink { drawing.scene.ink }

    func draw(into frame: inout Frame, _ whole: Rect, _ clip: Rect) {
        let pane = drawing.pane
        guard let guest = pane.snapshot.guest(id.vmid) else { return }
        let look = GuestLook(
            guest, hasFallen: pane.snapshot.unaskedStops.contains(id),
            isLeftDown: pane.snapshot.leftDown.contains(id), ink)
        GuestFacts(drawing: drawing, guest: guest).draw(into: &frame, whole, clip)
        let facts = GuestFacts.width(in: whole.width)
        let rect = Rect(x: whole.x, y: whole.y, width: whole.width - facts, height: 1)
        let area = rect.intersection(clip)
        let isRunning = guest.status == .running
        let left = [
            Span("  \(scene.glyphs[look.symbol]) ", look.style),
            Span(Format.pad("\(guest.vmid)", to: 4), ink.dim),
            Span(" \(name(of: guest, look, rect)) ", isRunning ? ink.text : ink.dim),
        ]
        var x = frame.put(left, at: rect.origin, in: area)
        for badge in look.badges {
            x = frame.put("\(badge) ", at: Point(x: x, y: rect.y), style: ink.warning, in: area)
        }
        let start =
            isRunning
            ? loads(guest, &frame, rect, area, after: x) : words(look, &frame, rect, area, after: x)
        // Where it does not stand below its node, that is the first thing to know.
        let isApart = drawing.pane.arrangement.grouping != .node
        let tags = (isApart ? ["@\(guest.node)"] : []) + guest.tags
        guard !tags.isEmpty, start - x > 6 else { return }
        let room = Rect(x: x, y: rect.y, width: start - x - 1, height: 1).intersection(area)
        frame.put(tags.joined(separator: " "), in: room, style: ink.faint, glyphs: scene.glyphs)
    }

    /// As much of the name as leaves room for what stands at the right.
    private func name(of guest: Guest, _ look: GuestLook, _ rect: Rect) -> String {
        let bars = rect.width >= Self.wide ? 2 * (Self.barWidth(in: rect.width) + 1) : 0
        let right = guest.status == .running ? 13 + bars : look.words.columns
        let badges = look.badges.map { $0.columns + 1 }.reduce(0, +)
        return Untrusted(guest.name ?? "(no name)").line
            .clipped(toColumns: max(8, rect.width - 11 - right - badges), ellipsis: scene.glyphs.ellipsis)
    }

    /// Kind, processor and memory, with bars where there is room; returns where it begins.
    private func loads(
        _ guest: Guest, _ frame: inout Frame, _ rect: Rect, _ area: Rect, after x: Int
    ) -> Int {
        let cpu = quiet(guest.cpu, .guestProcessor)
        let memory = quiet(guest.memoryFraction, .guestMemory)
        let isWide = rect.width >= Self.wide
        let bar = isWide ? Self.barWidth(in: rect.width) + 1 : 0
        let start = rect.endX - 13 - 2 * bar
        frame.put(
            guest.kind == .qemu ? "vm" : "ct", at: Point(x: start, y: rect.y), style: ink.faint, in: area)
        let cpuStart = start + 3
        frame.put(Format.percent(guest.cpu), at: Point(x: cpuStart + bar, y: rect.y), style: cpu, in: area)
        let words = Format.pad(Format.bytes(guest.memory), to: 5)
        frame.put(words, at: Point(x: rect.endX - 5, y: rect.y), style: memory, in: area)
        guard isWide else { return max(start, x) }
        for (share, style, at) in [
            (guest.cpu, ink.level(guest.cpu, .guestProcessor), cpuStart),
            (
                guest.memoryFraction, ink.level(guest.memoryFraction, .guestMemory),
                cpuStart + bar + 6
            ),
        ] {
            let place = Rect(x: at, y: rect.y, width: bar - 1, height: 1)
            frame.bar(share, in: place, style: style, track: ink.track, glyphs: scene.glyphs, clip: area)
        }
        return start
    }

    /// The state of a guest that does not run; returns where it begins.
    private func words(
        _ look: GuestLook, _ frame: inout Frame, _ rect: Rect, _ area: Rect, after x: Int
    ) -> Int {
        let start = max(x, rect.endX - look.words.columns)
        frame.put(look.words, at: Point(x: start, y: rect.y), style: look.style, in: area)
        return start
    }

    /// The colour of a figure that only matters when it is high.
    private func quiet(_ share: Double?, _ threshold: Threshold) -> Style {
        guard let share else { return ink.unknown }
        return share >= threshold.warning ? ink.level(share, threshold) : ink.text
    }
}
