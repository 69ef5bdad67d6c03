import JSON

/// A guest as a tool's row has it; what the row lacks is unknown.
struct GuestRow: Sendable, Hashable {
    let vmid: Int
    let name: String?
    let node: String?
    let isContainer: Bool?
    let status: String?
    /// What was last seen of a guest whose state nobody can tell now.
    let lastStatus: String?
    let isTemplate: Bool
    let lock: String?
    let load: Load
    let uptime: Int?
    /// Its node is offline, so `status` is only what was last seen.
    var isAdrift = false

    init?(_ row: JSONValue) {
        guard let vmid = row["vmid"]?.integer else { return nil }
        self.vmid = vmid
        name = row["name"]?.string
        node = row["node"]?.string
        isContainer =
            switch row["type"]?.string {
            case "lxc": true
            case "qemu": false
            default: nil
            }
        status = row["status"]?.string
        lastStatus = row["last_known_status"]?.string ?? status
        isTemplate = row["template"]?.bool ?? false
        lock = row["lock"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        load = Load(row)
        uptime = row["uptime"]?.integer
    }

    /// `jellyfin (103)`, or `guest 103` when the name is unknown.
    var title: String { name.map { "\($0) (\(vmid))" } ?? "guest \(vmid)" }
    var isRunning: Bool { status == "running" && !isAdrift }
    /// Whether anything is known of its state now.
    var isKnown: Bool { !isAdrift && status != nil && status != "unknown" }
    /// The state in words.
    var state: String { isAdrift ? "unknown, its node is offline" : status ?? "unknown" }
    var kind: String { isContainer.map { $0 ? "container" : "virtual machine" } ?? "guest" }
}

/// A node as a tool's row has it.
struct NodeRow: Sendable, Hashable {
    let name: String
    let status: String?
    let load: Load
    let uptime: Int?
    let version: String?
    let kernel: String?

    init?(_ row: JSONValue) {
        guard let name = row["node"]?.string ?? row["name"]?.string else { return nil }
        self.name = name
        status = row["status"]?.string ?? row["online"]?.bool.map { $0 ? "online" : "offline" }
        load = Load(row)
        uptime = row["uptime"]?.integer
        version = row["pveversion"]?.string
        kernel = row["kversion"]?.string
    }

    var isOnline: Bool { status == "online" }
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

    init(_ row: JSONValue) {
        cpu = row["cpu"]?.double
        processors = row["maxcpu"]?.integer
        memory = row["mem"]?.integer
        memoryTotal = row["maxmem"]?.integer
        disk = row["disk"]?.integer
        diskTotal = row["maxdisk"]?.integer
    }

    /// The used part of memory.
    var memoryShare: Double? { Figures.share(memory, of: memoryTotal) }
}

/// A storage on one node, or a shared one once.
struct StorageRow: Sendable, Hashable {
    let name: String
    let node: String?
    let status: String?
    let isShared: Bool
    let used: Int?
    let total: Int?

    init?(_ row: JSONValue) {
        guard let name = row["storage"]?.string else { return nil }
        self.name = name
        node = row["node"]?.string
        status = row["status"]?.string
        isShared = row["shared"]?.bool ?? false
        used = row["disk"]?.integer ?? row["used"]?.integer
        total = row["maxdisk"]?.integer ?? row["total"]?.integer
    }

    var share: Double? { Figures.share(used, of: total) }
    /// `local-lvm on pve`, `nas (shared)`.
    var title: String { isShared ? "\(name) (shared)" : node.map { "\(name) on \($0)" } ?? name }
}

/// A task of the cluster.
struct TaskRow: Sendable, Hashable {
    let node: String?
    let type: String
    let id: String
    let user: String?
    let start: Int?
    let end: Int?
    /// `OK`, `WARNINGS: n` or the error; `nil` while it runs.
    let status: String?

    init?(_ row: JSONValue) {
        guard let type = row["type"]?.string else { return nil }
        self.type = type
        node = row["node"]?.string
        id = row["id"]?.string ?? row["id"]?.integer.map { String($0) } ?? ""
        user = row["user"]?.string
        start = row["starttime"]?.integer
        end = row["endtime"]?.integer
        status = row["status"]?.string ?? row["exitstatus"]?.string
    }

    var isRunning: Bool { end == nil && (status == nil || status == "RUNNING" || status == "running") }
    var hasFailed: Bool { !isRunning && status != nil && status != "OK" && !isWarning }
    var isWarning: Bool { status?.hasPrefix("WARNINGS") ?? false }
}

/// A backup of a guest.
struct BackupRow: Sendable, Hashable {
    let vmid: Int
    let storage: String?
    let time: Int?
    let size: Int?

    init?(_ row: JSONValue) {
        guard let vmid = row["vmid"]?.integer else { return nil }
        self.vmid = vmid
        storage = row["storage"]?.string
        time = row["ctime"]?.integer
        size = row["size"]?.integer
    }
}

/// A temperature somebody measured.
struct TemperatureRow: Sendable, Hashable {
    let node: String
    let sensor: String?
    let celsius: Double

    init?(_ row: JSONValue) {
        guard let node = row["node"]?.string, let celsius = row["celsius"]?.double else { return nil }
        self.node = node
        self.celsius = celsius
        sensor = row["sensor"]?.string
    }
}

extension JSONValue {
    /// The rows under a key that can be read.
    func rows<Row>(_ key: String, _ read: (JSONValue) -> Row?) -> [Row] {
        (self[key]?.array ?? []).compactMap(read)
    }
}
