import AIKit
import ClusterKit
import FoundationEssentials
import JSON

/// What is backed up, when, and how the jobs ended.
enum Backups {
    /// Of the guests that are named.
    static let ofGuests: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let calls = inquiry.subjects.guests.map { OfflineCall(.backups, ["vmid": .integer($0.vmid)]) }
        try inquiry.exchange.require(calls)
        var answers: [String] = []
        for guest in inquiry.subjects.guests {
            let facts = try inquiry.facts(.backups, ["vmid": .integer(guest.vmid)])
            let rows = facts.rows("backups", Backup.init(row:)).filter { $0.guest == guest.vmid }
            answers.append(sentence(guest, rows, now: inquiry.now) + unseen(facts))
        }
        return answers.joined(separator: "\n")
    }

    private static func sentence(_ guest: SeenGuest, _ rows: [Backup], now: Int) -> String {
        guard let latest = newest(rows) else { return "I see no backup of \(guest.title) at all." }
        return "\(guest.title) was last backed up \(Figures.ago(latest.time, now: now))"
            + " to \(latest.storage.name)"
            + (latest.size.map { ", \(Figures.bytes($0))" } ?? "")
            + ". \(Figures.count(rows.count, "backup").capitalizedFirst) in all."
    }

    /// Who has none.
    static let unprotected: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let facts = try inquiry.facts(.backups)
        let rows = GuestSelection(inquiry, try inquiry.inventory()).rows
        return coverage(rows, facts)
    }

    /// How the last jobs ended, who has none, and how old the newest backups are.
    static let overview: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let facts = try inquiry.facts(.backups)
        let inventory = try inquiry.inventory()
        let machines = GuestSelection(inquiry, inventory).rows
        let places = inquiry.subjects.nodes.map(\.name)
        let jobs = try inquiry.tasks().filter { task in
            task.type == "vzdump" && (places.isEmpty || places.contains(task.node))
        }
        let byGuest = Dictionary(grouping: facts.rows("backups", Backup.init(row:)), by: \.guest)
        let ages = machines.compactMap { guest in
            byGuest[guest.vmid].flatMap(newest).map { (guest: guest, backup: $0) }
        }.sorted { ($0.backup.time ?? 0) < ($1.backup.time ?? 0) }
        var lines = verdict(jobs, inquiry, inventory) + [coverage(machines, facts)]
        lines += freshness(ages, now: inquiry.now)
        return lines.joined(separator: "\n")
    }

    /// The newest backups that are older than two days, or how old the oldest of them is.
    private static func freshness(_ ages: [(guest: SeenGuest, backup: Backup)], now: Int) -> [String] {
        guard let oldest = ages.first else { return [] }
        let stale = ages.filter { now - ($0.backup.time ?? 0) > 2 * 86_400 }
        guard !stale.isEmpty else {
            return [
                "The newest backup of every other guest is fresh; the oldest of them is that of "
                    + "\(oldest.guest.title), \(Figures.ago(oldest.backup.time, now: now))."
            ]
        }
        let lines = stale.prefix(20).map { entry in
            "- \(entry.guest.title): \(Figures.ago(entry.backup.time, now: now))"
                + " on \(entry.backup.storage.name)"
        }
        let rest = stale.count - lines.count
        return ["The newest backup is older than two days of:"] + lines
            + (rest > 0 ? ["- and \(rest) more"] : [])
    }

    /// How the backup tasks of the time in question ended; of the last day when none was given.
    private static func verdict(_ jobs: [SeenTask], _ inquiry: Inquiry, _ inventory: Inventory) -> [String] {
        let period = inquiry.utterance.qualifiers.period ?? 86_400
        let span = "within \(Figures.span(period))"
        let recent = jobs.filter { $0.isRunning || inquiry.now - ($0.end ?? $0.start) <= period }
        guard !recent.isEmpty else {
            let last =
                jobs.first.map { " The last I see: \(TaskReport($0, inventory, now: inquiry.now).line)." }
                ?? ""
            return ["No backup task ran \(span).\(last)"]
        }
        let bad = recent.filter(\.hasEndedBadly)
        let running = recent.filter(\.isRunning)
        let ended = recent.count - running.count
        var head =
            ended == 0
            ? "No backup task has ended \(span)."
            : bad.isEmpty
                ? "The backups went well: \(Figures.count(ended, "task")) ended \(span), none with a fault."
                : "The backups did not all go well: \(bad.count) of \(ended) \(ended == 1 ? "task" : "tasks") that ended \(span) failed or warned."
        if !running.isEmpty {
            head += " \(Figures.count(running.count, "task").capitalizedFirst) still running."
        }
        let lines = (bad + running).prefix(10).map {
            "- " + TaskReport($0, inventory, now: inquiry.now).line
        }
        return [head] + lines
            + (bad.isEmpty
                ? []
                : ["Which guest it was stands in the task's log: say \"log of the last failed backup\"."])
    }

    static func coverage(_ machines: [SeenGuest], _ facts: JSONValue) -> String {
        let covered = Set(facts.rows("backups", Backup.init(row:)).compactMap(\.guest))
        let bare = machines.filter { !covered.contains($0.vmid) }
        return
            (bare.isEmpty
            ? "Every guest I see has a backup."
            : "Without any backup that I can see: \(Figures.list(bare.map(\.title))).") + unseen(facts)
    }

    /// What the answer could not take into account.
    private static func unseen(_ facts: JSONValue) -> String {
        let names = (facts["unreachable"]?.array ?? []).compactMap(\.string)
        return names.isEmpty ? "" : " I could not look into \(Figures.list(names)), however."
    }

    private static func newest(_ rows: [Backup]) -> Backup? {
        rows.max { ($0.time ?? 0) < ($1.time ?? 0) }
    }
}

extension Backup {
    /// The number of the guest it is of.
    fileprivate var guest: Int? { vmid?.number }

    /// Unix seconds.
    fileprivate var time: Int? { created.map { Int(saturating: $0.timeIntervalSince1970) } }
}
