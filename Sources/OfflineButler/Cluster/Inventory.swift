import AIKit
import ClusterKit
import JSON

/// Everything in the cluster that has a name, from `get_cluster_resources`.
struct Inventory: Sendable {
    let nodes: [SeenNode]
    let guests: [SeenGuest]
    let storage: [SeenStorage]
    /// In alphabetical order.
    let tags: [String]
    /// The pools that guests are in, in alphabetical order.
    let pools: [String]
    /// What the cluster is called.
    let cluster: String?
    /// The other clusters in Jarvis' care.
    let others: [String]
    /// What is hidden from the account.
    let note: String?

    init(_ facts: JSONValue) {
        nodes = facts.rows("nodes", SeenNode.init).sorted { $0.name < $1.name }
        let dead = Set(nodes.filter(\.isOffline).map(\.name))
        let guests = facts.rows("guests", SeenGuest.init).sorted { $0.vmid < $1.vmid }.map { guest in
            var guest = guest
            guest.isAdrift = dead.contains(guest.node)
            return guest
        }
        self.guests = guests
        // Of a shared storage the first row counts, so rows of one name keep their order.
        storage = facts.rows("storage", SeenStorage.init).enumerated().sorted {
            ($0.element.name, $0.offset) < ($1.element.name, $1.offset)
        }.map(\.element)
        tags = Set(guests.flatMap(\.tags)).sorted()
        pools = Set(guests.compactMap(\.pool)).sorted()
        cluster = facts["cluster"]?.string
        others = (facts["other_clusters"]?.array ?? []).compactMap(\.string)
        note = facts["note"]?.string
    }

    /// The guests that are not templates, those of one node if it is given.
    func machines(on node: String? = nil) -> [SeenGuest] {
        guests.filter { !$0.isTemplate && (node == nil || $0.node == node) }
    }

    /// The guest of that number, as a task or a backup names it.
    func title(of vmid: Int) -> String {
        guests.first { $0.vmid == vmid }?.title ?? "guest \(vmid)"
    }
}

/// A guest as the butler sees it.
struct SeenGuest: Sendable, Hashable {
    let guest: Guest
    /// Its node is offline, so its status is only what was last seen.
    var isAdrift = false

    /// `nil` for a row that does not say which guest it is about.
    init?(_ row: JSONValue) {
        guard let guest = Guest(row: row) else { return nil }
        self.guest = guest
    }

    var vmid: Int { guest.vmid.number }
    var name: String? { guest.name }
    var node: String { guest.node.text }
    var isContainer: Bool { guest.kind == .lxc }
    var status: GuestStatus { guest.status }
    /// What was last seen of a guest whose state nobody can tell now.
    var lastStatus: GuestStatus { guest.lastKnownStatus ?? guest.status }
    var isTemplate: Bool { guest.isTemplate ?? false }
    var lock: String? { guest.lock }
    var tags: [String] { guest.tags }
    /// How high availability sees it; `nil` when it does not manage it.
    var highAvailability: String? { guest.haState == "unmanaged" ? nil : guest.haState }
    var pool: String? { guest.pool?.text }
    /// Seconds.
    var uptime: Int? { guest.uptime.map { Int(clamping: $0.components.seconds) } }

    var load: Load {
        Load(
            cpu: guest.cpu, processors: guest.cpuCount, memory: guest.memory, memoryTotal: guest.memoryLimit,
            disk: guest.disk, diskTotal: guest.diskLimit)
    }

    /// `jellyfin (103) on pve`.
    var place: String { "\(title) on \(node)" }
    /// `jellyfin (103)`, or `guest 103` when the name is unknown.
    var title: String { name.map { "\($0) (\(vmid))" } ?? "guest \(vmid)" }
    var isRunning: Bool { status == .running && !isAdrift }
    /// Whether anything is known of its state now.
    var isKnown: Bool { !isAdrift && status != .unknown }
    /// The state in words.
    var state: String { isAdrift ? "unknown, its node is offline" : status.description }
    var kind: String { isContainer ? "container" : "virtual machine" }
}

/// A node as the butler sees it.
struct SeenNode: Sendable, Hashable {
    let node: Node
    /// What it tells of itself alone; in a list of all nodes nothing.
    let details: NodeStatus

    /// `nil` for a row that names no node.
    init?(_ row: JSONValue) {
        guard let node = Node(row: row) else { return nil }
        self.node = node
        details = NodeStatus(row: row)
    }

    var name: String { node.name.text }
    var isOnline: Bool { node.state == .online }
    var isOffline: Bool { node.state == .offline }
    /// The state in words.
    var state: String { node.state.rawValue }
    var cpuModel: String? { details.cpuModel }
    /// How high availability sees it; `nil` when that is as usual.
    var highAvailability: String? { node.haState == "online" ? nil : node.haState }
    /// Seconds.
    var uptime: Int? { node.uptime.map { Int(clamping: $0.components.seconds) } }

    var load: Load {
        Load(
            cpu: node.cpu, processors: node.cpuCount, memory: node.memory, memoryTotal: node.memoryLimit,
            disk: node.disk, diskTotal: node.diskLimit)
    }

    /// `Proxmox VE 9.1.1` for `pve-manager/9.1.1/42d7a9`.
    var version: String? {
        details.release.map { text in
            let parts = text.split(separator: "/")
            return parts.count > 1 && parts[0] == "pve-manager" ? "Proxmox VE \(parts[1])" : text
        }
    }

    /// The release of the kernel without its build.
    var kernel: String? {
        details.kernel.map { String($0.prefix { $0 != "#" }).trimming(\.isWhitespace) }
    }

    /// How many processes run or wait, on average over one, five and fifteen minutes: `3.10, 2.80 and 2.50`; `nil` when
    /// it is not known.
    var loadWords: String? {
        details.loadAverage.isEmpty ? nil : Figures.list(details.loadAverage.map { Figures.decimal($0) })
    }
}

/// What a guest or node uses.
struct Load: Sendable, Hashable {
    /// A fraction of all processors.
    let cpu: Double?
    let processors: Int?
    /// Bytes.
    let memory: Int?
    let memoryTotal: Int?
    let disk: Int?
    let diskTotal: Int?

    /// Of processors only whole ones are told.
    init(
        cpu: Double? = nil, processors: Double? = nil, memory: Int? = nil, memoryTotal: Int? = nil,
        disk: Int? = nil, diskTotal: Int? = nil
    ) {
        self.cpu = cpu
        self.processors = processors.flatMap { Int(exactly: $0) }
        self.memory = memory
        self.memoryTotal = memoryTotal
        self.disk = disk
        self.diskTotal = diskTotal
    }

    /// The used part of memory.
    var memoryShare: Double? { Figures.share(memory, of: memoryTotal) }
}

/// A storage on one node, or a shared one once.
struct SeenStorage: Sendable, Hashable {
    let storage: Storage
    /// The nodes that lack a shared storage.
    let missing: [String]

    /// `nil` for a row that names no storage of a node.
    init?(_ row: JSONValue) {
        guard let storage = Storage(row: row) else { return nil }
        self.storage = storage
        missing = row.texts("lacking")
    }

    var name: String { storage.name.text }
    var node: String { storage.node.text }
    var state: StorageState { storage.state }
    var isAvailable: Bool { state == .available }
    var isShared: Bool { storage.isShared ?? false }
    /// Bytes.
    var used: Int? { storage.used }
    var total: Int? { storage.total }
    var holdsBackups: Bool { storage.content.contains("backup") }
    var share: Double? { storage.usedFraction }
    /// `local-lvm on pve`, `nas (shared)`.
    var title: String { isShared ? "\(name) (shared)" : "\(name) on \(node)" }
}
