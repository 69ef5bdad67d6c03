import ClusterKit
import FoundationEssentials
import JSON
import Multiplexer
import Screen
import Text

/// What a wide line tells of a guest besides its load: address, disk, uptime, high availability and the newest backup.
struct GuestFacts {
    let drawing: RowDrawing
    let guest: Guest

    /// From this width of a line on these are told, and from the next on the address as well.
    private static let wide = 120
    private static let widest = 128
    /// Columns of each, with the gap behind; one of IPv4 needs all of the first.
    private static let widths = [19, 16, 14, 17, 15]

    /// Columns of all that a line of that width has room for, with the gap before; 0 where it has none.
    static func width(in line: Int) -> Int { line < wide ? 0 : 2 + widths(in: line).reduce(0, +) }

    private static func widths(in line: Int) -> ArraySlice<Int> {
        line < widest ? widths.dropFirst() : widths[...]
    }

    /// Draws at the end of a line.
    func draw(into frame: inout Frame, _ line: Rect, _ clip: Rect) {
        let widths = Self.widths(in: line.width)
        let width = Self.width(in: line.width)
        let row = Rect(x: line.endX - width, y: line.y, width: width, height: 1)
        guard width > 0, row.intersection(clip) == row else { return }
        var x = row.x + 2
        for (spans, width) in zip(
            [address, disk, uptime, highAvailability, backup].suffix(widths.count), widths)
        {
            let place = Rect(x: x, y: row.y, width: width - 1, height: 1)
            frame.put(spans, at: place.origin, in: place)
            x += width
        }
    }

    private var ink: Ink { drawing.scene.ink }

    private var address: [Span] {
        guard guest.status == .running else { return [] }
        let words = guest.address.map { "\($0)" } ?? Format.unknown
        // The whole of a long one stands in the closer look.
        let room = Self.widths[0] - 4
        return [
            Span("ip ", ink.faint),
            Span(
                words.clipped(toColumns: room, ellipsis: drawing.scene.glyphs.ellipsis),
                guest.address == nil ? ink.unknown : ink.dim),
        ]
    }

    private var disk: [Span] {
        guard guest.diskLimit != nil else { return [] }
        // Of virtual machines nobody tells how full their disks are.
        let used = guest.disk.flatMap { $0 > 0 ? "\(Format.bytes($0))/" : nil } ?? ""
        return [Span("dsk ", ink.faint), Span(used + Format.bytes(guest.diskLimit), ink.dim)]
    }

    private var uptime: [Span] {
        guard guest.status == .running else { return [] }
        return [Span("up ", ink.faint), Span(Format.duration(guest.uptime), ink.dim)]
    }

    private var highAvailability: [Span] {
        guard let state = guest.haState else { return [] }
        let style = HAEntry.isAmiss(state) ? ink.critical : ink.dim
        return [Span("HA ", ink.faint), Span(Untrusted(state).name, style)]
    }

    private var backup: [Span] {
        let now = drawing.scene.now.epoch
        guard guest.isTemplate != true, let record = drawing.pane.snapshot.backups else { return [] }
        func age(_ date: Date) -> String { Format.age(of: date.timeIntervalSince1970, at: now) }
        let (words, style): (String, Style) =
            switch record.care(for: guest.vmid, at: Date(timeIntervalSince1970: now)) {
            case .fresh(let date): (age(date), ink.dim)
            case .old(let date): (age(date), ink.warning)
            case .none: ("never", ink.warning)
            case .unknown: (Format.unknown, ink.unknown)
            }
        return [Span("backup ", ink.faint), Span(words, style)]
    }
}

extension Format {
    /// How long ago something was, in hours or days: `23 h`, `12 d`.
    static func age(of epoch: Double, at now: Double) -> String {
        let hours = Int(saturating: max(0, now - epoch) / 3600)
        return hours < 48 ? "\(hours) h" : "\(hours / 24) d"
    }
}
