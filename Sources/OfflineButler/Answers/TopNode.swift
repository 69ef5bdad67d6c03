import AIKit

/// A node that is told by a figure, and what room it has.
enum TopNode {
    /// The guests of the busiest, biggest or emptiest node.
    static let guests: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let inventory = try inquiry.inventory()
        let isSize = inquiry.mentions(.size)
        let measure = isSize ? Measure.memory : Measure(spokenOf: inquiry.utterance) ?? .cpu
        let rated = inventory.nodes.filter(\.isOnline).compactMap {
            node -> (node: SeenNode, value: Double)? in
            let gauge = node.gauge(measure)
            return (isSize ? gauge.total : gauge.used).map { (node, $0) }
        }
        let first = rated.sorted {
            inquiry.mentions(.least) ? $0.value < $1.value : $0.value > $1.value
        }.first
        guard let node = first?.node else {
            return "No node reports that figure, so I cannot tell which is meant."
        }
        let named =
            isSize ? "by its memory, \(Figures.bytes(node.load.memoryTotal))" : "by its \(measure.name)"
        let wanted = GuestState.all.filter { inquiry.mentions($0.concept) }
        let hosted = inventory.machines(on: node.name)
        let chosen = hosted.filter { guest in wanted.isEmpty || wanted.contains { $0.holds(guest) } }
        let states = wanted.map(\.adjective).joined(separator: " or ")
        let head =
            "I take that for \(node.name), \(named): \(Figures.tally(chosen.count, of: hosted.count, "guest"))"
            + (states.isEmpty ? "" : " \(states)")
        return chosen.isEmpty
            ? head + "." : head + ":\n" + chosen.map { "- \($0.title): \($0.state)" }.joined(separator: "\n")
    }

    /// Whether a guest's memory would fit its node.
    static let room: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let inventory = try inquiry.inventory()
        return inquiry.subjects.guests.map { guest in
            if guest.isRunning { return "\(guest.place) is running already." }
            guard let node = inventory.nodes.first(where: { $0.name == guest.node }), node.isOnline,
                let wanted = guest.load.memoryTotal, let used = node.load.memory,
                let total = node.load.memoryTotal
            else { return "I cannot tell: the figures of \(guest.place) are not known." }
            let free = total - used
            return
                "\(free >= wanted ? "Yes" : "No"): \(guest.title) is given \(Figures.bytes(wanted)) of memory, and "
                + "\(node.name) has \(Figures.bytes(free)) free."
        }.joined(separator: "\n")
    }
}
