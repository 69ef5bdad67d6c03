import AIKit
import JSON

/// All nodes at once.
enum NodeList {
    static let answer: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let nodes = try wanted(inquiry)
        guard !nodes.isEmpty else { return nobody }
        let isAboutDown = inquiry.mentions(.down, .stopped)
        let wanted =
            isAboutDown == inquiry.mentions(.running) ? nodes : nodes.filter { $0.isOnline != isAboutDown }
        let online = nodes.filter(\.isOnline).count
        let summary =
            Figures.tally(online, of: nodes.count, "node") + " \(online == 1 ? "is" : "are") online."
        guard !inquiry.mentions(.count), !wanted.isEmpty else { return summary }
        return summary + "\n" + wanted.map { "- " + line($0) }.joined(separator: "\n")
    }

    private static let nobody = "There is no node that I am allowed to see."

    private static func line(_ node: SeenNode) -> String {
        guard node.isOnline else { return "\(node.name): \(node.state)" }
        return "\(node.name): online, CPU \(Figures.percent(node.load.cpu)), memory "
            + "\(Figures.percent(node.load.memoryShare)), up for \(Figures.duration(node.uptime))"
    }

    /// All nodes but those that are to be left out.
    private static func wanted(_ inquiry: Inquiry) throws(OfflineStep) -> [SeenNode] {
        try inquiry.inventory().nodes.filter { !inquiry.subjects.excluded.contains(.node($0)) }
    }

    /// A measure of all nodes.
    static let measures: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let nodes = try wanted(inquiry)
        guard !nodes.isEmpty else { return nobody }
        if inquiry.mentions(.version) { return try versions(of: nodes, inquiry) }
        let measure = Measure(spokenOf: inquiry.utterance) ?? .uptime
        if let threshold = inquiry.utterance.qualifiers.threshold { return beyond(threshold, measure, nodes) }
        let lines = nodes.map { node in
            "- \(node.name): \(node.isOnline ? line(node.gauge(measure)) : node.state)"
        }
        return lines.joined(separator: "\n")
    }

    private static func line(_ gauge: Gauge) -> String {
        gauge.measure == .memory
            ? "\(gauge.text) used, \(Figures.bytes(gauge.free.map { Int(saturating: $0) })) free" : gauge.text
    }

    private static func beyond(_ threshold: Threshold, _ measure: Measure, _ nodes: [SeenNode]) -> String {
        guard measure.admits(threshold.unit) else {
            return
                "\(measure.name.capitalizedFirst) \(threshold.phrase) makes no measure that I could compare."
        }
        let gauges = nodes.filter(\.isOnline).map { $0.gauge(measure) }
        let chosen = gauges.filter { $0.isBeyond(threshold) == true }
        let head =
            "Of \(Figures.count(gauges.count, "node")) online, \(chosen.isEmpty ? "none" : String(chosen.count)) "
            + "\(chosen.count > 1 ? "are" : "is") \(threshold.phrase) of \(measure.name)"
        return chosen.isEmpty
            ? head + "." : head + ":\n" + chosen.map { "- \($0.title): \($0.text)" }.joined(separator: "\n")
    }

    private static func versions(of nodes: [SeenNode], _ inquiry: Inquiry) throws(OfflineStep) -> String {
        let online = nodes.filter(\.isOnline)
        let calls = online.prefix(OfflineExchange.mostInAll).map {
            OfflineCall(.nodeStatus, ["node": .string($0.name)])
        }
        try inquiry.exchange.require(calls)
        let lines = zip(online, calls).map { node, call in
            guard case .facts(let facts) = inquiry.exchange.finding(call),
                let row = facts["node"].flatMap(SeenNode.init)
            else {
                return "- \(node.name): unknown"
            }
            return "- \(node.name): \(row.version ?? "unknown")\(row.kernel.map { ", \($0)" } ?? "")"
        }
        let rest = online.dropFirst(calls.count).map { "- \($0.name): not asked, there are so many" }
        if !rest.isEmpty { return (lines + rest).joined(separator: "\n") }
        return lines.isEmpty ? "No node is online to ask." : lines.joined(separator: "\n")
    }
}

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
