import AIKit
import JSON

/// Starting, stopping and restarting guests.
enum Orders {
    static let carryOut: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        guard let verb = OrderVerb(inquiry.utterance.order) else {
            return "I took that for an order, and find none in it."
        }
        let subjects = inquiry.subjects
        if let missing = subjects.unknown.first { return try absent(missing, inquiry) }
        if let node = subjects.nodes.first {
            return
                "\(node.name) is a node, and nodes are not mine to \(verb.name). I have only guests in hand."
        }
        guard !subjects.guests.isEmpty else {
            let things = subjects.found.map(\.title)
            if let ordinal = inquiry.utterance.ordinal, things.isEmpty {
                return "I have shown no list with \(ordinal.words) in it, so nothing was done."
            }
            return things.isEmpty
                ? "\(verb.name.capitalizedFirst) what, if I may ask? A name or a VMID will do."
                : "\(Figures.list(things).capitalizedFirst) cannot be \(verb.done). I have only guests in hand."
        }
        var guests: [SeenGuest] = []
        for guest in subjects.guests {
            guests.append(guest.isSettled(verb) ? try fresh(guest, inquiry) ?? guest : guest)
        }
        let plans = guests.map { plan($0, verb, harshWord(for: verb, inquiry)) }
        try inquiry.exchange.require(
            plans.compactMap { if case .call(let call, _) = $0 { call } else { nil } })
        let reports = plans.map { report($0, verb, inquiry) }
        let isOrdered = plans.contains { if case .call = $0 { true } else { false } }
        let reading = isOrdered ? gentleReading(of: verb, inquiry).map { [$0] } ?? [] : []
        return (reading + reports + (try namesakes(guests, inquiry))).joined(separator: "\n")
    }

    /// What was made of a word that may mean more than what is done; `nil` for a word that means it.
    private static func gentleReading(of verb: OrderVerb, _ inquiry: Inquiry) -> String? {
        guard let word = harshWord(for: verb, inquiry) else { return nil }
        return
            "I took \"\(word)\" for \(verb == .stop ? "a shutdown" : "a reboot"), which asks the guest's system; "
            + "\(verb == .stop ? "pulling the plug" : "a hard reset") is for your own hand, from the cluster's list."
    }

    /// A word that may mean more than what is done.
    private static func harshWord(for verb: OrderVerb, _ inquiry: Inquiry) -> String? {
        inquiry.utterance.words.first(where: verb.action.act.harshWords.contains)
    }

    /// The guest as its own node sees it now; `nil` when it cannot be asked, and the list's word has to do.
    static func fresh(_ guest: SeenGuest, _ inquiry: Inquiry) throws(OfflineStep) -> SeenGuest? {
        guard !guest.isAdrift, !guest.isTemplate else { return nil }
        let facts = try inquiry.exchange.optional(.guestStatus, ["vmid": .integer(guest.vmid)])
        return facts?["guest"].flatMap(SeenGuest.init)
    }

    /// The guests of the same names in other clusters, which the order was not about.
    private static func namesakes(_ guests: [SeenGuest], _ inquiry: Inquiry) throws(OfflineStep) -> [String] {
        guard let inventory = inquiry.inventoryIfKnown, !inventory.others.isEmpty else { return [] }
        var lines: [String] = []
        for name in guests.compactMap(\.name) {
            let facts = try inquiry.exchange.optional(.findGuest, ["name": .string(name)])
            for row in facts?["guests"]?.array ?? [] {
                guard let other = row["cluster"]?.string, let guest = SeenGuest(row) else { continue }
                lines.append(
                    "This was about the cluster \(inventory.cluster ?? "here"); \(other) has a \(guest.title) as well."
                )
            }
        }
        return lines
    }

    /// What is said of a name that nothing in the cluster has.
    static func absent(_ name: String, _ inquiry: Inquiry) throws(OfflineStep) -> String {
        let cluster = inquiry.inventoryIfKnown?.cluster.map { "the cluster \($0)" } ?? "the cluster"
        let facts = try inquiry.exchange.optional(.findGuest, ["name": .string(name)])
        let elsewhere = (facts?["guests"]?.array ?? []).compactMap { row -> String? in
            guard let other = row["cluster"]?.string, let guest = SeenGuest(row) else { return nil }
            return "\(guest.place) in the cluster \(other)"
        }
        let looked = (facts?["clusters"]?.array ?? []).compactMap(\.string)
        let hint: String =
            if !elsewhere.isEmpty {
                " There is \(Figures.list(elsewhere)), however: turn to that cluster and say it there."
            } else if !looked.isEmpty {
                " Nor is there one in \(Figures.list(looked))."
            } else { "" }
        return "I find no guest \"\(name)\" in \(cluster), so nothing was done.\(hint)"
    }

    /// What an order means for one guest.
    private enum Plan {
        case call(OfflineCall, SeenGuest)
        /// Nothing is to be done, and why.
        case nothing(String)
    }

    /// `said` is the word that may mean more; the card explains it.
    private static func plan(_ guest: SeenGuest, _ verb: OrderVerb, _ said: String?) -> Plan {
        if guest.isTemplate { return .nothing("\(guest.title) is a template; those are not \(verb.done).") }
        if guest.isAdrift {
            return .nothing(
                "\(guest.title) lives on \(guest.node), which is offline; nothing can be \(verb.done) there.")
        }
        switch (verb, guest.status) {
        case (.start, .paused), (.start, .suspended):
            return .nothing(
                "\(guest.place) is \(guest.state): it wants to be resumed, not started, and I have no tool for that. "
                    + "Your own hand can, from the cluster's list; nothing was done.")
        case (.start, .running):
            return .nothing("\(guest.place) is running already; nothing to be done.")
        case (.stop, .stopped):
            return .nothing("\(guest.place) is stopped already; nothing to be done.")
        case (.restart, .stopped):
            return .nothing(
                "\(guest.title) is stopped, so there is nothing to restart. Say \"start\" instead.")
        case (.start, _), (.stop, _), (.restart, _):
            var arguments: [String: JSONValue] = ["vmid": .integer(guest.vmid)]
            arguments["said"] = said.map { .string($0) }
            return .call(OfflineCall(verb.tool(guest.isContainer), arguments), guest)
        }
    }

    private static func report(_ plan: Plan, _ verb: OrderVerb, _ inquiry: Inquiry) -> String {
        switch plan {
        case .nothing(let reason): return reason
        case .call(let call, let guest):
            switch inquiry.exchange.finding(call) {
            case .refused(let reason): return "\(guest.title) was left as it is. \(reason)"
            case .failed(let reason):
                return "I regret that \(guest.title) could not be \(verb.done): \(reason)"
            case .uncertain(let reason):
                return "Whether \(guest.title) has been \(verb.done) I cannot say yet. \(reason)"
            case .facts(let facts): return outcome(facts, guest, verb)
            case nil: return "Nothing came of \(guest.title)."
            }
        }
    }

    private static func outcome(_ facts: JSONValue, _ guest: SeenGuest, _ verb: OrderVerb) -> String {
        if let end = facts["exitstatus"]?.string, end != "OK" {
            return end.hasPrefix("WARNINGS")
                ? "\(guest.title) was \(verb.done), though the task mentions \(end.lowercased())."
                : "The task to \(verb.name) \(guest.title) ended badly: \(end)"
        }
        if let status = facts["status"]?.string {
            return verb.isReached(by: status)
                ? "Very good: \(guest.title) has been \(verb.done)\(status == verb.done ? "" : " and is \(status)")."
                : "The order to \(verb.name) \(guest.title) went through, but it is \(status) so far. I should look again shortly."
        }
        if facts["exitstatus"] != nil { return "The task to \(verb.name) \(guest.title) ended OK." }
        if let task = facts["upid"]?.string {
            return "The order to \(verb.name) \(guest.title) was accepted and is under way, as \(task)."
        }
        return facts["text"]?.string
            ?? "The order to \(verb.name) \(guest.title) was given; its effect is unknown to me."
    }
}

extension Orders {
    /// Whether more is meant than what is named one by one.
    static let isForMany: @Sendable (Inquiry) -> Bool = { inquiry in
        let spoken = inquiry.utterance
        let plurals: Set<String> = ["guests", "vms", "machines", "containers", "cts", "lxcs"]
        let isNameless = spoken.terms.allSatisfy { $0.isKnown && $0.vmid == nil }
        return spoken.qualifiers.tag != nil || spoken.qualifiers.pool != nil || spoken.exclusion != nil
            || (spoken.mentions(.all) && !spoken.terms.contains { $0.vmid != nil })
            || (isNameless && !plurals.isDisjoint(with: spoken.words))
    }

    /// Whether several verbs compete for what is named.
    static let areMixed: @Sendable (Inquiry) -> Bool = { inquiry in
        inquiry.utterance.concepts.intersection(Concept.orders.union([.unsupported])).count > 1
    }

    static let oneAtATime: OfflineIntent.Composer = { (_) throws(OfflineStep) in
        "That is more than one order in a breath, and I should hate to give one guest what was meant for another. "
            + "Nothing was done. One at a time, if you please."
    }

    static let oneByOne: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let verb = OrderVerb(inquiry.utterance.order)?.name ?? "do"
        return
            "All at once? I should rather \(verb) them one at a time, each with your consent. Name them, if you please; "
            + "nothing was done."
    }

    static let onlyNow: OfflineIntent.Composer = { (_) throws(OfflineStep) in
        "I take orders for this moment only, without conditions: I keep no diary that would outlast a restart. "
            + "Nothing was done. Say it plainly when the time has come."
    }

    /// A verb of order somewhere in a sentence that is none.
    static let muffled: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let verb = OrderVerb(inquiry.utterance.concepts.intersection(Concept.orders).first)?.name ?? "start"
        let name = inquiry.subjects.guests.first.map { $0.name ?? String($0.vmid) } ?? "103"
        return
            "I hear a verb of order in that, but no plain order, so nothing was done. "
            + "Say \"\(verb) \(name)\" and you will see the exact call on a card first."
    }

    /// A backup is ordered, and not asked about.
    static let asksForBackup: @Sendable (Inquiry) -> Bool = { inquiry in
        let next = inquiry.utterance.content.dropFirst().first ?? ""
        return inquiry.utterance.namesSomething
            && !["of", "for", "status", "history", "from", "on"].contains(next)
            && !inquiry.mentions(.task, .failure, .recent)
    }

    static let unsupported: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let words = inquiry.utterance.content
        let verb =
            words.first { Concept.byWord[$0]?.contains(.unsupported) == true }
            ?? (words.contains("backup") ? "backup" : words.first ?? "that")
        let isForHands = ["suspend", "resume", "pause"].contains(verb)
        let hint =
            isForHands ? " Your own hand can: select the guest in the cluster's list and see its keys." : ""
        return
            "I have no tool to \(verb == "backup" ? "make a backup of" : verb) anything, and would not improvise "
            + "one: nothing was done. Starting, stopping and restarting guests, a snapshot and a backup of one now is as far "
            + "as my hands reach.\(hint)"
    }
}

extension SeenGuest {
    /// Whether the list says that the order is carried out already, or makes no sense.
    fileprivate func isSettled(_ verb: OrderVerb) -> Bool {
        switch verb {
        case .start: status == .running
        case .stop, .restart: status == .stopped
        }
    }
}
