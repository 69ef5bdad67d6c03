/// What became different from one snapshot to the next; a first answer is no difference.
package struct SnapshotDifference: Sendable, Hashable {
    package let changes: [ClusterChange]

    package init(from old: ClusterSnapshot, to new: ClusterSnapshot) {
        var changes: [ClusterChange] = []
        if old.hasAnswer(.status), new.hasAnswer(.status) {
            changes += Self.quorum(from: old.quorum, to: new.quorum)
        }
        if old.hasAnswer(.resources), new.hasAnswer(.resources) {
            changes += Self.resources(from: old, to: new)
        }
        if old.hasAnswer(.tasks), new.hasAnswer(.tasks) {
            changes += Self.tasks(from: old.tasks, to: new.tasks)
        }
        self.changes = changes
    }

    private static func quorum(from old: QuorumState, to new: QuorumState) -> [ClusterChange] {
        switch (old, new) {
        case (.cluster(true, _, _), .cluster(false, _, _)): [.quorumLost]
        case (.cluster(false, _, _), .cluster(true, _, _)): [.quorumRegained]
        default: []
        }
    }

    /// Lists that no answer touched are told to be the same by their place in memory.
    private static func resources(from old: ClusterSnapshot, to new: ClusterSnapshot) -> [ClusterChange] {
        if new.guests.isEmpty, new.storages.isEmpty, !old.guests.isEmpty || !old.storages.isEmpty {
            return [.sightLost]
        }
        let nodes = new.nodes == old.nodes ? [] : Self.nodes(from: old.nodes, to: new.nodes)
        let guests = new.guests == old.guests ? [] : Self.guests(from: old, to: new)
        guard new.storages != old.storages else { return nodes + guests }
        return nodes + guests + StorageDifference(from: old.storages, to: new.storages).changes
    }

    private static func nodes(from old: [Node], to new: [Node]) -> [ClusterChange] {
        let before = Dictionary(old.map { ($0.name, $0) }) { first, _ in first }
        let after = Set(new.map(\.name))
        let changed = new.compactMap { node -> ClusterChange? in
            guard let known = before[node.name] else { return .nodeJoined(node) }
            return switch (known.state, node.state) {
            case (.online, .offline), (.unknown, .offline): .nodeWentOffline(node)
            case (.online, .unknown): .nodeFellSilent(node)
            case (.offline, .online), (.unknown, .online): .nodeCameBack(node)
            case (.offline, .unknown), (.online, .online), (.offline, .offline), (.unknown, .unknown): nil
            }
        }
        return changed + old.filter { !after.contains($0.name) }.map { .nodeLeft($0) }
    }

    private static func guests(from old: ClusterSnapshot, to new: ClusterSnapshot) -> [ClusterChange] {
        var changes: [ClusterChange] = []
        for guest in new.guests {
            guard let known = old.guest(guest.vmid), known.id == guest.id else {
                changes.append(.guestAppeared(guest))
                continue
            }
            guard known != guest else { continue }
            if known.node != guest.node { changes.append(.guestMoved(guest, from: known.node)) }
            if let change = status(from: known, to: guest, in: new) { changes.append(change) }
        }
        for guest in old.guests where new.guest(guest.vmid)?.id != guest.id {
            changes.append(.guestVanished(guest, new.removal(of: guest.vmid)?.upid))
        }
        return changes
    }

    /// Compares what is known, and says nothing while it is not.
    private static func status(
        from old: Guest, to new: Guest, in snapshot: ClusterSnapshot
    ) -> ClusterChange? {
        let before = old.status == .unknown ? old.lastKnownStatus : old.status
        guard let before, before != new.status else { return nil }
        switch new.status {
        case .running: return before == .prelaunch ? nil : .guestStarted(new)
        case .stopped:
            guard before != .prelaunch else { return nil }
            return .guestStopped(new, snapshot.stopCause(of: new, wasOutOfSight: old.status == .unknown))
        case .paused, .suspended: return .guestPaused(new)
        case .ioError, .other: return new.status.isFault ? .guestFaulted(new) : nil
        case .prelaunch, .unknown: return nil
        }
    }

    private static func tasks(from old: [ClusterTask], to new: [ClusterTask]) -> [ClusterChange] {
        let before = Dictionary(old.map { ($0.upid, $0) }) { first, _ in first }
        // A node that comes back brings tasks of its past along, which are no news.
        let horizon = old.map(\.upid.started).max()?.addingTimeInterval(-120)
        return new.reversed().compactMap { task -> ClusterChange? in
            switch before[task.upid]?.state {
            case .running? where task.state != .running: ending(of: task)
            case .some: nil
            case nil:
                if let horizon, task.upid.started < horizon {
                    nil
                } else {
                    task.state == .running ? .taskStarted(task) : ending(of: task)
                }
            }
        }
    }

    private static func ending(of task: ClusterTask) -> ClusterChange {
        if task.upid.type == "vzdump" { return .backupFinished(task) }
        return switch task.state {
        case .failed, .interrupted: .taskFailed(task)
        case .ok, .warnings, .unknown, .running: .taskFinished(task)
        }
    }
}

extension ClusterSnapshot {
    /// A guest that was out of sight went down with its node, unless a task of its own says otherwise.
    fileprivate func stopCause(of guest: Guest, wasOutOfSight: Bool) -> StopCause {
        let cause = stopCause(of: guest)
        guard wasOutOfSight else { return cause }
        if case .asked(let task) = cause, task.vmid == guest.vmid { return cause }
        return .nodeLost
    }

    fileprivate func hasAnswer(_ section: SnapshotSection) -> Bool {
        freshness[section]?.lastGood != nil
    }
}

/// What became different about storages.
struct StorageDifference {
    /// The parts in use that are worth a word.
    static let thresholds = [Threshold.storage.critical, Threshold.storage.warning]
    /// How far below a threshold the use must fall before it counts as relieved.
    private static let slack = 0.02

    let changes: [ClusterChange]

    init(from old: [Storage], to new: [Storage]) {
        let before = Dictionary(old.map { ($0.id, $0) }) { first, _ in first }
        var told: Set<StorageName> = []
        changes = new.flatMap { storage -> [ClusterChange] in
            guard let known = before[storage.id] else { return [] }
            var found = Self.presence(from: known, to: storage)
            // Every node sees the same shared storage fill up; one of them says so.
            let isTold = storage.isShared == true && told.contains(storage.name)
            if !isTold, let change = Self.use(from: known, to: storage) {
                found.append(change)
                told.insert(storage.name)
            }
            return found
        }
    }

    private static func presence(from old: Storage, to new: Storage) -> [ClusterChange] {
        switch (old.state, new.state) {
        case (.available, .inactive): [.storageLost(new)]
        case (.inactive, .available): [.storageReturned(new)]
        default: []
        }
    }

    private static func use(from old: Storage, to new: Storage) -> ClusterChange? {
        guard let before = old.usedFraction, let after = new.usedFraction else { return nil }
        if let threshold = thresholds.first(where: { before < $0 && after >= $0 }) {
            return .storageFilled(new, threshold: threshold)
        }
        let relieved = thresholds.last { before >= $0 - slack && after < $0 - slack }
        return relieved.map { .storageRelieved(new, threshold: $0) }
    }
}
