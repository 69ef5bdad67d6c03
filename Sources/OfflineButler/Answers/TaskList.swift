import AIKit
import ClusterKit
import FoundationEssentials
import JSON
import Text

/// A task as the butler sees it: what its UPID tells is as untrusted as everything that comes from a cluster.
struct SeenTask: Sendable, Hashable {
    private let task: ClusterTask
    let node: String
    let type: String
    /// What it works on: a guest's number, a storage, or nothing.
    let id: String
    let user: String

    /// `nil` for a row without a UPID.
    init?(_ row: JSONValue) {
        guard let task = ClusterTask(row: row) else { return nil }
        self.task = task
        node = Untrusted(task.upid.node.text).words()
        type = Untrusted(task.upid.type).words()
        id = Untrusted(task.upid.subject).words()
        user = Untrusted(task.upid.user).words()
    }

    var upid: String { task.upid.text }
    /// Unix seconds.
    var start: Int { Int(saturating: task.upid.started.timeIntervalSince1970) }
    /// Unix seconds; `nil` while it runs.
    var end: Int? { task.ended.map { Int(saturating: $0.timeIntervalSince1970) } }
    /// `OK`, `WARNINGS: n` or the error; `nil` while it runs.
    var status: String? { task.state.exitStatus }

    var isRunning: Bool { task.state == .running }
    var hasEndedWell: Bool { task.state == .ok }
    var hasEndedBadly: Bool { hasFailed || isWarning }

    var hasFailed: Bool { task.state.isFailure }
    var isWarning: Bool { task.state.isWarning }

    /// `start`, `backup`; Proxmox's own word for other kinds.
    var noun: String { Untrusted(task.upid.noun).words() }
    /// It takes a guest down for good.
    var isStop: Bool { Self.stops.contains(type) }
    /// It has a guest run, from a stop or anew.
    var isStart: Bool { Self.starts.contains(type) }

    private static let stops = GuestAction.shutdown.act.taskTypes.union(GuestAction.stop.act.taskTypes)
    private static let starts = GuestAction.start.act.taskTypes.union(GuestAction.reboot.act.taskTypes)
}

/// What the cluster did lately.
enum TaskList {
    static let running: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let all = try meant(inquiry)
        return list(all.filter(\.isRunning), none: "No \(noun(inquiry)) is running", of: all, inquiry)
    }

    static let recent: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let all = try meant(inquiry)
        if inquiry.mentions(.failure, .warning) {
            let bad = list(
                all.filter(\.hasEndedBadly), none: "No \(noun(inquiry)) has failed or warned", of: all,
                inquiry)
            guard !inquiry.mentions(.task, .backup) else { return bad }
            // What fell over by itself has no task.
            let period = inquiry.utterance.qualifiers.period ?? 86_400
            let falls = try Events.grave(within: period, inquiry).map { "- " + $0.line(now: inquiry.now) }
            return (falls + [bad]).joined(separator: "\n")
        }
        guard !all.isEmpty else {
            return
                "The task log shows nothing of the kind\(span(inquiry)); what went on past it I do not see."
        }
        return list(all, none: "Nothing", of: all, inquiry)
    }

    /// The tasks of the kind, the node, the guest and the time that were spoken of.
    static func meant(_ inquiry: Inquiry) throws(OfflineStep) -> [SeenTask] {
        let nodes = (inquiry.subjects.nodes + inquiry.subjects.places).map(\.name)
        let guests = inquiry.subjects.guests.map { String($0.vmid) }
        return try inquiry.tasks().filter { task in
            (!inquiry.mentions(.backup) || task.type == "vzdump")
                && (nodes.isEmpty || nodes.contains(task.node))
                && (guests.isEmpty || guests.contains(task.id))
                && (inquiry.utterance.qualifiers.period.map { inquiry.now - (task.end ?? inquiry.now) <= $0 }
                    ?? true)
        }
    }

    private static func noun(_ inquiry: Inquiry) -> String {
        inquiry.mentions(.backup) ? "backup task" : "task"
    }

    /// ` within the last hour`.
    private static func span(_ inquiry: Inquiry) -> String {
        inquiry.utterance.qualifiers.period.map { " within \(Figures.span($0))" } ?? ""
    }

    private static func list(_ rows: [SeenTask], none: String, of all: [SeenTask], _ inquiry: Inquiry)
        -> String
    {
        guard !rows.isEmpty else {
            return "\(none)\(span(inquiry)), of \(Figures.count(all.count, "task")) in sight."
        }
        let shown = rows.prefix(inquiry.utterance.qualifiers.limit ?? 10)
        let lines = shown.map { "- " + TaskReport($0, inquiry.inventoryIfKnown, now: inquiry.now).line }
        let rest = rows.count - shown.count
        return (lines + (rest > 0 ? ["- and \(rest) more"] : [])).joined(separator: "\n")
    }
}

/// One task in words.
struct TaskReport {
    let task: SeenTask
    let inventory: Inventory?
    /// Unix seconds.
    let now: Int

    init(_ task: SeenTask, _ inventory: Inventory?, now: Int) {
        self.task = task
        self.inventory = inventory
        self.now = now
    }

    /// `start of nextcloud (105) on agent1 by root@pam, 2 h 0 min ago: OK`.
    var line: String {
        let ago = Figures.ago(task.start, now: now)
        return "\(task.noun)\(target) on \(task.node) by \(task.user), \(ago): \(end)"
    }

    private var target: String {
        guard !task.id.isEmpty else { return "" }
        let guest = Int(task.id, radix: 10).flatMap { vmid in inventory?.title(of: vmid) }
        return " of \(guest ?? task.id)"
    }

    private var end: String {
        if task.isRunning { return "still running" }
        return task.status ?? "its outcome is unknown"
    }
}

/// What a task wrote.
enum TaskLog {
    /// The most lines that are told.
    private static let most = 15

    static let answer: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let all = try TaskList.meant(inquiry)
        guard let task = pick(all, inquiry) else {
            return "I see no such task, of \(Figures.count(try inquiry.tasks().count, "task")) in sight."
        }
        let report = TaskReport(task, inquiry.inventoryIfKnown, now: inquiry.now).line.capitalizedFirst
        let facts = try inquiry.facts(.taskLog, ["upid": .string(task.upid)])
        let lines = (facts["lines"]?.array ?? []).compactMap(\.string)
        guard !lines.isEmpty else { return report + "\nIts log is empty." }
        let shown = lines.suffix(inquiry.utterance.qualifiers.limit ?? most)
        let before = lines.count - shown.count + (facts["omitted"]?.integer ?? 0)
        return ([report] + (before > 0 ? ["… \(before) lines before these"] : []) + shown.map { "> \($0)" })
            .joined(separator: "\n")
    }

    /// The newest that fits what was said of it.
    private static func pick(_ tasks: [SeenTask], _ inquiry: Inquiry) -> SeenTask? {
        if inquiry.mentions(.warning) {
            return tasks.first(where: \.isWarning) ?? tasks.first(where: \.hasFailed)
        }
        if inquiry.mentions(.failure) {
            return tasks.first(where: \.hasFailed) ?? tasks.first(where: \.isWarning)
        }
        if inquiry.mentions(.why) { return tasks.first(where: \.hasEndedBadly) }
        return tasks.first
    }

    /// The lines of a failed task's log that say why; none when it cannot be read.
    static func reasons(of task: SeenTask, _ inquiry: Inquiry) throws(OfflineStep) -> [String] {
        guard let facts = try inquiry.exchange.optional(.taskLog, ["upid": .string(task.upid)]) else {
            return []
        }
        let lines = (facts["lines"]?.array ?? []).compactMap(\.string)
        let telling = lines.filter { line in
            let plain = line.lowercased()
            return ["error", "warn", "fail", "cannot", "can't", "unable", "refused", "denied"].contains {
                plain.contains($0)
            }
        }
        return Array((telling.isEmpty ? lines : telling).suffix(5))
    }
}
