import FoundationEssentials

/// The search for the task of an order whose answer was lost.
///
/// Clocks are not compared but those of one node: its task is one of the right kind on the guest, begun by the same
/// account, that was not listed before and is not older than what was.
struct OrderTrace: Sendable {
    private let types: Set<String>
    private let guest: GuestID
    private let node: NodeName
    private let client: ProxmoxClient
    private let known: Set<UPID>
    private let horizon: Date

    /// `earlier`: the cluster's tasks before the order.
    init(
        _ action: GuestAction, on guest: GuestID, at node: NodeName, client: ProxmoxClient,
        earlier: [ClusterTask]
    ) {
        types = Set(action.act.tasks.keys)
        self.guest = guest
        self.node = node
        self.client = client
        known = Set(earlier.map(\.upid))
        horizon = earlier.lazy.filter { $0.upid.node == node }.map(\.upid.started).max() ?? .distantPast
    }

    /// Looks once; `nil` when no such task is listed.
    func find() async throws(ProxmoxError) -> UPID? {
        let account = client.configuration.credential.account
        return try await client.tasks(of: node, vmid: guest.vmid, limit: 20).first { task in
            types.contains(task.upid.type) && task.upid.user == account && !known.contains(task.upid)
                && task.upid.started >= horizon
        }?.upid
    }
}
