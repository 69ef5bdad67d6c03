extension World {
    /// A node as the resource list and the node list show it.
    ///
    /// The keys of size stay as long as the last report is believed, the keys of use only while the node
    /// is a member; a node without a report that is not known to be gone is `unknown`.
    func nodeRow(_ node: Node, isAudited: Bool) -> Row {
        let report = node.report.flatMap { isFresh($0.time) ? $0 : nil }
        var row: Row = [
            "id": .text("node/\(node.name)"), "type": "node", "node": .text(node.name),
            "status": .text(!node.isOnline ? "offline" : report == nil ? "unknown" : "online"),
        ]
        guard report != nil else { return row }
        row["level"] = ""
        guard isAudited, let report else { return row }
        row.append([
            "maxcpu": .int(node.cpus), "maxmem": .int(node.memory), "maxdisk": .int(node.rootDisk),
            "cgroup-mode": 2, "host-arch": profile == .nine ? "x86_64" : nil,
            "hastate": resources.isEmpty ? nil : .text(node.isOnline ? "online" : "unknown"),
        ])
        guard node.isOnline else { return row }
        row.append([
            "cpu": .number(report.cpu), "mem": .int(report.memory), "disk": .int(node.rootUsed),
            "uptime": .int(report.uptime),
        ])
        return row
    }

    /// A guest as the resource list shows it: what its node's daemon said last, and nothing made up.
    func guestRow(_ guest: Guest, highAvailability: String?) -> Row {
        var row: Row = [
            "id": .text(guest.id), "vmid": .int(guest.vmid), "node": .text(guest.node),
            "type": .text(guest.kind.rawValue), "pool": guest.pool.map(Datum.text),
            "lock": guest.lock.map(Datum.text),
            "tags": guest.tags.isEmpty ? nil : .text(guest.tags.joined(separator: ";")),
            "hastate": highAvailability.map(Datum.text),
        ]
        guard let report = guest.report, isFresh(report.time) else {
            row["status"] = "unknown"
            return row
        }
        row.append([
            "name": .text(guest.name), "status": .text(report.status), "template": .bit(guest.isTemplate),
            "uptime": .int(report.uptime), "cpu": .number(report.cpu), "maxcpu": .int(guest.cpus),
            "mem": .int(report.memory), "maxmem": .int(guest.memory),
            "memhost": guest.kind == .qemu && profile == .nine ? .int(report.hostMemory) : nil,
            "disk": .int(guest.kind == .lxc && report.uptime > 0 ? guest.diskUsed : 0),
            "maxdisk": .int(guest.disk), "netin": .int(report.netIn), "netout": .int(report.netOut),
            "diskread": .int(report.diskRead), "diskwrite": .int(report.diskWrite),
        ])
        return row
    }

    /// A storage on a node as the resource list shows it.
    func storageRow(_ storage: Storage, on node: Node) -> Row {
        let isKnown = node.report.map { isFresh($0.time) } ?? false
        let isStale = storage.hangsSince.map { !isFresh($0) } ?? false
        var row: Row = [
            "id": .text("storage/\(node.name)/\(storage.name)"), "type": "storage", "node": .text(node.name),
            "storage": .text(storage.name), "status": .text(isKnown && !isStale ? "available" : "unknown"),
            "shared": .bit(storage.isShared), "plugintype": .text(storage.type),
            "content": .text(storage.content.joined(separator: ",")),
        ]
        guard isKnown, !isStale, let report = node.report else { return row }
        let time = min(report.time, storage.hangsSince ?? report.time)
        row["disk"] = .int(storage.used(on: node.name, at: time, epoch: epoch))
        row["maxdisk"] = .int(storage.total)
        return row
    }

    /// A pool, with the sums of its members that run.
    func poolRow(_ pool: String) -> Row {
        var row: Row = ["id": .text("/pool/\(pool)"), "type": "pool", "pool": .text(pool)]
        let members = guests.values.filter { $0.pool == pool }.compactMap { guest in
            guest.report.flatMap { $0.uptime > 0 ? (guest, $0) : nil }
        }
        guard !members.isEmpty else { return row }
        let cpus = members.reduce(0) { $0 + $1.0.cpus }
        let busy = members.reduce(0) { $0 + Int($1.1.cpu * Double($1.0.cpus) * 1e9) }
        row.append([
            "maxcpu": .int(cpus), "cpu": .number(Double(busy) / 1e9 / Double(cpus)),
            "maxmem": .int(members.reduce(0) { $0 + $1.0.memory }),
            "mem": .int(members.reduce(0) { $0 + $1.1.memory }),
            "uptime": .int(members.map(\.1.uptime).max() ?? 0),
        ])
        return row
    }

    /// The one network zone of a node, named as the release does.
    func networkRow(_ node: Node) -> Row {
        let status = Datum.text(node.isOnline ? "ok" : "unknown")
        switch profile {
        case .eight:
            return [
                "id": .text("sdn/\(node.name)/localnetwork"), "type": "sdn", "sdn": "localnetwork",
                "node": .text(node.name), "status": status,
            ]
        case .nine:
            return [
                "id": .text("network/\(node.name)/zone/localnetwork"), "type": "network",
                "network": "localnetwork", "network-type": "zone", "node": .text(node.name),
                "status": status,
            ]
        }
    }
}

/// The resource lists of the present moment, already written.
struct ResourceCache: Sendable {
    /// What makes two lists equal.
    struct Key: Sendable, Hashable {
        let tick: Double
        let revision: Int
        let type: String?
    }

    private var lists: [Key: [UInt8]] = [:]

    subscript(key: Key) -> [UInt8]? {
        get { lists[key] }
        set {
            lists = lists.filter { $0.key.tick == key.tick && $0.key.revision == key.revision }
            lists[key] = newValue
        }
    }
}
