/// One row of `/cluster/ha/status/current`.
package struct HAEntry: Sendable, Hashable, Identifiable {
    /// What the row is about.
    package enum Kind: Sendable, Hashable {
        case quorum
        case master
        /// The local resource manager of a node.
        case lrm
        case fencing
        case service
        case other(String)
    }

    /// States of a guest, as its service row and `hastate` tell them, that are not as they should be.
    package static let faults: Set<String> = ["error", "fence", "recovery"]
    /// The same of a node.
    package static let nodeFaults: Set<String> = ["fence", "gone"]
    /// The states of a guest that are as they should be; any other one is not known to be.
    ///
    /// Source: PVE::HA::Manager, PVE::HA::Tools, and `unmanaged` of older lists.
    private static let calm: Set<String> = [
        "started", "stopped", "request_start", "request_start_balance", "request_stop", "migrate", "relocate",
        "freeze", "queued", "starting", "stopping", "deleting", "enabled", "disabled", "ignored", "unmanaged",
    ]
    /// The same of a node.
    private static let calmNode: Set<String> = ["online", maintenance]
    /// The state of a node that was told to let go of its guests.
    package static let maintenance = "maintenance"

    /// Whether a guest's state is a fault, or one that nobody knows; none is of a guest that is not managed.
    package static func isAmiss(_ state: String?) -> Bool { state.map { !calm.contains($0) } ?? false }

    /// The same of a node's state.
    static func isAmiss(ofNode state: String?) -> Bool { state.map { !calmNode.contains($0) } ?? false }

    /// Unique among the rows, such as `quorum`, `lrm:pve` or `service:vm:101`.
    package var id: String
    package var kind: Kind
    package var node: NodeName?
    /// Free text for people.
    package var status: String?
    /// The managed guest of a service row.
    package var vmid: VMID?
    /// The state reached, such as `started`, `stopped`, `error` or `fence`.
    package var state: String?
    /// What was asked for.
    package var requestedState: String?

    package init(
        id: String, kind: Kind, node: NodeName? = nil, status: String? = nil, vmid: VMID? = nil,
        state: String? = nil, requestedState: String? = nil
    ) {
        self.id = id
        self.kind = kind
        self.node = node
        self.status = status
        self.vmid = vmid
        self.state = state
        self.requestedState = requestedState
    }
}
