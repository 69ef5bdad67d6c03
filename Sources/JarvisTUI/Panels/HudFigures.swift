import ClusterKit
import JSON
import Multiplexer
import Screen
import Text

/// The figures that count, or in trouble what fell and what one more loss would do.
struct HudFigures {
    let scene: Scene
    let health: Health

    private var ink: Ink { scene.ink }
    private var totals: ClusterTotals { scene.state.cluster.totals }
    private var snapshot: ClusterSnapshot { scene.state.cluster.snapshot }

    private struct Line {
        let name: String
        let value: String
        let style: Style
    }

    func draw(into frame: inout Frame, _ rect: Rect) {
        let lines = Array(lines(width: rect.width - Self.nameWidth).prefix(rect.height))
        let step = lines.count * 2 - 1 <= rect.height ? 2 : 1
        let top = rect.y + max(0, (rect.height - ((lines.count - 1) * step + 1)) / 2)
        for (index, line) in lines.enumerated() {
            let at = Point(x: rect.x, y: top + index * step)
            frame.put(line.name.padded(toColumns: Self.nameWidth), at: at, style: ink.dim, in: rect)
            let room = Rect(x: at.x + Self.nameWidth, y: at.y, width: rect.width - Self.nameWidth, height: 1)
            frame.put(line.value, in: room, style: line.style.bold, glyphs: scene.glyphs)
        }
    }

    private static let nameWidth = 8

    private func lines(width: Int) -> [Line] {
        guard totals.nodes > 0 else {
            return ["nodes", "guests", "quorum", "backups", "tasks", "link"].map {
                Line(name: $0, value: Format.unknown, style: ink.unknown)
            }
        }
        let areAllOnline = totals.onlineNodes == totals.nodes
        var lines = [
            Line(
                name: "nodes", value: "\(totals.onlineNodes)/\(totals.nodes)",
                style: areAllOnline ? ink.ok : ink.critical),
            guests(width: width), quorum(width: width), backups(width: width),
            tasks, link,
        ]
        if health.isOld { lines = lines.map { Line(name: $0.name, value: $0.value, style: ink.unknown) } }
        if let fullest = fullest(width: width) { lines.append(fullest) }
        return lines
    }

    private var tasks: Line {
        let freshness = snapshot.freshness[.tasks]
        guard freshness.map({ $0.isKnown(at: scene.now.instant) }) ?? true else {
            return Line(name: "tasks", value: Format.unknown, style: ink.unknown)
        }
        let style = totals.runningTasks > 0 ? ink.accent : ink.dim
        return Line(name: "tasks", value: "\(totals.runningTasks)", style: style)
    }

    private func guests(width: Int) -> Line {
        let areHidden = snapshot.access != .granted && totals.guests == 0
        guard !areHidden else { return Line(name: "guests", value: Format.unknown, style: ink.unknown) }
        let figure = "\(totals.runningGuests)/\(totals.guests)"
        guard totals.unknownGuests > 0 else { return Line(name: "guests", value: figure, style: ink.text) }
        let more = " +\(totals.unknownGuests) ?"
        let value = figure.columns + more.columns <= width ? figure + more : figure
        return Line(name: "guests", value: value, style: ink.unknown)
    }

    /// How many guests have a fresh backup.
    private func backups(width: Int) -> Line {
        guard let newest = totals.newestBackups else {
            return Line(name: "backups", value: Format.unknown, style: ink.unknown)
        }
        let count = newest.count { scene.now.epoch - $0 <= BackupRecord.freshness }
        let value = "\(count)/\(totals.guests)" + (width >= 12 ? " fresh" : "")
        let isWhole = snapshot.backups?.unread.isEmpty == true
        return Line(name: "backups", value: value, style: isWhole ? ink.text : ink.unknown)
    }

    private func quorum(width: Int) -> Line {
        let quorum = scene.state.cluster.believed.quorum
        return switch quorum {
        case .unknown: Line(name: "quorum", value: Format.unknown, style: ink.unknown)
        case .standalone: Line(name: "quorum", value: "single", style: ink.dim)
        case .cluster(let isQuorate, let votes, let expected):
            Line(
                name: "quorum",
                value: "\(votes)/\(expected)"
                    + (width >= 12 ? quorum.needed.map { ", needs \($0)" } ?? "" : ""),
                style: !isQuorate ? ink.critical : votes < expected ? ink.warning : ink.ok)
        }
    }

    /// How long the cluster took to tell its list the last time.
    private var link: Line {
        guard let duration = snapshot.link else {
            return Line(name: "link", value: Format.unknown, style: ink.unknown)
        }
        let isSlow = duration >= ClusterSnapshot.slowLink
        return Line(
            name: "link", value: Format.latency(duration),
            style: isSlow ? ink.warning : ink.text)
    }

    /// The storage that has the least room, and when it will be full.
    private func fullest(width: Int) -> Line? {
        totals.fullest.map { storage in
            let share = Format.percent(storage.usedFraction).trimmed
            let left = scene.state.cluster.trends[storage.id]?.timeLeft(of: storage)
            let span = left.flatMap { $0 < 400 * 86_400 ? Format.span($0) : nil }
            let values =
                (span.map { ["\(share), full in \($0)", "full in \($0)"] } ?? []) + ["\(share) full"]
            let value = values.first { $0.columns <= width } ?? "\(share) full"
            return Line(
                name: Untrusted(storage.name.text).name.clipped(
                    toColumns: Self.nameWidth - 1, ellipsis: scene.glyphs.ellipsis), value: value,
                style: isDoubtful(storage) ? ink.unknown : ink.level(storage.usedFraction, .storage))
        }
    }

    /// Whether it is shared with a node that does not answer about its storages: it may hang there.
    private func isDoubtful(_ storage: Storage) -> Bool {
        guard storage.isShared == true, !scene.state.cluster.silent.isEmpty else { return false }
        return snapshot.storages.contains {
            $0.name == storage.name && scene.state.cluster.silent.contains($0.node)
        }
    }

    /// What fell and what that means, in the words of the card that Jarvis has for it.
    func drawIncident(into frame: inout Frame, _ rect: Rect) {
        guard let finding = health.worst?.findings.first else { return draw(into: &frame, rect) }
        func wrapped(_ words: String, _ style: Style) -> [[Span]] {
            Untrusted(words).line.wrapped(toColumns: rect.width).map { [Span($0, style)] }
        }
        var rows = Array(wrapped(health.words, ink.critical.bold).prefix(3))
        if !health.onset.isEmpty { rows.append([Span(health.onset.trimmed, ink.dim)]) }
        rows += lines(width: rect.width - Self.nameWidth).prefix(3).map { line in
            [Span(line.name.padded(toColumns: Self.nameWidth), ink.dim), Span(line.value, line.style.bold)]
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

extension ClusterSnapshot {
    /// How long the latest list took, or is being waited for.
    var link: Duration? { freshness[.resources]?.duration }

    /// From here on answers are slow enough to be told of.
    static let slowLink = Duration.seconds(1)
}

extension Format {
    /// A time to come in its largest unit: `40 min`, `9 h`, `19 d`.
    static func span(_ seconds: Double) -> String {
        let minutes = Int(saturating: max(0, seconds) / 60)
        return minutes < 120 ? "\(minutes) min" : minutes < 2880 ? "\(minutes / 60) h" : "\(minutes / 1440) d"
    }

    /// How long an answer took: `12 ms`, `1.6 s`.
    static func latency(_ duration: Duration) -> String {
        let milliseconds = duration.wholeMilliseconds
        return milliseconds < 1000 ? "\(milliseconds) ms" : "\(tenths(Double(milliseconds) / 1000)) s"
    }
}
