import AIKit

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
