/// What a task means for a guest's power, by its type.
package enum GuestTaskKind: Sendable {
    /// The guest runs when it is over.
    case start
    /// The guest is down when it is over.
    case stop
    /// The guest stands still in memory when it is over.
    case freeze
    /// The guest may be down in between and is as before when it is over.
    case passing
    /// The guest is gone when it is over.
    case removal

    /// `nil` for tasks that leave a guest's power alone.
    package init?(_ type: String) {
        guard let kind = Self.kinds[type] else { return nil }
        self = kind
    }

    private static let kinds: [String: GuestTaskKind] = GuestAction.allCases.reduce(into: others) {
        $0.merge($1.act.tasks) { first, _ in first }
    }

    /// The types that are no action of Jarvis'.
    private static let others: [String: GuestTaskKind] = [
        "qmrollback": .stop, "vzrollback": .stop, "qmigrate": .passing, "vzmigrate": .passing,
        "hamigrate": .passing, "vzdump": .passing, "qmrestore": .passing, "vzrestore": .passing,
        "qmdestroy": .removal, "vzdestroy": .removal,
    ]

    /// Types that stop every guest of a node and name none.
    fileprivate static let ofNode: Set<String> = ["stopall", "suspendall", "migrateall"]
}

extension ClusterSnapshot {
    /// Whether somebody asked for the stop.
    ///
    /// A task under way on the guest explains it; else the newest of its starts and stops tells, without
    /// comparing clocks.
    func stopCause(of guest: Guest) -> StopCause {
        guard let tasks = freshness[.tasks], tasks.lastGood != nil, tasks.lastError == nil else {
            return .unknown
        }
        if let task = self.tasks.first(where: { $0.state == .running && $0.mayStop(guest) }) {
            return .asked(task.upid)
        }
        let newest = newestTask(on: guest) { $0 == .start || $0 == .stop }
        guard let newest, GuestTaskKind(newest.upid.type) != .start else { return .unasked }
        return .asked(newest.upid)
    }

    /// The newest task that tells of a guest's power: one of its own, of the kinds that are meant, or one that stops every
    /// guest of its node.
    func newestTask(on guest: Guest, _ isMeant: (GuestTaskKind?) -> Bool) -> ClusterTask? {
        tasks.filter { task in
            guard task.upid.vmid == guest.vmid else { return task.stopsAll(on: guest.node) }
            return isMeant(GuestTaskKind(task.upid.type))
        }.max { $0.upid.started < $1.upid.started }
    }

    /// The task that removed a guest, when it is still listed.
    func removal(of vmid: VMID) -> ClusterTask? {
        tasks.first { $0.upid.vmid == vmid && GuestTaskKind($0.upid.type) == .removal }
    }
}

extension ClusterTask {
    /// While it runs the guest may be down on its account.
    fileprivate func mayStop(_ guest: Guest) -> Bool {
        // A backup of several guests names none; the one it is at has its lock.
        if upid.type == "vzdump", upid.subject.isEmpty {
            return upid.node == guest.node && guest.lock == "backup"
        }
        guard upid.vmid == guest.vmid else { return stopsAll(on: guest.node) }
        return [.stop, .passing].contains(GuestTaskKind(upid.type))
    }

    fileprivate func stopsAll(on node: NodeName) -> Bool {
        upid.node == node && GuestTaskKind.ofNode.contains(upid.type)
    }
}
