import JSON

extension OfflineIntent {
    /// Starts, stops or restarts guests.
    static let order = OfflineIntent(
        example: "start jellyfin · stop 103 · restart vm 103",
        fits: { $0.utterance.order != nil },
        answer: { (exchange) throws(OfflineStep) in
            let inventory = try exchange.inventory()
            let subjects = Subjects(exchange, in: inventory)
            guard let verb = exchange.utterance.order.flatMap(OrderVerb.init) else {
                return "I took that for an order, and find none in it."
            }
            if let doubt = subjects.doubt { return doubt }
            if let missing = subjects.unknown.first { return noGuest(missing, verb, inventory) }
            guard !subjects.guests.isEmpty else {
                return "\(verb.name.capitalized) what, if I may ask? A name or a VMID will do."
            }
            let plans = subjects.guests.map { plan($0, verb) }
            try exchange.require(plans.compactMap { if case .call(let call, _) = $0 { call } else { nil } })
            return plans.map { report($0, verb, exchange) }.joined(separator: "\n")
        })

    /// What an order means for one guest.
    private enum Plan {
        case call(OfflineCall, GuestRow)
        /// Nothing is to be done, and why.
        case nothing(String)
    }

    private static func plan(_ guest: GuestRow, _ verb: OrderVerb) -> Plan {
        if guest.isTemplate { return .nothing("\(guest.title) is a template; those are not \(verb.done).") }
        guard let isContainer = guest.isContainer else {
            return .nothing(
                "I do not know whether \(guest.title) is a virtual machine or a container just now.")
        }
        let place = guest.node.map { " on \($0)" } ?? ""
        switch (verb, guest.status) {
        case (.start, "running"):
            return .nothing("\(guest.title) is running\(place) already; nothing to be done.")
        case (.stop, "stopped"):
            return .nothing("\(guest.title) is stopped\(place) already; nothing to be done.")
        case (.restart, "stopped"):
            return .nothing(
                "\(guest.title) is stopped, so there is nothing to restart. Say \"start\" instead.")
        case (.start, _), (.stop, _), (.restart, _):
            return .call(OfflineCall(verb.tool(isContainer), ["vmid": .integer(guest.vmid)]), guest)
        }
    }

    private static func report(_ plan: Plan, _ verb: OrderVerb, _ exchange: OfflineExchange) -> String {
        switch plan {
        case .nothing(let reason): return reason
        case .call(let call, let guest):
            switch exchange.finding(call) {
            case .refused(let reason): return "\(guest.title) was left as it is. \(reason)"
            case .failed(let reason):
                return "I regret that \(guest.title) could not be \(verb.done): \(reason)"
            case .facts(let facts): return outcome(facts, guest, verb)
            case nil: return "Nothing came of \(guest.title)."
            }
        }
    }

    private static func outcome(_ facts: JSONValue, _ guest: GuestRow, _ verb: OrderVerb) -> String {
        if let end = facts["exitstatus"]?.string, end != "OK" {
            return end.hasPrefix("WARNINGS")
                ? "\(guest.title) was \(verb.done), though the task mentions \(end.lowercased())."
                : "The task to \(verb.name) \(guest.title) ended badly: \(end)"
        }
        if let status = facts["status"]?.string {
            return status == verb.aim
                ? "Very good: \(guest.title) has been \(verb.done)\(verb.aim == verb.done ? "" : " and is \(status)")."
                : "The order to \(verb.name) \(guest.title) went through, but it is \(status) so far. I should look again shortly."
        }
        if facts["exitstatus"] != nil { return "The task to \(verb.name) \(guest.title) ended OK." }
        if let task = facts["upid"]?.string {
            return "The order to \(verb.name) \(guest.title) was accepted and is under way, as \(task)."
        }
        return facts["text"]?.string
            ?? "The order to \(verb.name) \(guest.title) was given; its effect is unknown to me."
    }

    private static func noGuest(_ name: String, _ verb: OrderVerb, _ inventory: Inventory) -> String {
        if let node = inventory.nodes.first(where: { NameMatch(name, $0.name) == .exact }) {
            return
                "\(node.name) is a node, and nodes are not mine to \(verb.name). I have only guests in hand."
        }
        return "I find no guest \"\(name)\" in the cluster, so nothing was done."
    }

    /// Orders for everything at once are not taken.
    static let orderEverything = OfflineIntent(
        example: nil,
        fits: { $0.utterance.order != nil && $0.utterance.mentions(.all) && $0.utterance.numbers.isEmpty },
        answer: { (exchange) throws(OfflineStep) in
            let verb = exchange.utterance.order.flatMap(OrderVerb.init)?.name ?? "do"
            return
                "All at once? I should rather \(verb) them one at a time, each with your consent. Name them, if you please."
        })

    /// An order in the negative, and an order withdrawn.
    static let leaveAlone = OfflineIntent(
        example: nil,
        fits: { exchange in
            exchange.utterance.leading.contains(.negation)
                && exchange.utterance.mentions(.start, .stop, .restart, .unsupported)
        },
        answer: { (_) throws(OfflineStep) in "Very good. I shall leave everything exactly as it is." })

    /// A question about an order is not an order.
    static let hypothesis = OfflineIntent(
        example: nil,
        fits: { exchange in
            (exchange.utterance.mentions(.hypothesis) || exchange.utterance.words.first == "how")
                && exchange.utterance.mentions(.start, .stop, .restart)
        },
        answer: { (_) throws(OfflineStep) in
            "Weighing consequences takes a model, and none is connected. Give the order plainly, such as "
                + "\"restart 103\", and you will see the exact call on a card before anything happens."
        })

    /// What no tool here can do.
    static let unsupported = OfflineIntent(
        example: nil,
        fits: { exchange in
            let content = exchange.utterance.content
            let isBackupOrder =
                content.first == "backup" && exchange.hasSubject
                && !["of", "for", "status", "history", "from"].contains(content.dropFirst().first ?? "")
            return exchange.utterance.leading.contains(.unsupported) || isBackupOrder
        },
        answer: { (exchange) throws(OfflineStep) in
            let verb = exchange.utterance.content.first ?? "that"
            return
                "I have no tool to \(verb == "backup" ? "make a backup" : verb) anything, and would not improvise one. "
                + "Starting, stopping and restarting guests is as far as my hands reach."
        })
}

/// The three orders.
private enum OrderVerb {
    case start
    case stop
    case restart

    init?(_ concept: Concept) {
        guard let verb = [Concept.start: OrderVerb.start, .stop: .stop, .restart: .restart][concept] else {
            return nil
        }
        self = verb
    }

    var name: String {
        switch self {
        case .start: "start"
        case .stop: "stop"
        case .restart: "restart"
        }
    }

    var done: String {
        switch self {
        case .start: "started"
        case .stop: "stopped"
        case .restart: "restarted"
        }
    }

    /// The status the guest should have afterwards.
    var aim: String {
        switch self {
        case .start, .restart: "running"
        case .stop: "stopped"
        }
    }

    func tool(_ isContainer: Bool) -> ClusterTool {
        switch self {
        case .start: isContainer ? .startContainer : .startVM
        case .stop: isContainer ? .stopContainer : .stopVM
        case .restart: isContainer ? .restartContainer : .restartVM
        }
    }
}
