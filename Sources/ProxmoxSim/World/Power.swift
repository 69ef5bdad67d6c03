extension World {
    /// Gives a guest a process.
    mutating func powerOn(_ vmid: VMID) {
        guard let guest = guests[vmid] else { return }
        var pid = 0
        update(node: guest.node) { pid = $0.fork() }
        let time = now
        update(guest: vmid) { guest in
            guest.begin(at: time, pid: pid)
            if guest.lock == "suspended" { guest.lock = nil }
        }
    }

    /// Ends a guest's process.
    mutating func powerOff(_ vmid: VMID) {
        let time = now
        update(guest: vmid) { $0.end(at: time) }
    }

    /// A guest that a call names, which must be of the kind and on the node that the path says.
    func guest(_ vmid: VMID, _ kind: GuestKind, on node: NodeName) throws(Refusal) -> Guest {
        guard let guest = guests[vmid], guest.kind == kind, guest.node == node else {
            throw .failed(
                "Configuration file 'nodes/\(node)/\(kind.folder)/\(vmid).conf' does not exist")
        }
        return guest
    }

    /// Refuses what needs a cluster that may write.
    func requireQuorum() throws(Refusal) {
        guard isQuorate else { throw .noQuorum }
    }
}

extension Step {
    /// Takes hold of a guest's configuration file, which another task may hold for ten seconds more.
    static func hold(_ guest: Guest) -> Step {
        Step(wait: 0) { world, upid throws(TaskFailure) in
            let file =
                guest.kind == .qemu
                ? "/var/lock/qemu-server/lock-\(guest.vmid).conf"
                : "/run/lock/lxc/pve-config-\(guest.vmid).lock"
            let holder = world.guests[guest.vmid]?.holder
            guard let holder, holder != upid else {
                world.update(guest: guest.vmid) { $0.holder = upid }
                world.tasks[upid]?.heldGuest = guest.vmid
                return .done
            }
            if world.tasks[upid]?.lines.isEmpty == true { world.say("trying to acquire lock...", in: upid) }
            guard world.now - Double(upid.start) < 10 else {
                throw TaskFailure("can't lock file '\(file)' - got timeout")
            }
            return .again(after: 1)
        }
    }

    /// Fails when the configuration is locked.
    static func refuseLock(_ guest: Guest) -> Step {
        act { world, _ throws(TaskFailure) in
            guard let lock = world.guests[guest.vmid]?.lock else { return }
            throw TaskFailure("\(guest.kind.title) is locked (\(lock))")
        }
    }

    /// Starts the guest, once its start has taken a moment.
    static func powerOn(_ guest: Guest, after wait: Double) -> Step {
        act(after: wait) { world, _ in world.powerOn(guest.vmid) }
    }

    /// Ends the guest, once its end has taken a moment.
    static func powerOff(_ guest: Guest, after wait: Double) -> Step {
        act(after: wait) { world, _ in world.powerOff(guest.vmid) }
    }

    /// Asks the guest to shut down and waits for it.
    ///
    /// A guest that does not listen is killed at the end when `isForced`, else the step fails.
    static func shutDown(_ guest: Guest, timeout: Double, isForced: Bool) -> [Step] {
        let listens = guest.shutdownSeconds.map { $0 <= timeout } ?? false
        if listens { return [powerOff(guest, after: guest.shutdownSeconds ?? 0)] }
        guard isForced else {
            let message =
                guest.kind == .qemu
                ? "VM quit/powerdown failed - got timeout"
                : "command 'lxc-stop -n \(guest.vmid) --nokill --timeout \(Int(timeout))' failed: exit code 1"
            return [act(after: timeout) { _, _ throws(TaskFailure) in throw TaskFailure(message) }]
        }
        return [
            say(after: timeout, "VM quit/powerdown failed - terminating now with SIGTERM"),
            powerOff(guest, after: 10),
        ]
    }
}
