extension Scenario {
    /// One node is lost.
    package static let nodeDies = Scenario(
        name: "node-dies",
        help: "The third node loses power: its guests freeze on the screen, services move after two minutes."
    ) { world in
        if let victim = world.victim { world.fall(victim) }
    }
}

extension World {
    /// The node that bad luck chooses: the third, or the last, but never the contacted first.
    fileprivate var victim: NodeName? {
        let others = nodes.dropFirst().filter(\.isOnline)
        return others.dropFirst().first?.name ?? others.last?.name
    }
}

extension Scenario {
    /// The lost nodes boot again.
    package static let nodeReturns = Scenario(
        name: "node-returns", help: "Every lost node boots again and starts its guests."
    ) { world in
        world.riseAll()
    }
}

extension Scenario {
    /// So many nodes are lost that the rest may not decide.
    package static let quorumLost = Scenario(
        name: "quorum-lost",
        help: "Half of the nodes are cut off: the rest can be read, but nothing can be started or changed."
    ) { world in
        let keep = world.nodes.count / 2
        for node in world.nodes.dropFirst(max(1, keep)) { world.cutOff(node.name) }
    }
}

extension World {
    /// A node that lives on where the others cannot see it.
    fileprivate mutating func cutOff(_ name: NodeName) {
        guard node(name)?.isOnline == true else { return }
        fall(name)
        update(node: name) { $0.isCutOff = true }
    }
}

extension Scenario {
    /// The nodes see each other again.
    package static let quorumReturns = Scenario(
        name: "quorum-returns", help: "The nodes that were cut off are members again, as if nothing was."
    ) { world in
        world.riseAll()
    }
}

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

extension Scenario {
    /// A service does not survive its next restart.
    package static let serviceBreaks = Scenario(
        name: "service-breaks",
        help: "The configuration of postfix is broken on every node: its next restart fails."
    ) { world in
        world.brokenServices = ["postfix"]
    }
}
