import AIKit

/// What the processors of the nodes are, what waits for them, and what all nodes have together.
enum Processors {
    static let models: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let brands = Set(inquiry.utterance.words.filter { Concept.byWord[$0]?.contains(.brand) == true })
        let asked = try read(inquiry)
        let known = asked.filter { node in
            brands.isEmpty || brands.contains { node.cpuModel?.lowercased().contains($0) == true }
        }
        guard !known.isEmpty else {
            return asked.isEmpty
                ? nobody
                : "No node that I can ask has a processor called \(Figures.list(brands.sorted()))."
        }
        return known.map { node in
            let cores = node.load.processors.map { ", \($0) processors as it counts them" } ?? ""
            return "\(node.name) has \(node.cpuModel ?? "a processor of a make I cannot tell")\(cores)."
        }.joined(separator: "\n")
    }

    static let load: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let nodes = try read(inquiry)
        guard !nodes.isEmpty else { return nobody }
        return nodes.map { sentence($0) }.joined(separator: "\n")
    }

    /// The load average of one node over 1, 5 and 15 minutes, in a sentence.
    static func sentence(_ node: SeenNode) -> String {
        guard let words = node.loadWords else { return "The load average of \(node.name) I cannot tell." }
        return "\(node.name) has a load average of \(words) over 1, 5 and 15 minutes"
            + (node.load.processors.map { ", on \($0) processors" } ?? "") + "."
    }

    private static let nobody = "No node is online to ask, so I cannot tell."

    /// The nodes that are named, or all, as each tells of itself; those that are offline are left out.
    private static func read(_ inquiry: Inquiry) throws(OfflineStep) -> [SeenNode] {
        let named = inquiry.subjects.nodes
        let nodes = (named.isEmpty ? try inquiry.inventory().nodes : named).filter(\.isOnline)
        let calls = nodes.prefix(OfflineExchange.mostInAll).map {
            OfflineCall(.nodeStatus, ["node": .string($0.name)])
        }
        try inquiry.exchange.require(calls)
        let asked = zip(nodes, calls).map { node, call in
            guard case .facts(let facts) = inquiry.exchange.finding(call) else { return node }
            return facts["node"].flatMap(SeenNode.init) ?? node
        }
        return asked + nodes.dropFirst(calls.count)
    }

    static let totals: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let inventory = try inquiry.inventory()
        let online = inventory.nodes.filter(\.isOnline)
        let away = inventory.nodes.filter { !$0.isOnline }.map(\.name)
        var lines: [String] = []
        if inquiry.mentions(.memory) {
            let used = online.compactMap(\.load.memory).reduce(0) { sum($0, $1) }
            let whole = online.compactMap(\.load.memoryTotal).reduce(0) { sum($0, $1) }
            lines.append("All nodes together use \(Figures.fill(used, of: whole)) of memory.")
        }
        if inquiry.mentions(.cpu) {
            let count = online.compactMap(\.load.processors).reduce(0) { sum($0, $1) }
            lines.append("All nodes together have \(Figures.count(count, "processor")).")
        }
        if !away.isEmpty { lines.append("\(Figures.list(away)) not counted: offline.") }
        return lines.joined(separator: " ")
    }

    /// Without an overflow.
    private static func sum(_ left: Int, _ right: Int) -> Int {
        let (result, isOver) = left.addingReportingOverflow(right)
        return isOver ? .max : result
    }
}
