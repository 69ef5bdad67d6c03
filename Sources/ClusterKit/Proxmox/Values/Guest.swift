/// A virtual machine or container as `/cluster/resources` shows it.
///
/// What Proxmox did not say is `nil`.
package struct Guest: Sendable, Hashable, Identifiable {
    package var id: GuestID
    /// Where its configuration lies, which is where it runs.
    package var node: NodeName
    package var name: String?
    /// What can be believed now: `.unknown` when the node is not online, whatever the row says.
    package var status: GuestStatus
    /// What was last heard before `status` became unknown; `nil` otherwise.
    package var lastKnownStatus: GuestStatus?
    package var isTemplate: Bool?
    package var tags: [String]
    package var pool: PoolName?
    /// The operation that holds the configuration lock, such as `backup` or `migrate`.
    package var lock: String?
    /// The state that high availability wants or has; `nil` when it is not managed.
    package var haState: String?
    package var uptime: Duration?
    /// Where it is reached, as it told when it was asked last; `nil` while that is not known.
    package var address: IPAddress?
    /// The part of all its processors in use, 0 to 1; a little over 1 happens.
    package var cpu: Double?
    /// Processors, fractional for containers with a limit.
    package var cpuCount: Double?
    /// Bytes in use, as the guest sees it when it tells, else as the host does.
    package var memory: Int?
    /// Bytes at most.
    package var memoryLimit: Int?
    /// Bytes the host spends on it; may exceed the limit.
    package var hostMemory: Int?
    /// Bytes in use on the root disk, which Proxmox knows for containers only.
    package var disk: Int?
    /// Bytes of the root or boot disk.
    package var diskLimit: Int?
    /// Bytes since the guest started: a counter, set back by restart and migration.
    package var diskRead: Int?
    /// Bytes since the guest started.
    package var diskWritten: Int?
    /// Bytes since the guest started.
    package var networkIn: Int?
    /// Bytes since the guest started.
    package var networkOut: Int?

    package init(
        id: GuestID, node: NodeName, name: String? = nil, status: GuestStatus,
        lastKnownStatus: GuestStatus? = nil, isTemplate: Bool? = nil, tags: [String] = [],
        pool: PoolName? = nil, lock: String? = nil, haState: String? = nil, uptime: Duration? = nil,
        address: IPAddress? = nil, cpu: Double? = nil, cpuCount: Double? = nil, memory: Int? = nil,
        memoryLimit: Int? = nil,
        hostMemory: Int? = nil, disk: Int? = nil, diskLimit: Int? = nil, diskRead: Int? = nil,
        diskWritten: Int? = nil, networkIn: Int? = nil, networkOut: Int? = nil
    ) {
        self.id = id
        self.node = node
        self.name = name
        self.status = status
        self.lastKnownStatus = lastKnownStatus
        self.isTemplate = isTemplate
        self.tags = tags
        self.pool = pool
        self.lock = lock
        self.haState = haState
        self.uptime = uptime
        self.address = address
        self.cpu = cpu
        self.cpuCount = cpuCount
        self.memory = memory
        self.memoryLimit = memoryLimit
        self.hostMemory = hostMemory
        self.disk = disk
        self.diskLimit = diskLimit
        self.diskRead = diskRead
        self.diskWritten = diskWritten
        self.networkIn = networkIn
        self.networkOut = networkOut
    }

    package var vmid: VMID { id.vmid }
    package var kind: GuestKind { id.kind }
}

extension Guest {
    /// The part of memory in use.
    package var memoryFraction: Double? { share(memory, of: memoryLimit) }
}

/// What a guest is doing, in Proxmox's words; QEMU has more states than these and keeps adding some.
package enum GuestStatus: Sendable, Hashable, CustomStringConvertible {
    case running
    case stopped
    case paused
    case suspended
    case prelaunch
    /// QEMU paused the guest because its storage failed.
    case ioError
    /// Nobody knows: the node is gone, or its status daemon has not reported yet.
    case unknown
    /// Any other state of QEMU's run-state list, as it came.
    case other(String)

    package init(_ text: String) {
        self = Self.words[text] ?? .other(text)
    }

    private static let words: [String: GuestStatus] = [
        "running": .running, "stopped": .stopped, "paused": .paused, "suspended": .suspended,
        "prelaunch": .prelaunch, "io-error": .ioError, "unknown": .unknown,
    ]

    /// QEMU holds the guest because of an error of its own, of its storage or of the guest's system, or because the
    /// guest's watchdog was not fed.
    package var isFault: Bool {
        switch self {
        case .ioError, .other("internal-error"), .other("guest-panicked"), .other("watchdog"): true
        case .running, .stopped, .paused, .suspended, .prelaunch, .unknown, .other: false
        }
    }

    /// Proxmox's word.
    package var description: String {
        switch self {
        case .running: "running"
        case .stopped: "stopped"
        case .paused: "paused"
        case .suspended: "suspended"
        case .prelaunch: "prelaunch"
        case .ioError: "io-error"
        case .unknown: "unknown"
        case .other(let text): text
        }
    }
}

/// A guest in detail: `/nodes/N/{qemu,lxc}/ID/status/current`, which asks the guest's own process.
package struct GuestDetail: Sendable, Hashable {
    /// The list's fields; `cpu` is measured since the answering worker's previous look and may be 0.
    package var guest: Guest
    /// The guest agent is switched on in the configuration; virtual machines only.
    package var hasAgent: Bool?
    package var isHAManaged: Bool?
    package var pid: Int?
    /// Bytes of swap; containers only.
    package var swap: Int?
    /// Bytes; containers only.
    package var swapLimit: Int?
    /// The machine type it was started with, such as `pc-i440fx-9.2+pve1`.
    package var machine: String?
    package var qemuVersion: String?

    package init(
        guest: Guest, hasAgent: Bool? = nil, isHAManaged: Bool? = nil, pid: Int? = nil, swap: Int? = nil,
        swapLimit: Int? = nil, machine: String? = nil, qemuVersion: String? = nil
    ) {
        self.guest = guest
        self.hasAgent = hasAgent
        self.isHAManaged = isHAManaged
        self.pid = pid
        self.swap = swap
        self.swapLimit = swapLimit
        self.machine = machine
        self.qemuVersion = qemuVersion
    }
}
