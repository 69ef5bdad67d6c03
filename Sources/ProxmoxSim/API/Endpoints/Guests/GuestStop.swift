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
