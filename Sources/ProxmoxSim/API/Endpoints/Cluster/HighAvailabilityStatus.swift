extension Endpoint {
    /// What the high availability manager believes.
    static let highAvailabilityStatus = Endpoint(
        method: .get, path: "/cluster/ha/status/current", access: .privilege("/", ["Sys.Audit"])
    ) { world, call in
        let stamp = CivilTime(world.now - 4).ctime
        let isActive = !world.resources.isEmpty
        var rows: [Row] = [
            [
                "id": "quorum", "type": "quorum", "node": .text(call.contact),
                "status": .text(world.isQuorate ? "OK" : "No quorum on node '\(call.contact)'!"),
                "quorate": .bit(world.isQuorate),
            ]
        ]
        if world.profile == .nine {
            let state = isActive ? "armed" : "standby"
            rows.append([
                "id": "fencing", "type": "fencing", "node": .text(call.contact), "armed-state": .text(state),
                "status": .text("\(state) (CRM watchdog \(isActive ? "active" : "standby"))"),
            ])
        }
        guard isActive, let master = world.nodes.first(where: \.isOnline) else { return Reply(.rows(rows)) }
        rows.append([
            "id": "master", "type": "master", "node": .text(master.name),
            "timestamp": .int(Int(world.now) - 4),
            "status": .text("\(master.name) (active, \(stamp))"),
        ])
        rows += world.nodes.map { node in
            let busy = world.resources.contains { world.guests[$0.vmid]?.node == node.name }
            let last = CivilTime(node.diedAt ?? world.now - 4).ctime
            let word = node.isOnline ? busy ? "active" : "idle" : "old timestamp - dead?"
            return [
                "id": .text("lrm:\(node.name)"), "type": "lrm", "node": .text(node.name),
                "status": .text("\(node.name) (\(word), \(last))"),
            ]
        }
        rows += world.resources.map { resource in
            let node = world.guests[resource.vmid]?.node ?? ""
            return [
                "id": .text("service:\(resource.sid)"), "type": "service", "sid": .text(resource.sid),
                "node": .text(node), "state": .text(resource.state), "crm_state": .text(resource.state),
                "request_state": .text(resource.request), "max_restart": .int(resource.maxRestart),
                "max_relocate": .int(resource.maxRelocate),
                "status": .text("\(resource.sid) (\(node), \(resource.state))"),
            ]
        }
        return Reply(.rows(rows))
    }

    /// What the high availability manager was told to look after.
    static let highAvailabilityResources = Endpoint(
        method: .get, path: "/cluster/ha/resources", parameters: [.choice("type", ["ct", "vm"])],
        access: .privilege("/", ["Sys.Audit"])
    ) { world, call in
        let rows: [Row] = world.resources.filter { resource in
            call["type"].map { resource.sid.hasPrefix($0 + ":") } ?? true
        }.map { resource in
            [
                "sid": .text(resource.sid), "type": .text(String(resource.sid.prefix { $0 != ":" })),
                "state": .text(resource.request), "max_restart": .int(resource.maxRestart),
                "max_relocate": .int(resource.maxRelocate), "comment": resource.comment.map(Datum.text),
                "failback": world.profile == .nine ? 1 : nil,
                "group": world.profile == .eight ? "prefer-home" : nil,
                "digest": "3b5ae8a5bd1b8b3c5c21b6f9ab6e2d1a7c0f4e55",
            ]
        }
        return Reply(.rows(rows.shuffled(using: &world.random)))
    }
}
