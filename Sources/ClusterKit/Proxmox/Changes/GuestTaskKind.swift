/// What a task means for a guest's power, by its type.
enum GuestTaskKind: CaseIterable {
    case start
    case stop
    case removal

    /// The task types, in Proxmox's spelling.
    var types: Set<String> {
        switch self {
        case .start:
            ["qmstart", "vzstart", "qmresume", "vzresume", "qmreboot", "vzreboot", "qmrestore", "hastart"]
        case .stop:
            [
                "qmstop", "qmshutdown", "qmsuspend", "qmrollback", "vzstop", "vzshutdown", "vzsuspend",
                "vzrollback", "hastop", "qmmigrate", "vzmigrate", "hamigrate", "vzdump",
            ]
        case .removal: ["qmdestroy", "vzdestroy"]
        }
    }

    /// Types that speak of every guest of a node and name none.
    static let stopsAll: Set<String> = ["stopall", "suspendall", "migrateall"]
}

extension ClusterSnapshot {
    /// Whether somebody asked for the stop: the guest's newest power task tells, without comparing clocks.
    func stopCause(of vmid: VMID) -> StopCause {
        guard let tasks = freshness[.tasks], tasks.lastGood != nil, tasks.lastError == nil else {
            return .unknown
        }
        let kinds = GuestTaskKind.allCases.reduce(into: Set<String>()) { $0.formUnion($1.types) }
        if let task = newestTask(on: vmid, among: kinds) {
            guard GuestTaskKind.start.types.contains(task.upid.type) else { return .asked(task.upid) }
            return .unasked
        }
        let node = guest(vmid)?.node
        let all = self.tasks.first { task in
            task.upid.node == node && GuestTaskKind.stopsAll.contains(task.upid.type)
        }
        return all.map { .asked($0.upid) } ?? .unasked
    }

    /// The newest task of those types that names the guest.
    func newestTask(on vmid: VMID, among types: Set<String>) -> ClusterTask? {
        tasks.filter { $0.upid.vmid == vmid && types.contains($0.upid.type) }
            .max { $0.upid.started < $1.upid.started }
    }
}
