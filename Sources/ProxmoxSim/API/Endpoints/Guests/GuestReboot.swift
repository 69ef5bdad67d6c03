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
