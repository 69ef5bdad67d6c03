import ClusterKit
import JSON
import Multiplexer
import Screen
import Text

/// The figures that count, as the display has them beside its picture, in words, or in one line.
struct HudFigures {
    let scene: Scene
    let health: Health

    private var ink: Ink { scene.ink }
    private var totals: ClusterTotals { scene.state.cluster.totals }
    private var snapshot: ClusterSnapshot { scene.state.cluster.snapshot }

    /// One of them.
    struct Figure {
        let name: String
        /// From the longest to the shortest.
        let values: [String]
        /// As it is said where there is room.
        let words: String
        /// As it stands in a line with the others.
        let brief: String
        var style: Style

        init(_ name: String, _ values: [String], words: String, brief: String? = nil, _ style: Style) {
            self.name = name
            self.values = values
            self.words = words
            self.brief = brief ?? "\(name) \(values.last ?? Format.unknown)"
            self.style = style
        }

        init(unknown name: String, _ style: Style) {
            self.init(name, [Format.unknown], words: "not known", style)
        }

        /// What fits, or the shortest.
        func value(in width: Int) -> String {
            values.first { $0.columns <= width } ?? values.last ?? Format.unknown
        }
    }

    /// From the nodes to the storage with the least room, which is not there where none is known.
    var all: [Figure] {
        guard totals.nodes > 0 else {
            return ["nodes", "guests", "quorum", "backups", "tasks", "link"].map {
                Figure(unknown: $0, ink.unknown)
            }
        }
        var figures = [nodes, guests, quorum, backups, tasks, link]
        if health.isOld { for index in figures.indices { figures[index].style = ink.unknown } }
        return figures + [fullest].compactMap(\.self)
    }

    private var nodes: Figure {
        let areAllOnline = totals.onlineNodes == totals.nodes
        let value = "\(totals.onlineNodes)/\(totals.nodes)"
        return Figure(
            "nodes", [value], words: "\(totals.onlineNodes) of \(totals.nodes) online",
            brief: "\(value) nodes", areAllOnline ? ink.ok : ink.critical)
    }

    private var guests: Figure {
        let areHidden = snapshot.access != .granted && totals.guests == 0
        guard !areHidden else { return Figure(unknown: "guests", ink.unknown) }
        let value = "\(totals.runningGuests)/\(totals.guests)"
        let words = "\(totals.runningGuests) of \(totals.guests) up"
        let unknown = totals.unknownGuests
        guard unknown > 0 else {
            return Figure("guests", [value], words: words, brief: "\(value) guests", ink.text)
        }
        return Figure(
            "guests", ["\(value) +\(unknown) ?", value], words: "\(words), \(unknown) not known",
            brief: "\(value) guests", ink.unknown)
    }

    private var quorum: Figure {
        let quorum = scene.state.cluster.believed.quorum
        switch quorum {
        case .unknown: return Figure(unknown: "quorum", ink.unknown)
        case .standalone:
            return Figure(
                "quorum", ["single"], words: "a single node needs none", brief: "single node", ink.dim)
        case .cluster(let isQuorate, let votes, let expected):
            let value = "\(votes)/\(expected)"
            let needs = quorum.needed.map { ", needs \($0)" } ?? ""
            let style = !isQuorate ? ink.critical : votes < expected ? ink.warning : ink.ok
            return Figure(
                "quorum", [value + needs, value], words: "\(votes) of \(expected) votes\(needs)", style)
        }
    }

    /// How many guests have a fresh backup.
    private var backups: Figure {
        guard let newest = totals.newestBackups else { return Figure(unknown: "backups", ink.unknown) }
        let count = newest.count { scene.now.epoch - $0 <= BackupRecord.freshness }
        let value = "\(count)/\(totals.guests)"
        let isWhole = snapshot.backups?.unread.isEmpty == true
        return Figure(
            "backups", ["\(value) fresh", value],
            words: "\(count) of \(totals.guests) guests have a fresh one",
            isWhole ? ink.text : ink.unknown)
    }

    private var tasks: Figure {
        guard snapshot.freshness[.tasks].map({ $0.isKnown(at: scene.now.instant) }) ?? true else {
            return Figure(unknown: "tasks", ink.unknown)
        }
        let count = totals.runningTasks
        return Figure(
            "tasks", ["\(count)"], words: count == 0 ? "none runs" : count == 1 ? "1 runs" : "\(count) run",
            count > 0 ? ink.accent : ink.dim)
    }

    /// How long the cluster took to tell its list the last time.
    private var link: Figure {
        guard let duration = snapshot.link else { return Figure(unknown: "link", ink.unknown) }
        let value = Format.latency(duration)
        return Figure(
            "link", [value], words: "answered in \(value)",
            duration >= ClusterSnapshot.slowLink ? ink.warning : ink.text)
    }

    /// The storage that has the least room, and when it will be full.
    private var fullest: Figure? {
        totals.fullest.map { storage in
            let name = Untrusted(storage.name.text).name
            let share = Format.percent(storage.usedFraction).trimmed
            let left = scene.state.cluster.trends[storage.id]?.timeLeft(of: storage)
            let span = left.flatMap { $0 < 400 * 86_400 ? Format.span($0) : nil }
            let values =
                (span.map { ["\(share), full in \($0)", "full in \($0)"] } ?? []) + ["\(share) full"]
            return Figure(
                name, values, words: span.map { "\(share), full in \($0)" } ?? "\(share) full",
                brief: "\(name.clipped(toColumns: 16, ellipsis: scene.glyphs.ellipsis)) \(share)",
                isDoubtful(storage) ? ink.unknown : ink.level(storage.usedFraction, .storage))
        }
    }

    /// Whether it is shared with a node that does not answer about its storages: it may hang there.
    private func isDoubtful(_ storage: Storage) -> Bool {
        guard storage.isShared == true, !scene.state.cluster.silent.isEmpty else { return false }
        return snapshot.storages.contains {
            $0.name == storage.name && scene.state.cluster.silent.contains($0.node)
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
