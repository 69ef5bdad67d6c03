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
            haState: fields.word("hastate"), uptime: fields.seconds("uptime"), cpu: fields.share("cpu"),
            cpuCount: fields.processors("maxcpu") ?? fields.processors("cpus"), memory: fields.count("mem"),
            memoryLimit: fields.count("maxmem"), hostMemory: fields.count("memhost"),
            // For a virtual machine this is 0, which means nobody looked.
            disk: id.kind == .lxc ? fields.count("disk") : nil, diskLimit: fields.count("maxdisk"),
            diskRead: fields.count("diskread"), diskWritten: fields.count("diskwrite"),
            networkIn: fields.count("netin"), networkOut: fields.count("netout"))
    }
}

extension GuestDetail {
    /// The object of `status/current`.
    init(_ fields: borrowing Fields, id: GuestID, node: NodeName) {
        self.init(
            guest: Guest(fields, id: id, node: node),
            hasAgent: id.kind == .qemu ? fields.bool("agent") ?? false : nil,
            isHAManaged: fields.fields("ha")?.bool("managed"), pid: fields.count("pid"),
            swap: fields.count("swap"), swapLimit: fields.count("maxswap"),
            machine: fields.word("running-machine"), qemuVersion: fields.word("running-qemu"))
    }
}
