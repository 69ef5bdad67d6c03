import JSON

/// Storages, backups and disks as rows, and the rows read again.
extension Storage {
    package var row: JSONValue {
        .known([
            "storage": .string(name.text), "node": .string(node.text), "status": .string(state.rawValue),
            "plugintype": type.map { .string($0) },
            "content": content.isEmpty ? nil : .string(content.joined(separator: ",")),
            "shared": isShared.map { .bool($0) }, "disk": used.map { .integer($0) },
            "maxdisk": total.map { .integer($0) },
        ])
    }

    /// `nil` for a row that names no storage of a node.
    package init?(row: JSONValue) {
        guard let node: NodeName = row.name("node"), let name: StorageName = row.name("storage") else {
            return nil
        }
        self.init(
            id: ID(node: node, name: name),
            state: row["status"]?.string.flatMap(StorageState.init(rawValue:)) ?? .unknown,
            type: row.word("plugintype"),
            content: (row["content"]?.string ?? "").split(separator: ",").map { String($0) },
            isShared: row["shared"]?.bool, used: row.count("disk"), total: row.count("maxdisk"))
    }
}

extension ClusterSnapshot {
    /// The storages of every node, of each shared one the row that counts first: it names as `lacking` the nodes that
    /// do not reach it.
    package var storageRows: [JSONValue] {
        let lacking = Dictionary(storageSights.filter(\.isDisputed).map { ($0.id, $0.lacking) }) {
            first, _ in first
        }
        return storagesBestFirst.map { storage in
            guard let nodes = lacking[storage.id], case .object(var members) = storage.row else {
                return storage.row
            }
            members["lacking"] = .array(nodes.map { .string($0.text) })
            return .object(members)
        }
    }
}

extension Backup {
    package var row: JSONValue {
        .known([
            "volid": .string(id), "storage": .string(storage.name.text),
            "node": .string(storage.node.text), "vmid": vmid.map { .integer($0.number) },
            "ctime": created.map { .moment($0) }, "size": size.map { .integer($0) },
            "notes": notes.map { .string($0) }, "protected": isProtected.map { .bool($0) },
        ])
    }

    /// `nil` for a row that does not say which backup it is about.
    package init?(row: JSONValue) {
        guard let volume = row["volid"]?.string, let node: NodeName = row.name("node"),
            let storage: StorageName = row.name("storage")
        else { return nil }
        self.init(
            id: volume, storage: Storage.ID(node: node, name: storage),
            vmid: row["vmid"]?.integer.flatMap { VMID($0) }, created: row.date("ctime"),
            size: row.count("size"), notes: row["notes"]?.string, isProtected: row["protected"]?.bool)
    }
}

extension PhysicalDisk {
    package var row: JSONValue {
        .known([
            "devpath": .string(path), "model": model.map { .string($0) }, "type": type.map { .string($0) },
            "size": size.map { .integer($0) }, "health": health.map { .string($0) },
            "wearout": wearout.map { .integer($0) },
        ])
    }

    /// `nil` for a row that does not say which disk it is about.
    package init?(row: JSONValue) {
        guard let path = row["devpath"]?.string else { return nil }
        self.init(
            path: path, model: row["model"]?.string, type: row["type"]?.string, size: row.count("size"),
            health: row["health"]?.string, wearout: row["wearout"]?.integer)
    }
}
