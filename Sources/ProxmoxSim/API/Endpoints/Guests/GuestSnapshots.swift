extension Endpoint {
    /// Listing, taking, removing a guest's snapshots and going back to one.
    static let guestSnapshots = snapshotList + snapshotCreate + snapshotDelete + snapshotRollback

    /// The last row is always the present, called `current`.
    private static let snapshotList = guests(.get, "snapshot", needs: ["VM.Audit"]) { world, _, guest in
        var rows: [Row] = guest.snapshots.map { snapshot in
            [
                "name": .text(snapshot.name), "description": .text(snapshot.description),
                "snaptime": .int(snapshot.time), "parent": snapshot.parent.map(Datum.text),
                "vmstate": guest.kind == .qemu ? .bit(snapshot.hasMemory) : nil,
            ]
        }
        rows.append([
            "name": "current", "description": "You are here!", "digest": .text(guest.digest),
            "running": .bit(guest.isAlive), "parent": guest.snapshotParent.map(Datum.text),
        ])
        return Reply(.rows(rows.shuffled(using: &world.random)))
    }

    private static let snapshotCreate = guests(
        .post, "snapshot", [.text("snapname").required, .text("description"), .boolean("vmstate")],
        needs: ["VM.Snapshot"]
    ) { world, call, guest throws(Refusal) in
        let name = call["snapname"] ?? ""
        guard name.isSnapshotName else {
            throw .wrong(["snapname": "invalid format - invalid configuration ID '\(name)'\n"])
        }
        guard name != "current", name != "pending" else {
            throw .failed("unable to use snapshot name '\(name)' (reserved name)")
        }
        let description = call["description"] ?? ""
        let hasMemory = call.flag("vmstate") && guest.isAlive
        let take = Step.act(after: hasMemory ? 6 : 1.5) { world, upid throws(TaskFailure) in
            guard world.guests[guest.vmid]?.snapshots.contains(where: { $0.name == name }) == false else {
                throw TaskFailure("snapshot name '\(name)' already used")
            }
            try world.requireRoom(for: guest)
            let time = Int(world.now)
            world.unlock(guest.vmid, for: upid)
            world.update(guest: guest.vmid) { guest in
                guest.snapshots.append(
                    Snapshot(
                        name: name, description: description, time: time, hasMemory: hasMemory,
                        parent: guest.snapshotParent))
                guest.snapshotParent = name
            }
        }
        return Reply(world.changeSnapshots("snapshot", lock: "snapshot", of: guest, by: call, [take]))
    }

    private static let snapshotDelete = guests(
        .delete, "snapshot/{snapname}", [.boolean("force")], needs: ["VM.Snapshot"]
    ) { world, call, guest in
        let name = call["snapname"] ?? ""
        let remove = Step.act(after: 1.2) { world, upid throws(TaskFailure) in
            try world.requireSnapshot(name, of: guest.vmid)
            world.unlock(guest.vmid, for: upid)
            world.update(guest: guest.vmid) { $0.forget(snapshot: name) }
        }
        return Reply(
            world.changeSnapshots("delsnapshot", lock: "snapshot-delete", of: guest, by: call, [remove]))
    }

    private static let snapshotRollback = guests(
        .post, "snapshot/{snapname}/rollback", [.boolean("start")],
        needs: ["VM.Snapshot", "VM.Snapshot.Rollback"]
    ) { world, call, guest in
        let name = call["snapname"] ?? ""
        let starts = call.flag("start")
        let back = Step.act(after: 2.5) { world, upid throws(TaskFailure) in
            try world.requireSnapshot(name, of: guest.vmid)
            world.unlock(guest.vmid, for: upid)
            world.powerOff(guest.vmid)
            world.update(guest: guest.vmid) { $0.snapshotParent = name }
            if starts { world.powerOn(guest.vmid) }
        }
        return Reply(world.changeSnapshots("rollback", lock: "rollback", of: guest, by: call, [back]))
    }
}

extension World {
    fileprivate mutating func changeSnapshots(
        _ verb: String, lock: String, of guest: Guest, by call: Call, _ steps: [Step]
    ) -> UPID {
        let secure = Step.act { world, upid in world.lock(guest.vmid, lock, for: upid) }
        return launch(
            guest.kind.taskPrefix + verb, id: "\(guest.vmid)", on: guest.node, by: call.principal.id,
            steps: [.hold(guest), .refuseLock(guest), secure] + steps)
    }

    /// A snapshot of a thin volume needs room in its pool.
    fileprivate func requireRoom(for guest: Guest) throws(TaskFailure) {
        guard let pool = storages.first(where: { $0.content.contains("images") }),
            pool.level(on: guest.node, at: now, epoch: epoch) > 0.98
        else { return }
        throw TaskFailure(
            "lvcreate snapshot 'pve/snap_vm-\(guest.vmid)-disk-0' error:   Cannot create new thin volume, free space "
                + "in thin pool pve/data reached threshold.")
    }

    fileprivate func requireSnapshot(_ name: String, of vmid: VMID) throws(TaskFailure) {
        guard guests[vmid]?.snapshots.contains(where: { $0.name == name }) == true else {
            throw TaskFailure("snapshot '\(name)' does not exist")
        }
    }
}

extension String {
    /// A letter, then letters, digits, `_` and `-`, at most 40 in all.
    fileprivate var isSnapshotName: Bool {
        guard let first, first.isASCII, first.isLetter, count <= 40 else { return false }
        return allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
    }
}

extension Endpoint {
    /// Makes a new guest from another one.
    static let guestClone = guests(
        .post, "clone",
        [
            .integer("newid", 100...999_999_999).required, .text("name"), .text("hostname"),
            .text("description"), .boolean("full"), .text("pool"), .text("snapname"), .text("storage"),
            .text("target"), .integer("bwlimit"), .choice("format", ["raw", "qcow2", "vmdk"]),
        ], needs: ["VM.Clone"]
    ) { world, call, guest throws(Refusal) in
        try world.requireQuorum()
        let vmid = call.int("newid") ?? 0
        if let other = world.guests[vmid] {
            let verb = guest.kind == .qemu ? "unable to create VM \(vmid): config file already exists" : nil
            throw .failed(verb ?? "CT \(vmid) already exists on node '\(other.node)'")
        }
        let name = call["name"] ?? call["hostname"] ?? "Copy-of-\(guest.kind.title)-\(guest.name)"
        let copy = guest.copy(vmid: vmid, name: name, pool: call["pool"])
        world.guests[vmid] = copy
        world.revision += 1
        let steps: [Step] = [
            .act { world, upid in world.lock(vmid, "clone", for: upid) },
            .say("create full clone of drive scsi0 (local-lvm:vm-\(guest.vmid)-disk-0)"),
            .say(after: 3 + Double(guest.disk >> 30) * 0.2, "transferred \(guest.disk >> 30) GiB (100.00%)"),
        ]
        return Reply(
            world.launch(
                guest.kind.taskPrefix + "clone", id: "\(guest.vmid)", on: guest.node,
                by: call.principal.id, steps: steps))
    }
}

extension Guest {
    /// A stopped twin, which no status daemon has seen yet.
    fileprivate func copy(vmid: VMID, name: String, pool: String?) -> Guest {
        Guest(
            vmid: vmid, kind: kind, name: name, node: node, tags: tags.filter { $0 != "template" },
            pool: pool, cpus: cpus, memory: memory, disk: disk, diskUsed: diskUsed, system: system,
            startsOnBoot: false, agent: agent, shutdownSeconds: shutdownSeconds, state: .stopped,
            cpuLoad: cpuLoad, memoryLoad: memoryLoad, network: network, diskTraffic: diskTraffic)
    }
}
