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
