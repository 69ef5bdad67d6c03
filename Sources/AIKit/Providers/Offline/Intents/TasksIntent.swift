import JSON

extension OfflineIntent {
    /// What the cluster did lately.
    static let tasks = OfflineIntent(
        example: "recent tasks · did anything fail",
        fits: { exchange in
            exchange.utterance.mentions(.task, .failure)
                || (exchange.utterance.mentions(.recent) && !exchange.utterance.mentions(.uptime))
        },
        answer: { (exchange) throws(OfflineStep) in
            let all = try exchange.facts(.recentTasks).rows("tasks", TaskRow.init)
                .sorted { ($0.start ?? 0) > ($1.start ?? 0) }
                .filter { isMeant($0, by: exchange.utterance) }
            guard !all.isEmpty else { return "The task log shows nothing of the kind." }
            let spoken = exchange.utterance
            if spoken.mentions(.failure) {
                return list(all.filter(\.hasFailed), none: "No task has failed", of: all, exchange.now)
            }
            if spoken.mentions(.running), !spoken.mentions(.recent) {
                return list(all.filter(\.isRunning), none: "No task is running", of: all, exchange.now)
            }
            return list(all, none: "Nothing", of: all, exchange.now)
        })

    /// Whether a task is of the kind and on the node that were spoken of, if any were.
    private static func isMeant(_ task: TaskRow, by spoken: Utterance) -> Bool {
        if spoken.mentions(.backup), task.type != "vzdump" { return false }
        guard !spoken.names.isEmpty, let node = task.node else { return true }
        return spoken.names.contains { NameMatch($0, node) == .exact }
    }

    private static func list(_ rows: [TaskRow], none: String, of all: [TaskRow], _ now: Int) -> String {
        guard !rows.isEmpty else { return "\(none), of \(Figures.count(all.count, "task")) in sight." }
        return rows.prefix(10).map { "- " + TaskReport(task: $0, now: now).line }.joined(separator: "\n")
    }

    /// Why a guest is as it is, from its tasks.
    static let diagnosis = OfflineIntent(
        example: "why did 105 fail · what happened to jellyfin",
        fits: { exchange in
            exchange.hasSubject
                && (exchange.utterance.mentions(.why, .failure, .recent)
                    || exchange.utterance.words.first == "who")
                && !exchange.utterance.mentions(.task)
                && !exchange.utterance.mentions(.backup, .temperature)
        },
        answer: { (exchange) throws(OfflineStep) in
            let inventory = try exchange.inventory()
            let subjects = Subjects(exchange, in: inventory)
            if let doubt = subjects.doubt { return doubt }
            guard let guest = subjects.guests.first else { return try subject.answer(exchange) }
            let tasks = try exchange.facts(.recentTasks, ["vmid": .integer(guest.vmid)])
                .rows("tasks", TaskRow.init).filter { $0.id == String(guest.vmid) || $0.id.isEmpty }
                .sorted { ($0.start ?? 0) > ($1.start ?? 0) }
            let state =
                "\(guest.title) is \(guest.status ?? "in an unknown state")\(guest.node.map { " on \($0)" } ?? "")."
            guard !tasks.isEmpty else {
                return state
                    + " The task log says nothing about it, so the reason lies inside the guest or beyond my sight."
            }
            return ([state] + findings(tasks, exchange.now)).joined(separator: "\n")
        })

    private static func findings(_ tasks: [TaskRow], _ now: Int) -> [String] {
        var lines: [String] = []
        if let failed = tasks.first(where: \.hasFailed) {
            lines.append("The last failure: " + TaskReport(task: failed, now: now).line)
        } else {
            lines.append("None of its \(Figures.count(tasks.count, "known task")) failed.")
        }
        let ends: Set<String> = ["qmstop", "qmshutdown", "vzstop", "vzshutdown", "hastop"]
        if let stop = tasks.first(where: { ends.contains($0.type) && $0.status == "OK" }),
            let user = stop.user
        {
            lines.append(
                "It was stopped by order of \(user), \(Figures.ago(stop.end ?? stop.start, now: now)).")
        }
        if let last = tasks.first, !last.hasFailed {
            lines.append("Its latest task: " + TaskReport(task: last, now: now).line)
        }
        return lines
    }
}

/// One task in words.
struct TaskReport {
    let task: TaskRow
    let now: Int

    var line: String {
        let what = TaskReport.names[task.type] ?? task.type
        let target = task.id.isEmpty ? "" : " of \(task.id)"
        let place = task.node.map { " on \($0)" } ?? ""
        let user = task.user.map { " by \($0)" } ?? ""
        return "\(what)\(target)\(place)\(user), \(Figures.ago(task.start, now: now)): \(end)"
    }

    private var end: String {
        if task.isRunning { return "still running" }
        return task.status ?? "its outcome is unknown"
    }

    /// The task types one meets, in words.
    static let names = [
        "qmstart": "start", "vzstart": "start", "qmstop": "stop", "vzstop": "stop", "qmshutdown": "shutdown",
        "vzshutdown": "shutdown", "qmreboot": "reboot", "vzreboot": "reboot", "qmreset": "reset",
        "qmigrate": "migration", "vzmigrate": "migration", "vzdump": "backup", "qmsnapshot": "snapshot",
        "vzsnapshot": "snapshot", "qmrestore": "restore", "vzrestore": "restore", "qmclone": "clone",
        "vzclone": "clone", "qmcreate": "creation", "vzcreate": "creation", "qmdestroy": "destruction",
        "vzdestroy": "destruction", "qmrollback": "rollback", "vzrollback": "rollback", "hastart": "HA start",
        "hastop": "HA stop", "aptupdate": "package list update", "vncproxy": "console", "vncshell": "shell",
    ]
}
