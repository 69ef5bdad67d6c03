import ClusterKit
import FoundationEssentials
import JSON
import Multiplexer
import Screen
import Text

/// What a wide line tells of a guest besides its load: disk, uptime, high availability and the newest backup.
struct GuestFacts {
    let drawing: RowDrawing
    let guest: Guest

    /// Columns of all of them, with the gap before.
    static let width = 64

    private static let widths = [16, 14, 17, 15]

    func draw(into frame: inout Frame, _ row: Rect) {
        guard row.width == Self.width else { return }
        var x = row.x + 2
        for (spans, width) in zip([disk, uptime, highAvailability, backup], Self.widths) {
            let place = Rect(x: x, y: row.y, width: width - 1, height: 1)
            frame.put(spans, at: place.origin, in: place)
            x += width
        }
    }

    private var ink: Ink { drawing.scene.ink }

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
