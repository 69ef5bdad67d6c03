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

    /// A backup job begins.
    package static let backupRuns = Scenario(
        name: "backup-runs", help: "All guests of the first node are backed up, one after the other."
    ) { world in
        guard let node = world.nodes.first(where: \.isOnline), world.storage("pbs") != nil else { return }
        let guests = world.guests(on: node.name).filter { !$0.isTemplate }.prefix(12)
        world.backUp(Array(guests), to: "pbs", mode: "snapshot", on: node.name, by: "root@pam")
    }
}
