extension ClusterSnapshot {
    /// The nodes that are there, but do not answer about their storages: what is known of these was true once.
    package func nodesSilentAboutStorage(at now: ContinuousClock.Instant) -> [NodeName] {
        nodes.filter { node in
            guard node.state == .online, let storage = freshness[.storage(node.name)] else { return false }
            return storage.isSilent(at: now)
        }.map(\.name)
    }

    /// The snapshot as it can be believed, for whoever tells of it in rows and sentences.
    ///
    /// A storage that its node does not answer about is unknown, and a guest has the fault that its service row in high
    /// availability tells, which its own row may lack.
    package func believed(at now: ContinuousClock.Instant) -> ClusterSnapshot {
        var snapshot = self
        snapshot.doubtStorages(of: Set(nodesSilentAboutStorage(at: now)))
        let faults = Dictionary(
            highAvailability.compactMap { entry -> (VMID, String)? in
                guard entry.kind == .service, let vmid = entry.vmid, let state = entry.state,
                    HAEntry.faults.contains(state)
                else { return nil }
                return (vmid, state)
            }, uniquingKeysWith: { first, _ in first })
        guard !faults.isEmpty else { return snapshot }
        for index in snapshot.guests.indices {
            guard let fault = faults[snapshot.guests[index].vmid],
                !HAEntry.faults.contains(snapshot.guests[index].haState ?? "")
            else { continue }
            snapshot.guests[index].haState = fault
        }
        return snapshot
    }

    /// Takes the storages of these nodes for unknown, but for those that the node itself called lost or disabled.
    package mutating func doubtStorages(of nodes: Set<NodeName>) {
        guard !nodes.isEmpty else { return }
        for index in storages.indices
        where storages[index].state == .available && nodes.contains(storages[index].node) {
            storages[index].state = .unknown
        }
    }
}
