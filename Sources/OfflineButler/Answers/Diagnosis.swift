import AIKit

/// Why a thing is as it is, as far as figures and tasks tell.
enum Diagnosis {
    static let ofGuest: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let inventory = try inquiry.inventory()
        if let doubt = inquiry.subjects.doubt { return doubt }
        guard let guest = inquiry.subjects.guests.first else { return try Details.answer(inquiry) }
        let tasks = try inquiry.facts(.recentTasks, ["vmid": .integer(guest.vmid)])
            .rows("tasks", SeenTask.init).filter { $0.id == String(guest.vmid) || $0.id.isEmpty }
            .sorted { $0.start > $1.start }
        let state = GuestDetail(guest).text
        let seen = try Events.about(guest, inquiry).prefix(5).map {
            "The feed: " + $0.line(now: inquiry.now) + "."
        }
        guard !tasks.isEmpty else {
            guard seen.isEmpty else { return ([state] + seen).joined(separator: "\n") }
            return state
                + " The task log says nothing about it, so what ails it, if anything, lies inside the guest or beyond my sight."
        }
        var reasons: [String] = []
        if let failed = tasks.first(where: \.hasFailed) {
            reasons = try TaskLog.reasons(of: failed, inquiry).map { "> " + $0 }
        }
        let lines = findings(tasks, inventory, inquiry.now)
        let head = tasks.contains(where: \.hasFailed) ? 1 : 0
        return
            (unknownAuthor(inquiry, tasks) + [state] + lines.prefix(head) + reasons
            + lines.dropFirst(head) + seen).joined(separator: "\n")
    }

    /// That nobody is known for what "who" was asked of; nothing where a task of that kind is known.
    private static func unknownAuthor(_ inquiry: Inquiry, _ tasks: [SeenTask]) -> [String] {
        // What was restarted is asked for its uptime elsewhere.
        let isRestart = !Set(["restarted", "rebooted", "booted"]).isDisjoint(with: inquiry.utterance.words)
        guard inquiry.mentions(.who), isRestart || inquiry.mentions(.start, .stop, .restart) else {
            return []
        }
        let asksForStop = inquiry.mentions(.stop) && !isRestart && !inquiry.mentions(.start, .restart)
        guard !tasks.contains(where: { asksForStop ? $0.isStop : $0.isStart }) else { return [] }
        return ["Who did, nobody tells me: no such task is known."]
    }

    private static func findings(_ tasks: [SeenTask], _ inventory: Inventory, _ now: Int) -> [String] {
        var lines: [String] = []
        func line(_ task: SeenTask) -> String { TaskReport(task, inventory, now: now).line + "." }
        if let failed = tasks.first(where: \.hasFailed) {
            lines.append("The last failure: " + line(failed))
        } else {
            lines.append(
                tasks.count == 1
                    ? "Its one known task did not fail." : "None of its \(tasks.count) known tasks failed.")
        }
        if let stop = tasks.first(where: { $0.isStop && $0.hasEndedWell }) {
            lines.append(
                "It was stopped by order of \(stop.user), \(Figures.ago(stop.end ?? stop.start, now: now)).")
        }
        if let last = tasks.first, !last.hasFailed { lines.append("Its latest task: " + line(last)) }
        return lines
    }

    /// What is not as it should be on a node.
    static let ofNode: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let inventory = try inquiry.inventory()
        let lines = FindingLines(try inquiry.facts(.clusterStatus), inventory, now: inquiry.now)
        return inquiry.subjects.nodes.map { node in
            if node.isOffline {
                return GuestList.lost(with: node, inventory.machines(on: node.name))
            }
            let list = lines.about(node)
            guard !list.isEmpty else {
                return
                    "I see nothing amiss on \(node.name): it is \(node.state), CPU "
                    + "\(Figures.percent(node.load.cpu)), memory \(Figures.percent(node.load.memoryShare))."
            }
            return
                "On \(node.name), with CPU \(Figures.percent(node.load.cpu)) and memory "
                + "\(Figures.percent(node.load.memoryShare)) in use, \(Figures.count(list.count, "thing")) "
                + "\(list.count == 1 ? "deserves" : "deserve") attention:\n"
                + list.map { "- \($0)" }.joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
