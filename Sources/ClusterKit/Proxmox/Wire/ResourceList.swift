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
