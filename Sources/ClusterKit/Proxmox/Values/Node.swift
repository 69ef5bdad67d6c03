/// Whether a node takes part in the cluster.
package enum NodeState: String, Sendable, Hashable {
    case online
    case offline
    /// A member whose status daemon does not report, or an answer that did not say.
    case unknown
}

/// A cluster node as `/cluster/resources` and `/cluster/status` show it together.
///
/// An offline node keeps its limits for about five minutes and then has no figures at all; they are
/// `nil`, never 0.
package struct Node: Sendable, Hashable, Identifiable {
    package var name: NodeName
    package var state: NodeState
    /// The address in the cluster network; needs `Sys.Audit` on `/`.
    package var address: String?
    /// The node that answered.
    package var isLocal: Bool?
    package var uptime: Duration?
    /// The part of all processors in use, 0 to 1.
    package var cpu: Double?
    package var cpuCount: Double?
    /// Bytes.
    package var memory: Int?
    /// Bytes.
    package var memoryLimit: Int?
    /// Bytes used on the root file system.
    package var disk: Int?
    /// Bytes of the root file system.
    package var diskLimit: Int?
    /// The subscription: `""` or `nil` for none, `c`, `b`, `s`, `p`.
    package var subscription: String?
    /// `online`, `maintenance`, `unknown`, `fence` or `gone`, when high availability is in use.
    package var haState: String?

    package var id: NodeName { name }

    package init(
        name: NodeName, state: NodeState, address: String? = nil, isLocal: Bool? = nil,
        uptime: Duration? = nil, cpu: Double? = nil, cpuCount: Double? = nil, memory: Int? = nil,
        memoryLimit: Int? = nil, disk: Int? = nil, diskLimit: Int? = nil, subscription: String? = nil,
        haState: String? = nil
    ) {
        self.name = name
        self.state = state
        self.address = address
        self.isLocal = isLocal
        self.uptime = uptime
        self.cpu = cpu
        self.cpuCount = cpuCount
        self.memory = memory
        self.memoryLimit = memoryLimit
        self.disk = disk
        self.diskLimit = diskLimit
        self.subscription = subscription
        self.haState = haState
    }
}

extension Node {
    /// The part of memory in use; `nil` when either figure is unknown.
    package var memoryFraction: Double? { share(memory, of: memoryLimit) }

    /// The part of the root file system in use.
    package var diskFraction: Double? { share(disk, of: diskLimit) }
}

/// A disk in a node, as its own electronics judge it.
package struct PhysicalDisk: Sendable, Hashable {
    /// `/dev/nvme0n1`.
    package var path: String
    package var model: String?
    /// `ssd`, `hdd`, `nvme` or `usb`.
    package var type: String?
    /// Bytes.
    package var size: Int?
    /// SMART's verdict: `PASSED`, `OK`, `FAILED!` or `UNKNOWN`.
    package var health: String?
    /// The percentage of an SSD's life that is left.
    package var wearout: Int?

    package init(
        path: String, model: String? = nil, type: String? = nil, size: Int? = nil, health: String? = nil,
        wearout: Int? = nil
    ) {
        self.path = path
        self.model = model
        self.type = type
        self.size = size
        self.health = health
        self.wearout = wearout
    }
}
