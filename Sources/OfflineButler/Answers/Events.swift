import AIKit

/// What the activity feed saw, with what the task log tells beside it.
enum Events {
    /// How far back is looked when no time was said: a day.
    private static let usualPeriod = 86_400
    /// The most lines that are told.
    private static let most = 15

    static let answer: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let period = inquiry.utterance.qualifiers.period ?? usualPeriod
        let call = OfflineCall(.events, ["minutes": .integer(minutes(period))])
        try inquiry.exchange.wish([call, .allTasks])
        let lines = try events(within: period, inquiry)
        let tasks = inquiry.taskNews.tasks.filter { task in
            isRecent(task.end ?? task.start, period, inquiry.now) && isWanted(task, inquiry)
        }
        let assumed =
            inquiry.utterance.qualifiers.period == nil
            ? "Since when, you did not say; I take the last day.\n" : ""
        let wantsBad = inquiry.mentions(.trouble)
        let told = lines.filter { !$0.isTask && (!wantsBad || $0.isGrave) }
        let shownTasks = wantsBad ? tasks.filter(\.hasEndedBadly) : tasks
        guard !told.isEmpty || !shownTasks.isEmpty else {
            return assumed + nothing(wantsBad, period, inquiry)
        }
        let feed = told.prefix(inquiry.utterance.qualifiers.limit ?? most).map {
            "- " + $0.line(now: inquiry.now)
        }
        let log = shownTasks.prefix(inquiry.utterance.qualifiers.limit ?? most).map {
            "- " + TaskReport($0, inquiry.inventoryIfKnown, now: inquiry.now).line
        }
        let rest = told.count - feed.count + shownTasks.count - log.count
        return assumed + (feed + log + (rest > 0 ? ["- and \(rest) more"] : [])).joined(separator: "\n")
    }

    private static func nothing(_ wantsBad: Bool, _ period: Int, _ inquiry: Inquiry) -> String {
        let span = Figures.span(period)
        if wantsBad { return "Nothing went wrong within \(span), by the feed and the task log." }
        return "Nothing happened within \(span): the feed has no line, and the task log none either."
    }

    /// The lines of the feed in that time about what was named; none when there is no feed.
    private static func events(within period: Int, _ inquiry: Inquiry) throws(OfflineStep) -> [EventRow] {
        let facts = try inquiry.exchange.optional(.events, ["minutes": .integer(minutes(period))])
        let guests = inquiry.subjects.guests
        let nodes = inquiry.subjects.nodes.map(\.name)
        return (facts?.rows("events", EventRow.init) ?? []).filter { event in
            isRecent(event.time, period, inquiry.now)
                && (guests.isEmpty || guests.contains { String($0.vmid) == event.subject })
                && (nodes.isEmpty || nodes.contains { event.subject == $0 || event.title.contains(" \($0)") })
        }
    }

    private static func isWanted(_ task: SeenTask, _ inquiry: Inquiry) -> Bool {
        let nodes = inquiry.subjects.nodes.map(\.name)
        return nodes.isEmpty || nodes.contains(task.node)
    }

    private static func isRecent(_ time: Int?, _ period: Int, _ now: Int) -> Bool {
        time.map { now - $0 <= period } ?? false
    }

    static func minutes(_ seconds: Int) -> Int { min(525_600, max(1, seconds / 60)) }

    /// The grave lines of the feed within a time; none when there is no feed.
    static func grave(within period: Int, _ inquiry: Inquiry) throws(OfflineStep) -> [EventRow] {
        try events(within: period, inquiry).filter { $0.isGrave && !$0.isTask }
    }

    /// What the feed saw of one guest.
    static func about(_ guest: SeenGuest, _ inquiry: Inquiry) throws(OfflineStep) -> [EventRow] {
        let facts = try inquiry.exchange.optional(.events, ["minutes": .integer(minutes(7 * usualPeriod))])
        return (facts?.rows("events", EventRow.init) ?? []).filter {
            $0.subject == String(guest.vmid) && !$0.isTask
        }
    }

    /// Who has been up for less than the time that was said.
    static let restarts: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let inventory = try inquiry.inventory()
        let period = inquiry.utterance.qualifiers.period ?? usualPeriod
        func isYoung(_ uptime: Int?) -> Bool { uptime.map { $0 > 0 && $0 <= period } ?? false }
        let nodes = inventory.nodes.filter { $0.isOnline && isYoung($0.uptime) }.map {
            "- the node \($0.name): up for \(Figures.duration($0.uptime))"
        }
        let guests = inventory.machines().filter { $0.isRunning && isYoung($0.uptime) }.map {
            "- \($0.place): up for \(Figures.duration($0.uptime))"
        }
        let span = Figures.span(period)
        guard !nodes.isEmpty || !guests.isEmpty else {
            return "Nothing that runs was started within \(span)."
        }
        return "Started within \(span), by how long each has been up:\n"
            + (nodes + guests).joined(separator: "\n")
    }
}
