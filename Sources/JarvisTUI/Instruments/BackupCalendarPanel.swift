import ClusterKit
import FoundationEssentials
import Multiplexer
import Screen
import Text

extension PanelID {
    static let backupCalendar = PanelID("backup-calendar")
}

/// A square a day and guest on which a backup was made, today at the right; who has none, or none that is fresh, comes first.
struct BackupCalendarPanel: Instrument {
    static let id = PanelID.backupCalendar
    let title = "BACKUPS"

    /// Columns for number and name, and for the word at the right.
    private static let nameWidth = 17
    private static let wordWidth = 6

    func note(_ scene: Scene) -> [Span] {
        let record = scene.state.cluster.snapshot.backups
        guard let unread = record?.unread, !unread.isEmpty else { return [] }
        let words = unread.count == 1 ? "a storage does not tell" : "\(unread.count) storages do not tell"
        return [Span(words, scene.ink.unknown)]
    }

    private struct Row {
        let guest: Int
        let care: BackupCare
    }

    func drawInside(_ rect: Rect, into frame: inout Frame, _ scene: Scene) {
        let snapshot = scene.state.cluster.snapshot
        guard let record = snapshot.backups, !record.isBlind else {
            let words =
                snapshot.backups == nil
                ? "not asked for yet" : "none is seen: there are none, or this account may not see them"
            for (index, line) in words.wrapped(toColumns: rect.width).enumerated() where index < rect.height {
                frame.put(line, in: rect.row(index), style: scene.ink.dim)
            }
            return
        }
        let rows = rows(snapshot, record, at: Date(timeIntervalSince1970: scene.now.epoch))
        let fits = rows.count <= rect.height
        let shown = fits ? rows.count : max(0, rect.height - 1)
        for (index, row) in rows.prefix(shown).enumerated() {
            draw(row, record, into: &frame, rect.row(index), scene)
        }
        guard !fits else { return }
        let hidden = rows.dropFirst(shown)
        let areFresh = hidden.allSatisfy { if case .fresh = $0.care { true } else { false } }
        let words = "\(hidden.count) more" + (areFresh ? ", all fresh" : "")
        frame.put(words, in: rect.row(rect.height - 1), style: scene.ink.dim)
    }

    private func rows(_ snapshot: ClusterSnapshot, _ record: BackupRecord, at now: Date) -> [Row] {
        let rows = snapshot.guests.indices.compactMap { index -> Row? in
            guard snapshot.guests[index].isTemplate != true else { return nil }
            return Row(guest: index, care: record.care(for: snapshot.guests[index].vmid, at: now))
        }
        // A picture is drawn often: of each rank in turn, instead of put in order.
        return (0...BackupCare.lastRank).flatMap { rank in rows.filter { $0.care.rank == rank } }
    }

    private func draw(
        _ row: Row, _ record: BackupRecord, into frame: inout Frame, _ line: Rect, _ scene: Scene
    ) {
        let (ink, clock) = (scene.ink, scene.state.wallClock)
        let guest = scene.state.cluster.snapshot.guests[row.guest]
        let name = "\(guest.vmid) \(Untrusted(guest.name ?? "").name)"
        let nameStyle = row.care.rank < 3 ? ink.text : ink.dim
        frame.put(
            name.clipped(toColumns: Self.nameWidth - 1, ellipsis: scene.glyphs.ellipsis), at: line.origin,
            style: nameStyle, in: line)
        let days = max(0, line.width - Self.nameWidth - Self.wordWidth - 1)
        let today = clock.dayNumber(scene.now.epoch)
        let made = Set((record.made[guest.vmid] ?? []).map { clock.dayNumber($0.timeIntervalSince1970) })
        let squares = (0..<days).map { day -> Span in
            let isMade = made.contains(today - (days - 1 - day))
            return isMade
                ? Span(scene.glyphs[.day], row.care.rank == 3 ? ink.ok : ink.text)
                : Span(scene.glyphs[.separator], ink.faint)
        }
        frame.put(squares, at: Point(x: line.x + Self.nameWidth, y: line.y), in: line)
        let (words, style) = words(row.care, at: scene.now.epoch, ink)
        scene.right(&frame, words, in: line, row: 0, style: style)
    }

    /// How old the newest is, in a word.
    private func words(_ care: BackupCare, at now: Double, _ ink: Ink) -> (String, Style) {
        switch care {
        case .none: ("never", ink.warning)
        case .unknown: ("?", ink.unknown)
        case .old(let date): (Format.age(of: date.timeIntervalSince1970, at: now), ink.warning)
        case .fresh(let date): (Format.age(of: date.timeIntervalSince1970, at: now), ink.dim)
        }
    }
}

extension BackupCare {
    fileprivate static let lastRank = 3

    /// What needs a look first comes first.
    fileprivate var rank: Int {
        switch self {
        case .none: 0
        case .old: 1
        case .unknown: 2
        case .fresh: 3
        }
    }
}
