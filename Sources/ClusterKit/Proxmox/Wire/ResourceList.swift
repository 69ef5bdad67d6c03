/// What `/cluster/resources` answers: four kinds of rows in one list, and more that are passed over.
package struct ResourceList: Sendable, Hashable {
    package var nodes: [Node] = []
    package var guests: [Guest] = []
    package var storages: [Storage] = []
    package var pools: [Pool] = []
    /// Rows of these kinds that made no sense and are missing above.
    package var unreadableRows = 0

    package init() {}

    /// Reads the whole body of an answer.
    package init(body: [UInt8]) throws(ProxmoxError) {
        self = try ProxmoxClient.decoded(body, of: .resources) { answer throws(WireFault) in
            try ResourceList(answer)
        }
    }
}

extension ResourceList {
    init(_ answer: Answer) throws(WireFault) {
        self.init()
        // Proxmox answers with a list always, if with an empty one: nothing at all is not "no nodes".
        unreadableRows = try answer.eachRow(mayBeNull: false) { append($0) }
        nodes = Self.once(nodes)
        guests = Self.once(guests)
        storages = Self.once(storages)
        pools = Self.once(pools)
    }

    /// Adds a row of a kind that is known; says `false` when it ought to be readable and is not.
    private mutating func append(_ fields: borrowing Fields) -> Bool {
        switch fields.text("type") {
        case "qemu", "lxc": Self.append(Guest(fields), to: &guests)
        case "node": Self.append(Node(fields), to: &nodes)
        case "storage": Self.append(Storage(fields), to: &storages)
        case "pool": Self.append(Pool(fields), to: &pools)
        case nil: false
        default: true
        }
    }

    /// The rows in order, each thing once: of two rows the first counts.
    private static func once<Row: Identifiable>(_ rows: [Row]) -> [Row] where Row.ID: Comparable {
        var seen = Set<Row.ID>(minimumCapacity: rows.count)
        return rows.filter { seen.insert($0.id).inserted }.sorted { $0.id < $1.id }
    }

    private static func append<Row>(_ row: Row?, to rows: inout [Row]) -> Bool {
        guard let row else { return false }
        rows.append(row)
        return true
    }
}

extension Pool: WireRow {
    init?(_ fields: borrowing Fields) {
        guard let name = (fields.text("pool") ?? fields.text("poolid")).flatMap({ PoolName($0) }) else {
            return nil
        }
        self.init(name: name)
    }
}

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
