import FoundationEssentials

/// What can be done about what is kept of a guest.
package enum KeepingOrder: Sendable, Hashable {
    /// Remembers its disks, and its memory where that is wanted.
    case snapshot(SnapshotName, note: String?, hasMemory: Bool)
    /// Removes a snapshot: there is no way back to it any more.
    case deleteSnapshot(String)
    /// Goes back to a snapshot; what was written since is lost.
    case rollBack(String, starts: Bool)
    /// Writes a backup to a storage; no older one is removed for it.
    case backUp(StorageName, mode: BackupMode)

    /// The very call that carries it out.
    package func call(on guest: GuestID, at node: NodeName) -> APICall {
        let path = ["nodes", node.text, guest.kind.rawValue, guest.vmid.description, "snapshot"]
        typealias Parameter = APICall.Parameter
        switch self {
        case .snapshot(let name, let note, let hasMemory):
            var parameters = [Parameter("snapname", name.text)]
            if let note { parameters.append(Parameter("description", note)) }
            if hasMemory { parameters.append(Parameter("vmstate", "1")) }
            return APICall(.post, path, parameters, reach: .node(node))
        case .deleteSnapshot(let name): return APICall(.delete, path + [name], reach: .node(node))
        case .rollBack(let name, let starts):
            return APICall(
                .post, path + [name, "rollback"], starts ? [Parameter("start", "1")] : [],
                reach: .node(node))
        case .backUp(let storage, let mode):
            return APICall(
                .post, ["nodes", node.text, "vzdump"],
                [
                    Parameter("vmid", guest.vmid.description), Parameter("storage", storage.text),
                    Parameter("mode", mode.rawValue), Parameter("compress", "zstd"), Parameter("remove", "0"),
                ], reach: .storage(node))
        }
    }

    /// The types of task that it becomes.
    package var taskTypes: Set<String> {
        switch self {
        case .snapshot: ["qmsnapshot", "vzsnapshot"]
        case .deleteSnapshot: ["qmdelsnapshot", "vzdelsnapshot"]
        case .rollBack: ["qmrollback", "vzrollback"]
        case .backUp: ["vzdump"]
        }
    }
}

/// How a guest that runs is backed up.
package enum BackupMode: String, Sendable, Hashable, CaseIterable {
    /// It goes on meanwhile.
    case snapshot
    /// It stands still for a part of the time.
    case suspend
    /// It is shut down, and started again.
    case stop
}
