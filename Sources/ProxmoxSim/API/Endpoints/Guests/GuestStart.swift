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
