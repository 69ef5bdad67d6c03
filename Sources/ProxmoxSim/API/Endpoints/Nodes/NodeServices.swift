extension Endpoint {
    /// The services that make a node.
    static let nodeServices = Endpoint(
        method: .get, path: "/nodes/{node}/services",
        access: .privilege("/nodes/{node}", ["Sys.Audit"]), isProtected: true, isProxied: true
    ) { world, call in
        let rows = NodeService.all.map { world.row(of: $0, on: call.node) }
        return Reply(.rows(rows.shuffled(using: &world.random)))
    }

    /// One of them.
    static let serviceState = Endpoint(
        method: .get, path: "/nodes/{node}/services/{service}/state",
        access: .privilege("/nodes/{node}", ["Sys.Audit"]), isProtected: true, isProxied: true
    ) { world, call throws(Refusal) in
        Reply(.row(world.row(of: try NodeService.named(call), on: call.node)))
    }

    /// Ends a service and begins it again, in a task.
    static let serviceRestart = Endpoint(
        method: .post, path: "/nodes/{node}/services/{service}/restart",
        access: .privilege("/nodes/{node}", ["Sys.Modify"]), isProtected: true, isProxied: true
    ) { world, call throws(Refusal) in
        let service = try NodeService.named(call)
        let restart = Step.act(after: 1.5) { world, _ throws(TaskFailure) in
            guard !service.isAbsent, !world.brokenServices.contains(service.name) else {
                world.update(node: call.node) { $0.deadServices.insert(service.name) }
                throw TaskFailure(
                    "command 'systemctl restart \(service.name)' failed: exit code \(service.isAbsent ? 5 : 1)"
                )
            }
            world.update(node: call.node) { $0.deadServices.remove(service.name) }
        }
        return Reply(
            world.launch(
                "srvrestart", id: service.name, on: call.node, by: call.principal.id, steps: [restart]))
    }
}

/// A service of a node's own system.
private struct NodeService {
    let name: String
    let description: String
    /// Known to the API and not installed.
    var isAbsent = false

    static let all = [
        NodeService(name: "chrony", description: "chrony, an NTP client/server"),
        NodeService(name: "corosync", description: "Corosync Cluster Engine"),
        NodeService(name: "cron", description: "Regular background program processing daemon"),
        NodeService(name: "postfix", description: "Postfix Mail Transport Agent"),
        NodeService(name: "pve-cluster", description: "The Proxmox VE cluster filesystem"),
        NodeService(name: "pve-firewall", description: "Proxmox VE firewall"),
        NodeService(name: "pve-ha-crm", description: "PVE Cluster HA Resource Manager Daemon"),
        NodeService(name: "pve-ha-lrm", description: "PVE Local HA Resource Manager Daemon"),
        NodeService(name: "pvedaemon", description: "PVE API Daemon"),
        NodeService(name: "pveproxy", description: "PVE API Proxy Server"),
        NodeService(name: "pvestatd", description: "PVE Status Daemon"),
        NodeService(name: "sshd", description: "OpenBSD Secure Shell server"),
        NodeService(name: "syslog", description: "System Logging Service", isAbsent: true),
    ]

    /// The one in the path; the API takes no other.
    static func named(_ call: Call) throws(Refusal) -> NodeService {
        let name = call["service"] ?? ""
        guard let service = all.first(where: { $0.name == name }) else {
            let known = all.map(\.name).joined(separator: ", ")
            throw .wrong(["service": "value '\(name)' does not have a value in the enumeration '\(known)'"])
        }
        return service
    }
}

extension World {
    fileprivate func row(of service: NodeService, on node: NodeName) -> Row {
        let isDead = service.isAbsent || self.node(node)?.deadServices.contains(service.name) == true
        return [
            "service": .text(service.name), "name": .text(service.name), "desc": .text(service.description),
            "state": service.isAbsent ? "dead" : isDead ? "failed" : "running",
            "active-state": service.isAbsent ? "inactive" : isDead ? "failed" : "active",
            "unit-state": service.isAbsent ? "not-found" : "enabled",
        ]
    }
}
