extension Endpoint {
    /// The nodes of `corosync.conf`, whose values are all texts.
    static let corosyncNodes = Endpoint(
        method: .get, path: "/cluster/config/nodes", access: .privilege("/", ["Sys.Audit"])
    ) { world, _ in
        guard world.nodes.count > 1 else { return Reply(.rows([])) }
        let rows: [Row] = world.nodes.map { node in
            [
                "node": .text(node.name), "name": .text(node.name), "nodeid": .text("\(node.number)"),
                "quorum_votes": .text("\(node.votes)"), "ring0_addr": .text(node.address),
            ]
        }
        return Reply(.rows(rows.shuffled(using: &world.random)))
    }

    /// What the quorum device's daemon says of itself; nothing when there is none.
    static let quorumDevice = Endpoint(
        method: .get, path: "/cluster/config/qdevice", access: .privilege("/", ["Sys.Audit"]),
        isProtected: true
    ) { world, _ in
        guard world.hasQuorumDevice else { return Reply(.row([:])) }
        return Reply([
            "Model": "Net", "State": "Connected", "QNetd host": "192.168.1.5:5403",
            "Algorithm": "Fifty-Fifty split", "Tie-breaker": "Node with lowest node ID",
            "Last poll call": .text("\(Int(world.now)) (cast vote)"),
            "Echo reply": .text("\(Int(world.now))"),
        ])
    }
}
