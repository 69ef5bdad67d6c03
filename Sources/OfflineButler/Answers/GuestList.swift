import AIKit

/// Guests as a list or a count.
enum GuestList {
    static let patterns = [
        Pattern(words: [[.guest, .virtualMachine, .container]], notAbout: [.guest, .storage]),
        Pattern(
            words: [GuestState.all.map(\.concept)], without: [.node, .cluster, .task, .version],
            notAbout: [.guest, .node, .storage]),
        Pattern(
            notAbout: [.guest, .storage],
            provided: { inquiry in
                let named = inquiry.utterance.qualifiers
                return inquiry.subjects.tag != nil || named.tag != nil || named.pool != nil
            }),
        // "What is running on pve" is about its guests, "is pve up" about the node.
        Pattern(
            words: [[.running, .down, .stopped, .paused, .locked, .all, .highAvailability]],
            without: [.node, .why, .uptime, .cpu, .memory, .version], about: [.node], notAbout: [.guest],
            provided: { !["is", "has", "was", "are"].contains($0.utterance.content.first ?? "") }),
    ]

    static let answer: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let inventory = try inquiry.inventory()
        let selection = GuestSelection(inquiry, inventory)
        if let misfit = selection.misfit { return misfit }
        guard !selection.rows.isEmpty else { return none(selection, inquiry, inventory) }
        let all = Figures.count(selection.rows.count, selection.noun) + selection.scope
        let chosen = selection.chosen
        let wantsCount = inquiry.mentions(.count)
        guard let condition = selection.condition else {
            let running = chosen.filter(\.isRunning).count
            let summary = "\(all.capitalizedFirst), \(running) running\(selection.doubtful)."
            return wantsCount ? summary : summary + "\n" + lines(chosen, selection, inquiry)
        }
        guard !chosen.isEmpty else {
            return "Of \(all), none is known to be \(selection.absence)\(selection.doubtful)."
                + (wantsCount ? "" : unseen(selection, inquiry))
        }
        let head =
            Figures.tally(chosen.count, of: selection.rows.count, selection.noun) + selection.scope
            + " \(chosen.count == 1 ? "is" : "are") \(condition)\(selection.doubtful)"
        return wantsCount
            ? head + "."
            : head + ":\n" + lines(chosen, selection, inquiry) + unseen(selection, inquiry)
    }

    /// Counted by node, tag, pool, kind or state.
    static let grouped: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let inventory = try inquiry.inventory()
        let selection = GuestSelection(inquiry, inventory)
        guard let grouping = inquiry.utterance.qualifiers.grouping else { return try answer(inquiry) }
        let chosen = selection.chosen
        var groups: [(key: String, rows: [SeenGuest])] = []
        for key in keys(grouping, chosen, inventory) {
            groups.append((key, chosen.filter { keys(of: $0, grouping).contains(key) }))
        }
        let condition = selection.condition.map { ", \($0)" } ?? ""
        let head =
            "\(Figures.count(chosen.count, selection.noun).capitalizedFirst)\(selection.scope)\(condition)"
            + "\(selection.doubtful):"
        let isPlain = selection.states.isEmpty
        let lines = groups.map { group in
            let running = group.rows.filter(\.isRunning).count
            let detail = isPlain && !group.rows.isEmpty ? ", \(running) running" : ""
            let names =
                group.rows.isEmpty ? "" : " (\(Figures.list(group.rows.map { $0.name ?? String($0.vmid) })))"
            return "- \(group.key): \(group.rows.count)\(detail)\(names)"
        }
        return ([head] + lines).joined(separator: "\n")
    }

    /// The groups in their order; every node, also one without a guest.
    private static func keys(_ grouping: Grouping, _ rows: [SeenGuest], _ inventory: Inventory) -> [String] {
        let found = Set(rows.flatMap { keys(of: $0, grouping) })
        return grouping == .node
            ? inventory.nodes.map(\.name) + found.subtracting(inventory.nodes.map(\.name)).sorted()
            : found.sorted()
    }

    private static func keys(of guest: SeenGuest, _ grouping: Grouping) -> [String] {
        switch grouping {
        case .node: [guest.node]
        case .tag: guest.tags.isEmpty ? ["without a tag"] : guest.tags
        case .pool: [guest.pool ?? "without a pool"]
        case .kind: [guest.kind]
        case .state: [guest.isKnown ? guest.state : "unknown"]
        }
    }

    /// What is not to be reached because its node is offline.
    static let losses: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let inventory = try inquiry.inventory()
        let dead = inventory.nodes.filter(\.isOffline)
        guard !dead.isEmpty else { return "No node is offline, so none of the guests is lost with one." }
        return dead.map { lost(with: $0, inventory.machines(on: $0.name)) }.joined(separator: "\n")
    }

    static let templates: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let templates = try inquiry.inventory().guests.filter(\.isTemplate)
        guard !templates.isEmpty else { return "There is no template that I am allowed to see." }
        return "\(Figures.count(templates.count, "template").capitalizedFirst):\n"
            + templates.map { "- \($0.place)" }.joined(separator: "\n")
    }

    private static func none(_ selection: GuestSelection, _ inquiry: Inquiry, _ inventory: Inventory)
        -> String
    {
        if let tag = inquiry.subjects.tag, !inventory.tags.contains(where: { $0.lowercased() == tag }) {
            let known = inventory.tags
            return "No guest carries the tag \"\(tag)\"."
                + (known.isEmpty ? " None carries any." : " In use are \(Figures.list(known)).")
        }
        if let pool = inquiry.utterance.qualifiers.pool,
            !inventory.pools.contains(where: { $0.lowercased() == pool })
        {
            let known = inventory.pools
            return "No guest is in a pool \"\(pool)\"."
                + (known.isEmpty ? " None is in any." : " There are \(Figures.list(known)).")
        }
        return "There is no \(selection.noun)\(selection.scope) that I am allowed to see."
    }

    /// Who may be down as well, where that was asked: nobody knows.
    private static func unseen(_ selection: GuestSelection, _ inquiry: Inquiry) -> String {
        let rows = selection.unseen
        guard !rows.isEmpty else { return "" }
        let shown = rows.prefix(inquiry.utterance.qualifiers.limit ?? 40).map { guest in
            "- \(guest.place): \(guest.lastStatus == .unknown ? "never seen" : "was \(guest.lastStatus)")"
        }
        let rest = rows.count - shown.count
        return "\nIn an unknown state, and perhaps down as well:\n"
            + (shown + (rest > 0 ? ["- and \(rest) more"] : [])).joined(separator: "\n")
    }

    private static func lines(_ rows: [SeenGuest], _ selection: GuestSelection, _ inquiry: Inquiry) -> String
    {
        let isOnOneNode = inquiry.subjects.nodes.count == 1
        let shown = rows.prefix(inquiry.utterance.qualifiers.limit ?? 40).map { guest in
            "- \(isOnOneNode ? guest.title : guest.place): \(selection.remark(guest))"
                + (guest.lock.map { ", locked (\($0))" } ?? "")
        }
        let rest = rows.count - shown.count
        return (shown + (rest > 0 ? ["- and \(rest) more"] : [])).joined(separator: "\n")
    }

    /// What an offline node takes along, and where to look.
    static func lost(with node: SeenNode, _ hosted: [SeenGuest]) -> String {
        let running = hosted.filter { $0.lastStatus == .running }
        let guests =
            running.isEmpty
            ? "None of its \(Figures.count(hosted.count, "guest")) was last seen running."
            : "Last seen running on it: \(Figures.list(running.map(\.title)))."
        let others = hosted.filter { ![.running, .stopped, .unknown].contains($0.lastStatus) }.map {
            "\($0.title), \($0.lastStatus)"
        }
        let beside = others.isEmpty ? "" : " Beside them: \(Figures.list(others))."
        let whole = hosted.isEmpty ? "" : " \(Figures.count(hosted.count, "guest").capitalizedFirst) in all."
        return "\(node.name) is offline. \(guests)\(beside)\(whole) Why, no tool of mine can tell: "
            + "look at its power, its network cable and its console, in that order."
    }

    /// Which tags there are, or which a guest carries.
    static let tags: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let inventory = try inquiry.inventory()
        if !inquiry.subjects.guests.isEmpty {
            return inquiry.subjects.guests.map { guest in
                guest.tags.isEmpty
                    ? "\(guest.title) carries no tag."
                    : "\(guest.title) carries \(guest.tags.count == 1 ? "the tag" : "the tags") \(Figures.list(guest.tags))."
            }.joined(separator: "\n")
        }
        guard !inventory.tags.isEmpty else { return "No guest carries a tag." }
        let lines = inventory.tags.map { tag in
            "- \(tag): \(Figures.list(inventory.machines().filter { $0.tags.contains(tag) }.map(\.title)))"
        }
        return "\(Figures.count(inventory.tags.count, "tag").capitalizedFirst) in use:\n"
            + lines.joined(separator: "\n")
    }
}

/// The pools that guests are gathered in.
enum Pools {
    static let answer: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let inventory = try inquiry.inventory()
        if !inquiry.subjects.guests.isEmpty {
            return inquiry.subjects.guests.map { guest in
                "\(guest.title) is in \(guest.pool.map { "the pool \($0)" } ?? "no pool that I can see")."
            }.joined(separator: "\n")
        }
        // Where there are no pools of guests, people call a storage a pool.
        guard !inventory.pools.isEmpty else {
            return "No guest is in a pool; if a storage is meant:\n"
                + StorageList(rows: inventory.storage).text
        }
        let lines = inventory.pools.map { pool in
            "- \(pool): \(Figures.list(inventory.guests.filter { $0.pool == pool }.map(\.title)))"
        }
        return "\(Figures.count(inventory.pools.count, "pool").capitalizedFirst) with guests:\n"
            + lines.joined(separator: "\n")
    }
}
