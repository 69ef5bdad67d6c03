extension Scenario {
    /// A guest's process is gone.
    package static let guestCrashes = Scenario(
        name: "guest-crashes",
        help: "A busy guest that nobody looks after runs out of memory and is gone, without any task."
    ) { world in
        let candidates = world.guests.values.filter { guest in
            guest.isRunning && !world.manages(guest) && world.node(guest.node)?.isOnline == true
        }
        let victim = candidates.max { one, other in
            (one.cpu(at: world.now), one.vmid) < (other.cpu(at: world.now), other.vmid)
        }
        guard let victim else { return }
        world.powerOff(victim.vmid)
        world.log.add(
            time: world.now, priority: 3, tag: "kernel", pid: victim.pid, node: victim.node, user: "root@pam",
            message: "Out of memory: Killed process \(victim.pid) (\(victim.name))")
    }
}
