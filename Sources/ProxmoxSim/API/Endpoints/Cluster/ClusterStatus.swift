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
