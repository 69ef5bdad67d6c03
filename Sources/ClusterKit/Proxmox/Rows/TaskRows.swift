import JSON

/// Tasks as rows, and the rows read again.
extension ClusterTask {
    package var row: JSONValue {
        .known([
            "upid": .string(upid.text), "node": .string(upid.node.text), "type": .string(upid.type),
            "id": .string(upid.subject), "user": .string(upid.user), "starttime": .moment(upid.started),
            "endtime": ended.map { .moment($0) }, "status": state.exitStatus.map { .string($0) },
        ])
    }

    /// `nil` for a row without a UPID, which says all but how it ended.
    package init?(row: JSONValue) {
        guard let upid = row["upid"]?.string.flatMap({ UPID($0) }) else { return nil }
        let ended = row.date("endtime")
        let exit = row["status"]?.string.map { TaskState(exitStatus: $0) }
        self.init(upid: upid, state: exit ?? (ended == nil ? .running : .unknown), ended: ended)
    }
}

extension TaskState {
    /// Proxmox's word for how a task ended; `nil` while it runs or when nothing is known.
    package var exitStatus: String? {
        switch self {
        case .running, .unknown: nil
        case .ok: "OK"
        case .warnings(let count): "WARNINGS: \(count)"
        case .failed(let text), .interrupted(let text): text
        }
    }
}

extension HAEntry {
    /// What the service is called, such as `vm:101`.
    package var service: String { id.replacing("service:", with: "") }
}
