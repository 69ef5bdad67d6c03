extension Endpoint {
    /// The storages of a node.
    static let nodeStorages = Endpoint(
        method: .get, path: "/nodes/{node}/storage",
        parameters: [
            .text("content"), .boolean("enabled"), .boolean("format"), .text("storage"), .text("target"),
        ], access: .everyone, isProtected: true, isProxied: true, touchesStorage: true
    ) { world, call in
        let wanted = (call["content"]?.split(separator: ",") ?? []).map { String($0) }
        let visible = world.storages.filter { storage in
            let isWanted = wanted.isEmpty || !Set(wanted).isDisjoint(with: storage.content)
            return isWanted && call["storage"].map { $0 == storage.name } ?? true
                && call.principal.may("/storage/\(storage.name)", anyOf: Access.storagePrivileges)
        }
        let rows = visible.map { world.row($0, on: call.node, isNamed: true) }
        return Reply(.rows(rows.shuffled(using: &world.random)))
    }

    /// The filling of one storage.
    static let storageStatus = Endpoint(
        method: .get, path: "/nodes/{node}/storage/{storage}/status", access: .storage, isProtected: true,
        isProxied: true, touchesStorage: true
    ) { world, call throws(Refusal) in
        Reply(.row(world.row(try world.storage(call), on: call.node, isNamed: false)))
    }

    /// The volumes on a storage.
    static let storageContent = Endpoint(
        method: .get, path: "/nodes/{node}/storage/{storage}/content",
        parameters: [.text("content"), .integer("vmid", 100...999_999_999)], access: .storage,
        isProtected: true, isProxied: true, touchesStorage: true
    ) { world, call throws(Refusal) in
        let storage = try world.storage(call)
        let rows =
            world.backupRows(storage, call) + world.diskRows(storage, call)
            + world.imageRows(storage, call)
        return Reply(.rows(rows.shuffled(using: &world.random)))
    }

    /// All storages as they are configured.
    static let storageList = Endpoint(
        method: .get, path: "/storage", parameters: [.text("type")], access: .everyone
    ) { world, call in
        let visible = world.storages.filter { storage in
            call["type"].map { $0 == storage.type } ?? true
                && call.principal.may("/storage/\(storage.name)", anyOf: Access.storagePrivileges)
        }
        let rows: [Row] = visible.map { storage in
            [
                "storage": .text(storage.name), "type": .text(storage.type),
                "content": .text(storage.content.joined(separator: ",")),
                "shared": storage.isShared && storage.type != "pbs" ? 1 : nil,
                "digest": "921a2c39e40935cc1d681235282a3f4359c66196",
            ]
        }
        return Reply(.rows(rows.shuffled(using: &world.random)))
    }
}

extension Access {
    /// The privileges, one of which shows a storage.
    static let storagePrivileges = ["Datastore.Audit", "Datastore.AllocateSpace"]

    /// Users who may see the storage in the path.
    static let storage = Access.privilege("/storage/{storage}", storagePrivileges)
}

extension World {
    /// The storage that a call names.
    func storage(_ call: Call) throws(Refusal) -> Storage {
        let name = call["storage"] ?? ""
        guard let storage = storage(name) else { throw .failed("storage '\(name)' does not exist") }
        return storage
    }

    fileprivate func row(_ storage: Storage, on node: NodeName, isNamed: Bool) -> Row {
        let used = storage.used(on: node, at: now, epoch: epoch)
        return [
            "storage": isNamed ? .text(storage.name) : nil, "type": .text(storage.type),
            "content": .text(storage.content.joined(separator: ",")), "active": 1, "enabled": 1,
            "shared": .bit(storage.isShared), "total": .int(storage.total), "used": .int(used),
            "avail": .int(storage.total - used),
            "used_fraction": isNamed ? .number(Double(used) / Double(storage.total)) : nil,
        ]
    }

    fileprivate func backupRows(_ storage: Storage, _ call: Call) -> [Row] {
        guard call["content"].map({ $0 == "backup" }) ?? true else { return [] }
        return backups.filter { backup in
            backup.storage == storage.name && (backup.node == nil || backup.node == call.node)
                && call.int("vmid").map { $0 == backup.vmid } ?? true
        }.map { backup in
            let isServer = storage.type == "pbs"
            return [
                "volid": .text(backup.volume(on: storage.type)), "content": "backup",
                "vmid": .int(backup.vmid), "ctime": .int(backup.time), "size": .int(backup.size),
                "format": .text(
                    isServer
                        ? "pbs-\(backup.kind == .qemu ? "vm" : "ct")"
                        : backup.kind == .qemu ? "vma.zst" : "tar.zst"),
                "subtype": .text(backup.kind.rawValue), "notes": .text(backup.notes),
                "protected": backup.isProtected ? 1 : nil,
                "verification": isServer && backup.isVerified
                    ? [
                        "state": "ok",
                        "upid": "UPID:pbs:00000C41:0001B3F2:00000A21:6890F1B3:verificationjob:::root@pam:",
                    ] : nil,
            ]
        }
    }

    fileprivate func diskRows(_ storage: Storage, _ call: Call) -> [Row] {
        guard storage.name == "local-lvm", call["content"].map({ $0 == "images" || $0 == "rootdir" }) ?? true
        else { return [] }
        return guests(on: call.node).filter { guest in
            call.int("vmid").map { $0 == guest.vmid } ?? true
        }.map { guest in
            [
                "volid": .text("local-lvm:vm-\(guest.vmid)-disk-0"), "format": "raw",
                "content": guest.kind == .qemu ? "images" : "rootdir", "vmid": .int(guest.vmid),
                "size": .int(guest.disk), "ctime": .int(Int(epoch) - 90 * 86_400),
            ]
        }
    }

    fileprivate func imageRows(_ storage: Storage, _ call: Call) -> [Row] {
        guard storage.content.contains("iso"), call["content"].map({ $0 == "iso" }) ?? true,
            call["vmid"] == nil
        else { return [] }
        return [("debian-12.11.0-amd64-netinst.iso", 702_545_920), ("virtio-win-0.1.271.iso", 724_871_168)]
            .map { name, size in
                [
                    "volid": .text("\(storage.name):iso/\(name)"), "content": "iso", "format": "iso",
                    "size": .int(size), "ctime": .int(Int(epoch) - 120 * 86_400),
                ]
            }
    }
}

extension Endpoint {
    /// Backs guests up; the literal text `OK` when none of them is on the node.
    static let backup = Endpoint(
        method: .post, path: "/nodes/{node}/vzdump",
        parameters: [
            .text("vmid"), .boolean("all"), .text("pool"), .text("exclude"), .text("storage"),
            .choice("mode", ["snapshot", "suspend", "stop"]),
            .choice("compress", ["0", "1", "gzip", "lzo", "zstd"]), .text("notes-template"),
            .boolean("remove"), .boolean("protected"), .boolean("quiet"), .integer("bwlimit"),
            .text("prune-backups"), .integer("zstd"), .integer("ionice"), .integer("lockwait"),
            .text("mailto"), .choice("mailnotification", ["always", "failure"]),
            .choice("notification-mode", ["auto", "legacy-sendmail", "notification-system"]),
        ], access: .everyone, isProtected: true, isProxied: true
    ) { world, call throws(Refusal) in
        let name = call["storage"] ?? "local"
        guard let storage = world.storage(name) else { throw .failed("storage '\(name)' does not exist") }
        guard storage.content.contains("backup") else {
            throw .failed("storage '\(name)' does not support 'backup' content")
        }
        let wanted = (call["vmid"] ?? "").split(separator: ",").compactMap { Int($0) }
        let excluded = (call["exclude"] ?? "").split(separator: ",").compactMap { Int($0) }
        if wanted.isEmpty, !call.flag("all"), call["pool"] == nil {
            throw .wrong(["vmid": "property is missing and it is not optional"])
        }
        let chosen = world.guests(on: call.node).filter { guest in
            let isNamed =
                wanted.isEmpty ? call["pool"].map { $0 == guest.pool } ?? true : wanted.contains(guest.vmid)
            return isNamed && !guest.isTemplate && !excluded.contains(guest.vmid)
        }
        for guest in chosen where !call.principal.may("/vms/\(guest.vmid)", "VM.Backup") {
            throw .forbidden("/vms/\(guest.vmid)", ["VM.Backup"])
        }
        guard !chosen.isEmpty else { return Reply("OK") }
        let mode = call["mode"] ?? "snapshot"
        return Reply(world.backUp(chosen, to: name, mode: mode, on: call.node, by: call.principal.id))
    }
}
