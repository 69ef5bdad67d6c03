import JSON

/// Tasks and services of high availability as rows, and the rows read again.
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
    /// The row of a service.
    package var row: JSONValue {
        .known([
            "id": .string(service), "node": node.map { .string($0.text) },
            "hastate": state.map { .string($0) },
        ])
    }

    /// `nil` for a row that names no service.
    package init?(row: JSONValue) {
        guard let id = row["id"]?.string else { return nil }
        self.init(id: "service:" + id, kind: .service, node: row.name("node"), state: row.word("hastate"))
    }

    /// What the service is called, such as `vm:101`.
    package var service: String { id.replacing("service:", with: "") }
}
