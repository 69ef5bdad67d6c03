import ClusterKit
import JSON

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
