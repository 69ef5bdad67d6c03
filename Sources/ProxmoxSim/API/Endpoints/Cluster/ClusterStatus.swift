extension Endpoint {
    /// The quorum and the members.
    static let clusterStatus = Endpoint(
        method: .get, path: "/cluster/status", access: .privilege("/", ["Sys.Audit"]), isProtected: true
    ) { world, call in
        var rows: [Row] = []
        if world.nodes.count > 1 {
            rows.append([
                "type": "cluster", "id": "cluster", "name": .text(world.clusterName),
                "nodes": .int(world.nodes.count), "version": .int(world.nodes.count),
                "quorate": .bit(world.isQuorate),
            ])
        }
        for node in world.nodes {
            rows.append([
                "type": "node", "id": .text("node/\(node.name)"), "name": .text(node.name),
                "nodeid": .int(world.nodes.count > 1 ? node.number : 0), "ip": .text(node.address),
                "local": .bit(node.name == call.contact), "online": .bit(node.isOnline), "level": "",
            ])
        }
        return Reply(.rows(rows.shuffled(using: &world.random)))
    }
}

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

extension Endpoint {
    /// The release that is spoken.
    static let version = Endpoint(method: .get, path: "/version", access: .everyone) { world, _ in
        let release = world.profile.release
        return Reply([
            "version": .text(release.version), "release": .text(world.profile.rawValue),
            "repoid": .text(release.repository),
        ])
    }

    /// The release of one node.
    static let nodeVersion = Endpoint(
        method: .get, path: "/nodes/{node}/version", access: .everyone, isProxied: true,
        answer: version.answer)
}

extension Profile {
    /// The names that the software of a release has.
    var release: (version: String, repository: String, kernel: String, qemu: String) {
        switch self {
        case .eight: ("8.4.5", "57892e8e686cb35b", "6.8.12-10-pve", "9.2.0")
        case .nine: ("9.2.2", "b9984c6d90a4bd80", "6.17.4-1-pve", "10.1.2")
        }
    }
}
