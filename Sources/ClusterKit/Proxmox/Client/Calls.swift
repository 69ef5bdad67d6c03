/// The calls that the client knows.
extension APICall {
    static let version = APICall(.get, ["version"])
    static let permissions = APICall(.get, ["access", "permissions"])
    static let resources = APICall(.get, ["cluster", "resources"])
    static let clusterStatus = APICall(.get, ["cluster", "status"])
    static let corosyncNodes = APICall(.get, ["cluster", "config", "nodes"])
    static let quorumDevice = APICall(.get, ["cluster", "config", "qdevice"])
    static let clusterTasks = APICall(.get, ["cluster", "tasks"])
    static let highAvailability = APICall(.get, ["cluster", "ha", "status", "current"])

    static func status(of node: NodeName) -> APICall {
        node.call("status")
    }

    static func status(of guest: GuestID, at node: NodeName) -> APICall {
        node.call(guest.kind.rawValue, guest.vmid.description, "status", "current")
    }

    static func config(of guest: GuestID, at node: NodeName) -> APICall {
        node.call(guest.kind.rawValue, guest.vmid.description, "config")
    }

    static func disks(of node: NodeName) -> APICall {
        node.call("disks", "list")
    }

    static func storages(of node: NodeName) -> APICall {
        APICall(.get, ["nodes", node.text, "storage"], reach: .storage(node))
    }

    static func backups(on storage: Storage.ID) -> APICall {
        APICall(
            .get, ["nodes", storage.node.text, "storage", storage.name.text, "content"],
            [Parameter("content", "backup")], reach: .storage(storage.node))
    }

    /// The newest tasks of a node, running ones included; a `limit` of 0 would return none.
    static func tasks(of node: NodeName, vmid: VMID?, limit: Int) -> APICall {
        var parameters = [Parameter("source", "all"), Parameter("limit", String(max(limit, 1)))]
        if let vmid { parameters.append(Parameter("vmid", vmid.description)) }
        return APICall(.get, ["nodes", node.text, "tasks"], parameters, reach: .node(node))
    }

    static func status(of task: UPID) -> APICall {
        task.node.call("tasks", task.text, "status")
    }

    /// Lines after the first `start`, at most `limit`.
    static func log(of task: UPID, after start: Int, limit: Int) -> APICall {
        APICall(
            .get, ["nodes", task.node.text, "tasks", task.text, "log"],
            [Parameter("start", String(start)), Parameter("limit", String(limit))], reach: .node(task.node))
    }

    static func stop(_ task: UPID) -> APICall {
        APICall(.delete, ["nodes", task.node.text, "tasks", task.text], reach: .node(task.node))
    }

    static func series(of subject: RRDSubject, _ timeframe: RRDTimeframe) -> APICall {
        let (node, path): (NodeName, [String]) =
            switch subject {
            case .node(let node): (node, [])
            case .guest(let guest, let node): (node, [guest.kind.rawValue, guest.vmid.description])
            case .storage(let storage): (storage.node, ["storage", storage.name.text])
            }
        return APICall(
            .get, ["nodes", node.text] + path + ["rrddata"],
            [Parameter("timeframe", timeframe.rawValue), Parameter("cf", "AVERAGE")], reach: .node(node))
    }
}

extension NodeName {
    fileprivate func call(_ segments: String...) -> APICall {
        APICall(.get, ["nodes", text] + segments, reach: .node(self))
    }
}
