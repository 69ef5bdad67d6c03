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
