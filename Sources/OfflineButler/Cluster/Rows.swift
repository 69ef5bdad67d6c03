import AIKit
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
    let tags: [String]
    /// How high availability sees it; `nil` when it does not manage it.
    let highAvailability: String?
    let pool: String?
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
        tags = (row["tags"]?.string ?? "").split { ";, ".contains($0) }.map { String($0) }
        highAvailability = row["hastate"]?.string.flatMap { $0.isEmpty || $0 == "unmanaged" ? nil : $0 }
        pool = row["pool"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        load = Load(row)
        uptime = row.count("uptime")
    }

    /// `jellyfin (103) on pve`.
    var place: String { title + (node.map { " on \($0)" } ?? "") }
    /// `jellyfin (103)`, or `guest 103` when the name is unknown.
    var title: String { name.map { "\($0) (\(vmid))" } ?? "guest \(vmid)" }
    var isRunning: Bool { status == "running" && !isAdrift }
    /// Whether anything is known of its state now.
    var isKnown: Bool { !isAdrift && status != nil && status != "unknown" }
    /// Whether it stands still because of an error, by Proxmox's words for QEMU's.
    var isHeldByError: Bool {
        ["io-error", "internal-error", "guest-panicked", "watchdog"].contains(status ?? "")
    }
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
    let cpuModel: String?
    /// Processes that run or wait, on average over one, five and fifteen minutes.
    let loadAverage: [Double]
    /// How high availability sees it; `nil` when that is as usual.
    let highAvailability: String?

    init?(_ row: JSONValue) {
        guard let name = row["node"]?.string ?? row["name"]?.string else { return nil }
        self.name = name
        status = row["status"]?.string ?? row["online"]?.bool.map { $0 ? "online" : "offline" }
        load = Load(row)
        uptime = row.count("uptime")
        version = row["pveversion"]?.string.map { NodeRow.release($0) }
        cpuModel = row["cpumodel"]?.string
        loadAverage = (row["loadavg"]?.array ?? []).compactMap { $0.double ?? $0.string.flatMap(Double.init) }
        highAvailability = row["hastate"]?.string.flatMap { $0.isEmpty || $0 == "online" ? nil : $0 }
        kernel = row["kversion"]?.string.map { String($0.prefix { $0 != "#" }).trimming(\.isWhitespace) }
    }

    /// `Proxmox VE 9.1.1` for `pve-manager/9.1.1/42d7a9`.
    private static func release(_ text: String) -> String {
        let parts = text.split(separator: "/")
        return parts.count > 1 && parts[0] == "pve-manager" ? "Proxmox VE \(parts[1])" : text
    }

    var isOnline: Bool { status == "online" }
    /// Whether it is in maintenance, by the word of the high availability manager.
    var isInMaintenance: Bool { highAvailability == "maintenance" }
    /// `3.10, 2.80 and 2.50`; `nil` when it is not known.
    var loadWords: String? {
        loadAverage.isEmpty ? nil : Figures.list(loadAverage.map { Figures.decimal($0) })
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

    init(_ row: JSONValue) {
        cpu = row.measure("cpu").flatMap { $0 < 0 ? nil : $0 }
        processors = row.count("maxcpu")
        memory = row.count("mem")
        memoryTotal = row.count("maxmem")
        disk = row.count("disk")
        diskTotal = row.count("maxdisk")
    }

    /// The used part of memory.
    var memoryShare: Double? { Figures.share(memory, of: memoryTotal) }
}
