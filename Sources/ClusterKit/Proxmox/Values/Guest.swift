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
        cpu: Double? = nil, cpuCount: Double? = nil, memory: Int? = nil, memoryLimit: Int? = nil,
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
