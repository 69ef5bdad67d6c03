extension Guest: WireRow {
    /// A row of `/cluster/resources`, or of a node's own list when it says `type`.
    init?(_ fields: borrowing Fields) {
        guard let kind = fields.text("type").flatMap(GuestKind.init(rawValue:)),
            let node = fields.text("node").flatMap({ NodeName($0) })
        else { return nil }
        self.init(fields, kind: kind, node: node)
    }

    /// A row of `/nodes/N/qemu` or `/nodes/N/lxc`, which do not say whose they are.
    init?(_ fields: borrowing Fields, kind: GuestKind, node: NodeName) {
        guard let vmid = fields.integer("vmid").flatMap({ VMID($0) }) else { return nil }
        self.init(fields, id: GuestID(kind, vmid), node: node)
    }

    /// An object about a guest that is known already.
    init(_ fields: borrowing Fields, id: GuestID, node: NodeName) {
        self.init(
            id: id, node: node, name: fields.word("name"),
            // The run state of QEMU tells a paused guest from a running one, where there is one.
            status: GuestStatus(fields.word("qmpstatus") ?? fields.word("status") ?? "unknown"),
            isTemplate: fields.bool("template"), tags: fields.list("tags"),
            pool: fields.word("pool").flatMap { PoolName($0) }, lock: fields.word("lock"),
            haState: fields.word("hastate"), uptime: fields.seconds("uptime"), cpu: fields.double("cpu"),
            cpuCount: fields.double("maxcpu") ?? fields.double("cpus"), memory: fields.integer("mem"),
            memoryLimit: fields.integer("maxmem"), hostMemory: fields.integer("memhost"),
            // For a virtual machine this is 0, which means nobody looked.
            disk: id.kind == .lxc ? fields.integer("disk") : nil, diskLimit: fields.integer("maxdisk"),
            diskRead: fields.integer("diskread"), diskWritten: fields.integer("diskwrite"),
            networkIn: fields.integer("netin"), networkOut: fields.integer("netout"))
    }
}

extension GuestDetail {
    /// The object of `status/current`.
    init(_ fields: borrowing Fields, id: GuestID, node: NodeName) {
        self.init(
            guest: Guest(fields, id: id, node: node),
            hasAgent: id.kind == .qemu ? fields.bool("agent") ?? false : nil,
            isHAManaged: fields.fields("ha")?.bool("managed"), pid: fields.integer("pid"),
            swap: fields.integer("swap"), swapLimit: fields.integer("maxswap"),
            machine: fields.word("running-machine"), qemuVersion: fields.word("running-qemu"))
    }
}
