import AIKit
import JSON

/// Taking a snapshot of a guest, or backing it up, now.
enum Keeping {
    private enum Verb {
        case snapshot
        case backup

        var tool: ToolName { self == .snapshot ? .snapshotGuest : .backupGuest }
        var noun: String { self == .snapshot ? "snapshot" : "backup" }
    }

    static let intent = OfflineIntent(
        "keeping", example: "snapshot nextcloud · back up postgres now", .refuses,
        [Pattern(without: [.later, .hypothesis, .negation, .task, .failure, .recent], provided: isOrdered)],
        calls: [.clusterResources], answer: carryOut)

    /// Whether it is plainly an order, and the only one: another verb may only stand behind a "before".
    private static let isOrdered: @Sendable (Inquiry) -> Bool = { inquiry in
        let spoken = inquiry.utterance
        guard let (verb, rest) = read(spoken.content), spoken.namesSomething, !rest.isEmpty,
            !["of", "for", "status", "history", "from", "on"].contains(rest.first) || isTaken(spoken.content),
            spoken.qualifiers.period == nil, !Orders.isForMany(inquiry)
        else { return false }
        let now = rest.prefix { $0 != "before" }
        let others = Concept.orders.union([.unsupported, .backup])
        return verb != nil && now.allSatisfy { (Concept.byWord[$0] ?? []).isDisjoint(with: others) }
    }

    /// What is wanted and the words behind it: "snapshot x", "take a snapshot of x".
    private static func read(_ words: [String]) -> (verb: Verb?, rest: [String])? {
        var rest = words[...]
        if let first = rest.first, ["take", "make", "create", "do"].contains(first) {
            rest = rest.dropFirst().drop { ["a", "an", "another", "new", "fresh"].contains($0) }
        }
        switch rest.first {
        case "snapshot": return (.snapshot, Array(rest.dropFirst()))
        case "backup": return (.backup, Array(rest.dropFirst()))
        default: return nil
        }
    }

    /// "Take a backup of x" is an order, and "backup of x" none.
    private static func isTaken(_ words: [String]) -> Bool {
        ["take", "make", "create", "do"].contains(words.first)
    }

    private static let carryOut: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        guard let verb = read(inquiry.utterance.content)?.verb else {
            return "I took that for an order, and find none in it."
        }
        let subjects = inquiry.subjects
        if let missing = subjects.unknown.first { return try Orders.absent(missing, inquiry) }
        if let node = subjects.nodes.first {
            return "\(node.name) is a node, and I can make a \(verb.noun) of guests only. Nothing was done."
        }
        guard !subjects.guests.isEmpty else {
            return "A \(verb.noun) of what, if I may ask? A name or a VMID will do; nothing was done."
        }
        let plans = subjects.guests.map { (guest: $0, obstacle: obstacle(to: verb, $0)) }
        let calls = plans.filter { $0.obstacle == nil }.map { call(verb, $0.guest) }
        try inquiry.exchange.require(calls)
        return plans.map { $0.obstacle ?? report(verb, $0.guest, inquiry) }.joined(separator: "\n")
    }

    private static func call(_ verb: Verb, _ guest: SeenGuest) -> OfflineCall {
        OfflineCall(verb.tool, ["vmid": .integer(guest.vmid)])
    }

    private static func obstacle(to verb: Verb, _ guest: SeenGuest) -> String? {
        if verb == .snapshot, guest.isTemplate {
            return "\(guest.title) is a template, which has no snapshots; nothing was done."
        }
        guard guest.isAdrift else { return nil }
        return "\(guest.title) lives on \(guest.node), which is offline; nothing was done."
    }

    private static func report(_ verb: Verb, _ guest: SeenGuest, _ inquiry: Inquiry) -> String {
        switch inquiry.exchange.finding(call(verb, guest)) {
        case .refused(let reason): "No \(verb.noun) of \(guest.title) was made. \(reason)"
        case .failed(let reason): "I regret that there is no \(verb.noun) of \(guest.title): \(reason)"
        case .uncertain(let reason):
            "Whether there is a \(verb.noun) of \(guest.title) I cannot say yet. \(reason)"
        case .facts(let facts):
            "Very good: \(guest.title). \(facts["seen"]?.string ?? "The order for a \(verb.noun) went through.")"
        case nil: "Nothing came of the \(verb.noun) of \(guest.title)."
        }
    }
}

/// What a node's own system wrote.
enum NodeJournal {
    /// The most lines that are told.
    private static let most = 15

    static let intent = OfflineIntent(
        "log of a node", example: "log of node pve", .admits,
        [
            Pattern(
                words: [[.log]], without: [.failure, .warning, .backup, .start, .stop, .restart, .recent],
                about: [.node], notAbout: [.guest, .storage], mood: .question
            ) { inquiry in
                !Set(["log", "logs", "journal", "syslog"]).isDisjoint(with: inquiry.utterance.words)
                    && Set(["task", "tasks", "job", "jobs"]).isDisjoint(with: inquiry.utterance.words)
            }
        ], calls: [.clusterResources], answer: answer)

    private static let answer: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        guard let node = inquiry.subjects.nodes.first else {
            return "The journal of which node, if I may ask?"
        }
        let limit = min(inquiry.utterance.qualifiers.limit ?? most, 200)
        let facts = try inquiry.facts(.nodeLog, ["node": .string(node.name), "limit": .integer(limit)])
        let lines = (facts["lines"]?.array ?? []).compactMap(\.string)
        guard !lines.isEmpty else { return "The journal of \(node.name) shows me no lines." }
        return (["The end of the journal of \(node.name):"] + lines.map { "> \($0)" }).joined(separator: "\n")
    }
}
