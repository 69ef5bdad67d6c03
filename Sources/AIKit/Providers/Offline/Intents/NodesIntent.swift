import JSON

extension OfflineIntent {
    /// Lists the nodes.
    static let nodes = OfflineIntent(
        example: "which nodes are online",
        fits: { $0.utterance.mentions(.node) },
        answer: { (exchange) throws(OfflineStep) in
            let nodes = try exchange.inventory().nodes
            let spoken = exchange.utterance
            guard !nodes.isEmpty else { return "There is no node that I am allowed to see." }
            let wanted =
                switch (spoken.mentions(.down), spoken.mentions(.running)) {
                case (true, false): nodes.filter { !$0.isOnline }
                case (false, true): nodes.filter(\.isOnline)
                case (true, true), (false, false): nodes
                }
            let online = nodes.filter(\.isOnline).count
            let summary =
                "\(online) of \(Figures.count(nodes.count, "node")) \(online == 1 ? "is" : "are") online."
            guard !spoken.mentions(.count), !wanted.isEmpty else { return summary }
            return summary + "\n" + wanted.map { "- " + line($0) }.joined(separator: "\n")
        })

    private static func line(_ node: NodeRow) -> String {
        guard node.isOnline else { return "\(node.name): \(node.status ?? "unknown")" }
        return "\(node.name): online, CPU \(Figures.percent(node.load.cpu)), memory "
            + "\(Figures.percent(node.load.memoryShare)), up for \(Figures.duration(node.uptime))"
    }

    /// A measure of all nodes at once.
    static let load = OfflineIntent(
        example: "how much memory is free",
        fits: { $0.utterance.mentions(.cpu, .memory, .uptime, .version) },
        answer: { (exchange) throws(OfflineStep) in
            let nodes = try exchange.inventory().nodes
            guard !nodes.isEmpty else { return "There is no node that I am allowed to see." }
            if exchange.utterance.mentions(.version) { return try versions(of: nodes, exchange) }
            let lines = nodes.map { node in
                "- \(node.name): "
                    + (node.isOnline ? measure(of: node, exchange.utterance) : node.status ?? "unknown")
            }
            return lines.joined(separator: "\n")
        })

    private static func measure(of node: NodeRow, _ spoken: Utterance) -> String {
        if spoken.mentions(.memory) {
            let free = node.load.memoryTotal.flatMap { total in node.load.memory.map { total - $0 } }
            return
                "\(Figures.fill(node.load.memory, of: node.load.memoryTotal)) used, \(Figures.bytes(free)) free"
        }
        if spoken.mentions(.cpu) {
            return Figures.percent(node.load.cpu)
                + (node.load.processors.map { " of \($0) processors" } ?? "")
        }
        return "up for \(Figures.duration(node.uptime))"
    }

    private static func versions(of nodes: [NodeRow], _ exchange: OfflineExchange) throws(OfflineStep)
        -> String
    {
        let online = nodes.filter(\.isOnline)
        let calls = online.map { OfflineCall(.nodeStatus, ["node": .string($0.name)]) }
        try exchange.require(calls)
        let lines = zip(online, calls).map { node, call in
            guard case .facts(let facts) = exchange.finding(call),
                let row = facts["node"].flatMap(NodeRow.init)
            else {
                return "- \(node.name): unknown"
            }
            return "- \(node.name): \(row.version ?? "unknown")\(row.kernel.map { ", \($0)" } ?? "")"
        }
        return lines.isEmpty ? "No node is online to ask." : lines.joined(separator: "\n")
    }
}
