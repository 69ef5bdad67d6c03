import JSON
import Text

/// Nodes and guests as rows for tools, reports and what is kept, and the rows read again.
///
/// Rows carry Proxmox's own key names, units and words, as `/cluster/resources` has them; what is unknown is left out.
/// Times are Unix seconds, sizes bytes, `cpu` a fraction of `maxcpu`, `uptime` seconds; `ip` is our own key.
extension Node {
    package var row: JSONValue {
        .known([
            "node": .string(name.text), "status": .string(state.rawValue),
            "cpu": cpu.map { .number($0) }, "maxcpu": cpuCount.map { .number($0) },
            "mem": memory.map { .integer($0) }, "maxmem": memoryLimit.map { .integer($0) },
            "disk": disk.map { .integer($0) }, "maxdisk": diskLimit.map { .integer($0) },
            "uptime": uptime.map { .seconds($0) }, "hastate": haState.map { .string($0) },
            "ip": address.flatMap { IPAddress($0) }.map { .string("\($0)") },
        ])
    }

    /// `nil` for a row that names no node.
    package init?(row: JSONValue) {
        guard let name: NodeName = row.name("node") else { return nil }
        self.init(
            name: name, state: row["status"]?.string.flatMap(NodeState.init(rawValue:)) ?? .unknown,
            address: row.address("ip").map { "\($0)" }, uptime: row.seconds("uptime"), cpu: row.amount("cpu"),
            cpuCount: row.amount("maxcpu"),
            memory: row.count("mem"), memoryLimit: row.count("maxmem"), disk: row.count("disk"),
            diskLimit: row.count("maxdisk"), haState: row.word("hastate"))
    }
}

extension NodeStatus {
    /// The row of a node with what it tells of itself alone.
    package func row(of node: Node) -> JSONValue {
        guard case .object(let members) = node.row else { return node.row }
        let own: [String: JSONValue?] = [
            "loadavg": loadAverage.isEmpty ? nil : .array(loadAverage.map { .number($0) }),
            "pveversion": release.map { .string($0) }, "kversion": kernel.map { .string($0) },
            "cpumodel": cpuModel.map { .string($0) }, "wait": ioWait.map { .number($0) },
            "swap": swapUsed.map { .integer($0) }, "maxswap": swapTotal.map { .integer($0) },
        ]
        return .object(members.merging(own.compactMapValues { $0 }) { _, own in own })
    }

    /// What the row of a node has beyond the list's.
    package init(row: JSONValue) {
        self.init(
            ioWait: row.amount("wait"), loadAverage: (row["loadavg"]?.array ?? []).compactMap(\.double),
            cpuModel: row.word("cpumodel"), swapUsed: row.count("swap"), swapTotal: row.count("maxswap"),
            kernel: row.word("kversion"), release: row.word("pveversion"))
    }
}

extension Guest {
    package var row: JSONValue {
        .known([
            "vmid": .integer(vmid.number), "type": .string(kind.rawValue), "node": .string(node.text),
            "name": name.map { .string(Untrusted($0).name) }, "status": .string(status.description),
            "last_known_status": lastKnownStatus.map { .string($0.description) },
            "template": isTemplate.map { .bool($0) },
            "tags": tags.isEmpty ? nil : .string(tags.map { Untrusted($0).name }.joined(separator: ";")),
            "pool": pool.map { .string($0.text) }, "lock": lock.map { .string($0) },
            "hastate": haState.map { .string($0) }, "cpu": cpu.map { .number($0) },
            "maxcpu": cpuCount.map { .number($0) }, "mem": memory.map { .integer($0) },
            "maxmem": memoryLimit.map { .integer($0) }, "disk": disk.map { .integer($0) },
            "maxdisk": diskLimit.map { .integer($0) }, "uptime": uptime.map { .seconds($0) },
            "ip": address.map { .string("\($0)") },
        ])
    }

    /// `nil` for a row that does not say which guest it is about.
    package init?(row: JSONValue) {
        guard let vmid = row["vmid"]?.integer.flatMap({ VMID($0) }),
            let kind = row["type"]?.string.flatMap(GuestKind.init(rawValue:)),
            let node: NodeName = row.name("node")
        else { return nil }
        self.init(
            id: GuestID(kind, vmid), node: node, name: row["name"]?.string,
            status: GuestStatus(row["status"]?.string ?? "unknown"),
            lastKnownStatus: row["last_known_status"]?.string.map { GuestStatus($0) },
            isTemplate: row["template"]?.bool,
            tags: (row["tags"]?.string ?? "").split { ";, ".contains($0) }.map { String($0) },
            pool: row.name("pool"), lock: row.word("lock"), haState: row.word("hastate"),
            uptime: row.seconds("uptime"), address: row.address("ip"),
            cpu: row.amount("cpu"), cpuCount: row.amount("maxcpu"),
            memory: row.count("mem"), memoryLimit: row.count("maxmem"), disk: row.count("disk"),
            diskLimit: row.count("maxdisk"))
    }
}
