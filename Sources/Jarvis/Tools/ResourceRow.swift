import ClusterKit
import FoundationEssentials
import JSON
import Memory
import Text

/// The rows of tool results: Proxmox's own key names and units, unknown figures left out.
enum ResourceRow {
    static func node(_ node: Node) -> JSONValue {
        row([
            "node": .string(node.name.text), "status": .string(node.state.rawValue),
            "cpu": node.cpu.map { .number($0) }, "maxcpu": node.cpuCount.map { .number($0) },
            "mem": node.memory.map { .integer($0) }, "maxmem": node.memoryLimit.map { .integer($0) },
            "disk": node.disk.map { .integer($0) }, "maxdisk": node.diskLimit.map { .integer($0) },
            "uptime": node.uptime.map { .integer(Int(clamping: $0.components.seconds)) },
            "hastate": node.haState.map { .string($0) },
        ])
    }

    static func guest(_ guest: Guest) -> JSONValue {
        row([
            "vmid": .integer(guest.vmid.number), "type": .string(guest.kind.rawValue),
            "node": .string(guest.node.text), "name": guest.name.map { .string(Untrusted($0).name) },
            "status": .string(guest.status.description),
            "last_known_status": guest.lastKnownStatus.map { .string($0.description) },
            "template": guest.isTemplate.map { .bool($0) },
            "tags": guest.tags.isEmpty
                ? nil : .string(guest.tags.map { Untrusted($0).name }.joined(separator: ";")),
            "pool": guest.pool.map { .string($0.text) }, "lock": guest.lock.map { .string($0) },
            "hastate": guest.haState.map { .string($0) }, "cpu": guest.cpu.map { .number($0) },
            "maxcpu": guest.cpuCount.map { .number($0) }, "mem": guest.memory.map { .integer($0) },
            "maxmem": guest.memoryLimit.map { .integer($0) }, "disk": guest.disk.map { .integer($0) },
            "maxdisk": guest.diskLimit.map { .integer($0) },
            "uptime": guest.uptime.map { .integer(Int(clamping: $0.components.seconds)) },
        ])
    }

    /// A service of high availability, such as `vm:101`.
    static func service(_ entry: HAEntry) -> JSONValue {
        row([
            "id": .string(entry.id.replacing("service:", with: "")),
            "node": entry.node.map { .string($0.text) },
            "hastate": entry.state.map { .string($0) },
        ])
    }

    static func storage(_ storage: Storage) -> JSONValue {
        row([
            "storage": .string(storage.name.text), "node": .string(storage.node.text),
            "status": .string(String(describing: storage.state)),
            "plugintype": storage.type.map { .string($0) },
            "content": storage.content.isEmpty ? nil : .string(storage.content.joined(separator: ",")),
            "shared": storage.isShared.map { .bool($0) }, "disk": storage.used.map { .integer($0) },
            "maxdisk": storage.total.map { .integer($0) },
        ])
    }

    /// The storages of every node, of each shared one the row that counts first: it names the nodes that lack it.
    static func storages(of snapshot: ClusterSnapshot) -> [JSONValue] {
        let lacking = Dictionary(snapshot.storageSights.filter(\.isDisputed).map { ($0.id, $0.lacking) }) {
            first, _ in first
        }
        return snapshot.storagesBestFirst.map { storage in
            guard let nodes = lacking[storage.id], case .object(var members) = Self.storage(storage) else {
                return Self.storage(storage)
            }
            members["lacking"] = .array(nodes.map { .string($0.text) })
            return .object(members)
        }
    }

    static func task(_ task: ClusterTask) -> JSONValue {
        row([
            "upid": .string(task.upid.text), "node": .string(task.upid.node.text),
            "type": .string(task.upid.type), "id": .string(task.upid.subject),
            "user": .string(task.upid.user),
            "starttime": .integer(Int(saturating: task.upid.started.timeIntervalSince1970)),
            "endtime": task.ended.map { .integer(Int(saturating: $0.timeIntervalSince1970)) },
            "status": exitStatus(task.state).map { .string($0) },
        ])
    }

    static func backup(_ backup: Backup) -> JSONValue {
        row([
            "volid": .string(backup.id), "storage": .string(backup.storage.name.text),
            "node": .string(backup.storage.node.text), "vmid": backup.vmid.map { .integer($0.number) },
            "ctime": backup.created.map { .integer(Int(saturating: $0.timeIntervalSince1970)) },
            "size": backup.size.map { .integer($0) }, "notes": backup.notes.map { .string($0) },
            "protected": backup.isProtected.map { .bool($0) },
        ])
    }

    static func event(_ event: EventRecord) -> JSONValue {
        row([
            "time": .integer(Int(saturating: event.time.timeIntervalSince1970)),
            "severity": .string(String(describing: event.severity)), "kind": .string(event.kind),
            "subject": event.subject.map { .string($0) }, "title": .string(event.title),
            "detail": event.detail.map { .string($0) },
        ])
    }

    static func disk(_ disk: PhysicalDisk) -> JSONValue {
        row([
            "devpath": .string(disk.path), "model": disk.model.map { .string($0) },
            "type": disk.type.map { .string($0) }, "size": disk.size.map { .integer($0) },
            "health": disk.health.map { .string($0) }, "wearout": disk.wearout.map { .integer($0) },
        ])
    }

    /// Proxmox's word for how a task ended; `nil` while it runs or when nothing is known.
    static func exitStatus(_ state: TaskState) -> String? {
        switch state {
        case .running, .unknown: nil
        case .ok: "OK"
        case .warnings(let count): "WARNINGS: \(count)"
        case .failed(let text), .interrupted(let text): text
        }
    }

    private static func row(_ members: [String: JSONValue?]) -> JSONValue {
        .object(members.compactMapValues { $0 })
    }
}
