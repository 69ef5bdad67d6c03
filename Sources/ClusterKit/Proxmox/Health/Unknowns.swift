/// What would have to be known before all could be called well, in a few words each.
enum Unknowns {
    /// What a snapshot does not tell of nodes, storages and guests.
    static func lasting(in snapshot: ClusterSnapshot) -> [String] {
        let online = snapshot.nodes.filter { $0.state == .online }
        let dark = online.filter { $0.cpu == nil || $0.memoryFraction == nil }
        let silent = snapshot.guests { $0.status == .unknown && $0.isTemplate != true }.count { guest in
            // Not even its node, which is there, tells anything.
            snapshot.node(guest.node)?.state == .online
        }
        return (dark.isEmpty ? [] : ["figures of " + dark.map(\.name.text).joined(separator: ", ")])
            // No node is without a storage: who sees none may see none.
            + (!online.isEmpty && snapshot.storages.isEmpty ? ["storages"] : [])
            + (silent == 0 ? [] : [silent == 1 ? "state of a guest" : "states of \(silent) guests"])
    }

    /// Of the whole cluster, what is not known although it should be, and what was known once and may be otherwise by now.
    static func timed(in snapshot: ClusterSnapshot, at now: ContinuousClock.Instant) -> [String] {
        let dark = [(SnapshotSection.tasks, "tasks"), (.highAvailability, "high availability")].filter {
            snapshot.freshness[$0.0].map { !$0.isKnown(at: now) } ?? false
        }
        return (snapshot.quorum == .unknown || snapshot.isQuorumOld(at: now) ? ["quorum"] : [])
            + dark.map(\.1)
    }
}
