import AIKit
import JSON

/// When a thing went down, by the feed and the task log; what neither saw is not known.
struct Falls {
    /// What the feed tells of the thing, the latest first.
    private let lines: [EventRow]
    private let tasks: [SeenTask]
    /// Unix seconds since when the feed has no gap; `nil` when nobody tells.
    private let watchedSince: Int?
    private let now: Int

    static let answer: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let (guests, nodes) = (inquiry.subjects.guests, inquiry.subjects.nodes)
        let subjects =
            guests.map { $0.isAdrift ? $0.node : String($0.vmid) } + nodes.map(\.name)
        try inquiry.exchange.wish(
            Array(subjects.map(call).prefix(OfflineExchange.mostAtOnce - 1)) + [.allTasks])
        let answers = zip(subjects, guests.map { Subject.guest($0) } + nodes.map { Subject.node($0) }).map {
            subject, thing in
            let falls = Falls(of: subject, inquiry)
            return switch thing {
            case .guest(let guest): falls.ofGuest(guest)
            case .node(let node): falls.ofNode(node)
            case .storage, .tag: ""
            }
        }
        return answers.joined(separator: "\n")
    }

    /// Whether the moment is asked for, or how long ago it was.
    static let isAskedFor: @Sendable (Inquiry) -> Bool = { inquiry in
        let words = inquiry.utterance.content
        let openings = [["when"], ["since", "when"], ["what", "time"], ["how", "long"]]
        return openings.contains { words.starts(with: $0) }
    }

    private static func call(_ subject: String) -> OfflineCall {
        // A year, the most that can be asked for.
        OfflineCall(
            .events, ["subject": .string(subject), "minutes": .integer(525_600), "limit": .integer(200)])
    }

    private init(of subject: String, _ inquiry: Inquiry) {
        now = inquiry.now
        let found = inquiry.exchange.finding(Self.call(subject))
        let facts: JSONValue? = if case .facts(let facts)? = found { facts } else { nil }
        lines = (facts?.rows("events", EventRow.init) ?? []).sorted { ($0.time ?? 0) > ($1.time ?? 0) }
        watchedSince = facts?["watched_since"]?.integer
        tasks = inquiry.taskNews.tasks.filter { $0.id == subject && $0.hasEndedWell }
    }

    private func ofGuest(_ guest: SeenGuest) -> String {
        if guest.isAdrift { return ofAdrift(guest) }
        if guest.isTemplate { return "\(guest.title) is a template, which does not run." }
        let fall = latest(["guest.fell", "guest.down", "guest.stopped", "guest.faulted"], \.isStop)
        let rise = latest(["guest.started"], \.isStart)
        if guest.isRunning {
            let up = guest.uptime.map { ", and has been up for \(Figures.duration($0))" } ?? ""
            let before =
                fall.map { "It last went down \($0.words)." } ?? unseen("Of a fall before that I cannot tell")
            return "\(guest.place) is running\(up). \(before)"
        }
        guard guest.isKnown else {
            return "How \(guest.place) is just now I cannot tell."
                + (fall.map { " It was last seen to go down \($0.words)." } ?? "")
        }
        guard let fall, fall.time > rise?.time ?? 0 else {
            return unseen("\(guest.place) is \(guest.state); when it went down I cannot tell")
        }
        return "\(guest.place) went down \(fall.words)."
    }

    /// A guest whose node is away: nobody knows whether it is down.
    private func ofAdrift(_ guest: SeenGuest) -> String {
        let node = guest.node
        let state =
            "Whether it is down I cannot tell; its last known state was \(guest.lastStatus)."
        guard let line = absence else {
            return unseen("\(guest.title) is out of sight, as \(node) is offline; since when I cannot tell")
                + " \(state)"
        }
        return
            "\(guest.title) is out of sight since \(node) went offline, \(Figures.ago(line.time, now: now)). \(state)"
    }

    private func ofNode(_ node: SeenNode) -> String {
        guard node.isOnline else {
            guard let line = absence else {
                return unseen(
                    "\(node.name) is \(node.state); since when I cannot tell")
            }
            let detail = line.detail.map { " (\($0))" } ?? ""
            return "\(node.name) went offline \(Figures.ago(line.time, now: now))\(detail)."
        }
        let start = node.uptime.map { ", and was started \(Figures.duration($0)) ago" } ?? ""
        let line = lines.first { Self.absences.contains($0.kind) }
        let before =
            line.map { "It last went out of sight \(Figures.ago($0.time, now: now))." }
            ?? unseen("When it went down before that I cannot tell")
        return "\(node.name) is online\(start). \(before)"
    }

    private static let absences: Set = ["node.offline", "node.silent"]

    /// How the node went away, where it did not come back since.
    private var absence: EventRow? {
        lines.first { $0.kind.hasPrefix("node.") }.flatMap { Self.absences.contains($0.kind) ? $0 : nil }
    }

    /// The latest of such lines and tasks, in words: `25 h ago (vzshutdown by anna@pve)`.
    private func latest(
        _ kinds: Set<String>, _ isMeant: (SeenTask) -> Bool
    ) -> (time: Int, words: String)? {
        let line = lines.first { kinds.contains($0.kind) }.flatMap { line in
            line.time.map { time in
                (time: time, words: words(time, [cause(line), line.detail].compactMap { $0 }))
            }
        }
        let task = tasks.filter(isMeant).map { task in
            let time = task.end ?? task.start
            return (time: time, words: words(time, ["\(task.type) by \(task.user)"]))
        }.max { $0.time < $1.time }
        guard let line, let task else { return line ?? task }
        // Both tell of the same; the feed saw it some seconds later.
        return task.time > line.time ? task : line
    }

    private func words(_ time: Int, _ causes: [String]) -> String {
        Figures.ago(time, now: now) + (causes.isEmpty ? "" : " (\(causes.joined(separator: ": ")))")
    }

    private func cause(_ line: EventRow) -> String? {
        switch line.kind {
        case "guest.fell": "no task says why"
        case "guest.down": "with its node"
        case "guest.faulted": "stopped by an error"
        default: nil
        }
    }

    /// A sentence that says why something is not known.
    private func unseen(_ regret: String) -> String {
        guard let watchedSince else { return "\(regret): neither the feed nor the task log says." }
        let span = Figures.duration(now.saturatingSubtracting(watchedSince))
        return "\(regret): I have watched only for \(span), and neither the feed nor the task log says."
    }
}
