import AIKit
import ClusterKit
import JSON

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
