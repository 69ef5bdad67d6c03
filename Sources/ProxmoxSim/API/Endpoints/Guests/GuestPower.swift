extension Endpoint {
    /// Starts a guest; a virtual machine that runs already is refused by the task, a container at once.
    static let guestStart = guests(
        .post, "status/start", [.boolean("skiplock"), .integer("timeout"), .text("machine")],
        needs: ["VM.PowerMgmt"]
    ) { world, call, guest throws(Refusal) in
        try world.refuseSkipLock(call)
        try world.requireQuorum()
        if guest.kind == .lxc, guest.isAlive { throw .failed("\(guest.title) already running") }
        if guest.isTemplate {
            throw .failed("unable to start \(guest.kind.title.lowercased()) if \(guest.title) is a template")
        }
        if world.manages(guest) {
            return Reply(
                world.request("started", for: guest, by: call.principal.id) {
                    $0.start(guest, by: "root@pam")
                })
        }
        return Reply(world.start(guest, by: call.principal.id))
    }
}

extension World {
    /// Begins the task that starts a guest.
    @discardableResult
    mutating func start(_ guest: Guest, by user: String) -> UPID {
        let check = Step.act { world, _ throws(TaskFailure) in
            guard let guest = world.guests[guest.vmid] else { throw TaskFailure("no such guest") }
            if guest.isAlive { throw TaskFailure("\(guest.title) already running") }
            guard let lock = guest.lock, lock != "suspended" else { return }
            throw TaskFailure("\(guest.kind.title) is locked (\(lock))")
        }
        return launch(
            guest.kind.taskPrefix + "start", id: "\(guest.vmid)", on: guest.node, by: user,
            steps: [.hold(guest), check, .powerOn(guest, after: guest.kind == .qemu ? 1.4 : 2.6)])
    }

    /// Only root himself may pass over locks.
    func refuseSkipLock(_ call: Call) throws(Refusal) {
        if call.flag("skiplock"), !call.principal.isRoot {
            throw .wrong(["skiplock": "Only root may use this option."])
        }
    }
}

extension Endpoint {
    /// Ends a guest at once, as pulling the plug does.
    static let guestStop = guests(
        .post, "status/stop",
        [
            .boolean("skiplock"), .integer("timeout"), .boolean("keepActive"), .text("migratedfrom"),
            .boolean("overrule-shutdown"),
        ],
        needs: ["VM.PowerMgmt"]
    ) { world, call, guest throws(Refusal) in
        try world.refuseSkipLock(call)
        if guest.kind == .lxc, !guest.isAlive { throw .failed("\(guest.title) not running") }
        if world.manages(guest) {
            return Reply(
                world.request("stopped", for: guest, by: call.principal.id) { $0.stop(guest, by: "root@pam") }
            )
        }
        if call.flag("overrule-shutdown") { world.overruleShutdown(of: guest) }
        return Reply(world.stop(guest, by: call.principal.id))
    }
}

extension World {
    /// Begins the task that stops a guest.
    @discardableResult
    mutating func stop(_ guest: Guest, by user: String) -> UPID {
        launch(
            guest.kind.taskPrefix + "stop", id: "\(guest.vmid)", on: guest.node, by: user,
            steps: [.hold(guest), .refuseLock(guest), .powerOff(guest, after: 0.9)])
    }

    /// Ends a shutdown that still waits for the guest.
    fileprivate mutating func overruleShutdown(of guest: Guest) {
        let type = guest.kind.taskPrefix + "shutdown"
        for task in tasks.running(on: guest.node)
        where task.upid.type == type && task.upid.id == "\(guest.vmid)" {
            finish(task.upid, "unexpected status")
        }
    }
}

extension Endpoint {
    /// Asks a guest to shut down and waits for it, 60 seconds unless told otherwise.
    static let guestShutdown = guests(
        .post, "status/shutdown",
        [.boolean("skiplock"), .integer("timeout"), .boolean("forceStop"), .boolean("keepActive")],
        needs: ["VM.PowerMgmt"]
    ) { world, call, guest throws(Refusal) in
        try world.refuseSkipLock(call)
        if guest.kind == .lxc, !guest.isAlive { throw .failed("\(guest.title) not running") }
        if case .paused = guest.state { throw .failed("VM is paused - cannot shutdown") }
        let timeout = Double(call.int("timeout") ?? 60)
        let isForced = call.flag("forceStop")
        if world.manages(guest) {
            return Reply(
                world.request("stopped", for: guest, by: call.principal.id) {
                    $0.shutDown(guest, timeout: timeout, isForced: true, by: "root@pam")
                })
        }
        return Reply(world.shutDown(guest, timeout: timeout, isForced: isForced, by: call.principal.id))
    }
}

extension World {
    /// Begins the task that shuts a guest down; while it waits it holds the configuration file.
    @discardableResult
    mutating func shutDown(_ guest: Guest, timeout: Double, isForced: Bool, by user: String) -> UPID {
        let waiting = guest.isAlive ? Step.shutDown(guest, timeout: timeout, isForced: isForced) : []
        return launch(
            guest.kind.taskPrefix + "shutdown", id: "\(guest.vmid)", on: guest.node, by: user,
            steps: [.hold(guest), .refuseLock(guest)] + waiting)
    }
}

extension Endpoint {
    /// Shuts a guest down and starts it again.
    static let guestReboot = guests(
        .post, "status/reboot", [.integer("timeout")], needs: ["VM.PowerMgmt"]
    ) { world, call, guest throws(Refusal) in
        guard guest.isAlive else { throw .failed("\(guest.title) not running") }
        if case .paused = guest.state { throw .failed("VM is paused - cannot shutdown") }
        let timeout = Double(call.int("timeout") ?? 60)
        let steps =
            [.hold(guest), .refuseLock(guest)]
            + Step.shutDown(guest, timeout: timeout, isForced: false) + [.powerOn(guest, after: 1.5)]
        return Reply(
            world.launch(
                guest.kind.taskPrefix + "reboot", id: "\(guest.vmid)", on: guest.node,
                by: call.principal.id, steps: steps))
    }

    /// Presses a virtual machine's reset button; its process goes on.
    static let guestReset = guests(
        .post, "status/reset", [.boolean("skiplock")], needs: ["VM.PowerMgmt"], kinds: [.qemu]
    ) { world, call, guest throws(Refusal) in
        try world.refuseSkipLock(call)
        guard guest.isAlive else { throw .failed("\(guest.title) not running") }
        return Reply(
            world.launch(
                "qmreset", id: "\(guest.vmid)", on: guest.node, by: call.principal.id,
                steps: [.hold(guest), .refuseLock(guest), .say(after: 0.3, "")]))
    }
}

extension Endpoint {
    /// Pauses a virtual machine, or puts it to disk; containers fail as they do for nearly everybody.
    static let guestSuspend = guests(
        .post, "status/suspend", [.boolean("skiplock"), .boolean("todisk"), .text("statestorage")],
        needs: ["VM.PowerMgmt"]
    ) { world, call, guest throws(Refusal) in
        try world.refuseSkipLock(call)
        guard guest.isAlive else { throw .failed("\(guest.title) not running") }
        if guest.kind == .lxc {
            return Reply(world.failCheckpoint(of: guest, by: call.principal.id))
        }
        if call.flag("todisk") { return Reply(world.hibernate(guest, by: call.principal.id)) }
        let pause = Step.act(after: 0.4) { world, _ in
            world.update(guest: guest.vmid) { guest in
                if case .running(let since) = guest.state { guest.state = .paused(since: since) }
            }
        }
        return Reply(
            world.launch(
                "qmpause", id: "\(guest.vmid)", on: guest.node, by: call.principal.id,
                steps: [.hold(guest), .refuseLock(guest), pause]))
    }

    /// Lets a paused virtual machine go on.
    static let guestResume = guests(
        .post, "status/resume", [.boolean("skiplock"), .boolean("nocheck")], needs: ["VM.PowerMgmt"]
    ) { world, call, guest throws(Refusal) in
        try world.refuseSkipLock(call)
        if guest.lock == "suspended" { return Reply(world.start(guest, by: call.principal.id)) }
        guard guest.isAlive else { throw .failed("\(guest.title) not running") }
        let resume = Step.act(after: 0.3) { world, _ in
            world.update(guest: guest.vmid) { guest in
                if case .paused(let since) = guest.state { guest.state = .running(since: since) }
            }
        }
        return Reply(
            world.launch(
                guest.kind.taskPrefix + "resume", id: "\(guest.vmid)", on: guest.node,
                by: call.principal.id, steps: [.hold(guest), resume]))
    }
}

extension World {
    fileprivate mutating func hibernate(_ guest: Guest, by user: String) -> UPID {
        launch(
            "qmsuspend", id: "\(guest.vmid)", on: guest.node, by: user,
            steps: [
                .hold(guest), .refuseLock(guest),
                .act { world, upid in world.lock(guest.vmid, "suspending", for: upid) },
                .act(after: 5) { world, upid in
                    world.powerOff(guest.vmid)
                    world.unlock(guest.vmid, for: upid)
                    world.update(guest: guest.vmid) { $0.lock = "suspended" }
                },
            ])
    }

    fileprivate mutating func failCheckpoint(of guest: Guest, by user: String) -> UPID {
        launch(
            "vzsuspend", id: "\(guest.vmid)", on: guest.node, by: user,
            steps: [
                .hold(guest),
                .act(after: 1) { _, _ throws(TaskFailure) in
                    throw TaskFailure(
                        "command 'lxc-checkpoint -n \(guest.vmid) -s -D /var/liblxc/\(guest.vmid)' failed: "
                            + "exit code 1")
                },
            ])
    }
}
