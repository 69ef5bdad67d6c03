extension Endpoint {
    /// Whether and where a virtual machine can move, and moving a guest.
    static let guestMigrate = migratePreconditions + migrateStart

    private static let migratePreconditions = guests(
        .get, "migrate", [.text("target")], needs: ["VM.Migrate"], kinds: [.qemu]
    ) { world, _, guest in
        let others = world.nodes.filter { $0.name != guest.node && $0.isOnline }.map { Datum.text($0.name) }
        return Reply([
            "running": .bit(guest.isAlive), "allowed_nodes": .list(others), "not_allowed_nodes": [:],
            "local_disks": [], "local_resources": [], "mapped-resources": [],
            "mapped-resource-info": [:], "has-dbus-vmstate": 0,
        ])
    }

    private static let migrateStart = guests(
        .post, "migrate",
        [
            .text("target").required, .boolean("online"), .boolean("restart"), .boolean("force"),
            .boolean("with-local-disks"), .text("targetstorage"), .text("target-storage"),
            .integer("bwlimit"), .integer("timeout"), .text("migration_network"),
            .choice("migration_type", ["secure", "insecure"]),
        ], needs: ["VM.Migrate"]
    ) { world, call, guest throws(Refusal) in
        let target = call["target"] ?? ""
        try world.requireQuorum()
        guard target != guest.node else { throw .wrong(["target": "target is local node."]) }
        guard let node = world.node(target) else { throw .failed("no such cluster node '\(target)'") }
        guard node.isOnline else { throw .failed("node '\(target)' is not online") }
        if let lock = guest.lock { throw .failed("\(guest.kind.title) is locked (\(lock))") }
        if guest.isAlive, guest.kind == .qemu, !call.flag("online") {
            throw .failed("can't migrate running VM without --online")
        }
        if guest.isAlive, guest.kind == .lxc, !call.flag("restart") {
            throw .failed("can't migrate running container without --online or --restart")
        }
        if world.manages(guest) {
            return Reply(world.requestMove(of: guest, to: target, by: call.principal.id))
        }
        return Reply(world.move(guest, to: target, by: call.principal.id))
    }
}

extension World {
    /// Begins the task that moves a guest.
    @discardableResult
    fileprivate mutating func move(_ guest: Guest, to target: NodeName, by user: String) -> UPID {
        let length = 4 + Double(guest.memory >> 30) * (guest.isAlive && guest.kind == .qemu ? 1.5 : 0.4)
        return launch(
            guest.kind.taskPrefix + "migrate", id: "\(guest.vmid)", on: guest.node, by: user,
            steps: [
                .hold(guest), .refuseLock(guest),
                .act { world, upid in
                    world.lock(guest.vmid, "migrate", for: upid)
                    world.say("starting migration of \(guest.title) to node '\(target)'", in: upid)
                },
                .say(after: length / 2, "migration active, transferred 50% of memory and disks"),
                .act(after: length / 2) { world, upid throws(TaskFailure) in
                    guard world.node(target)?.isOnline == true else {
                        throw TaskFailure("migration aborted: can't connect to node '\(target)'")
                    }
                    world.unlock(guest.vmid, for: upid)
                    world.arrive(guest.vmid, at: target)
                    world.say("migration finished successfully (duration 00:00:\(Int(length)))", in: upid)
                },
            ])
    }

    /// Counters of traffic begin anew where the guest arrives.
    private mutating func arrive(_ vmid: VMID, at target: NodeName) {
        var pid = 0
        update(node: target) { pid = $0.fork() }
        let time = now
        update(guest: vmid) { guest in
            guest.node = target
            guest.report = nil
            if case .running = guest.state {
                guest.end(at: time)
                guest.begin(at: time, pid: pid)
            }
        }
    }

    fileprivate mutating func requestMove(of guest: Guest, to target: NodeName, by user: String) -> UPID {
        launch(
            "hamigrate", id: "\(guest.vmid)", on: guest.node, by: user,
            steps: [
                .say("Requesting HA migration for \(guest.title) to node \(target)"),
                .act(after: 0.5) { world, _ in
                    world.update(resource: guest.vmid) { $0.state = "migrate" }
                    world.after(5) { world in
                        guard let guest = world.guests[guest.vmid] else { return }
                        world.move(guest, to: target, by: "root@pam")
                        world.after(30) { $0.update(resource: guest.vmid) { $0.state = $0.request } }
                    }
                },
            ])
    }
}
