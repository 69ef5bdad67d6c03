extension Scenario {
    /// One node is lost.
    package static let nodeDies = Scenario(
        name: "node-dies",
        help: "The third node loses power: its guests freeze on the screen, services move after two minutes."
    ) { world in
        if let victim = world.victim { world.fall(victim) }
    }

    /// The lost nodes boot again.
    package static let nodeReturns = Scenario(
        name: "node-returns", help: "Every lost node boots again and starts its guests."
    ) { world in
        world.riseAll()
    }

    /// So many nodes are lost that the rest may not decide.
    package static let quorumLost = Scenario(
        name: "quorum-lost",
        help: "Half of the nodes are cut off: the rest can be read, but nothing can be started or changed."
    ) { world in
        let keep = world.nodes.count / 2
        for node in world.nodes.dropFirst(max(1, keep)) { world.cutOff(node.name) }
    }

    /// The nodes see each other again.
    package static let quorumReturns = Scenario(
        name: "quorum-returns", help: "The nodes that were cut off are members again, as if nothing was."
    ) { world in
        world.riseAll()
    }
}

extension World {
    /// The node that bad luck chooses: the third, or the last, but never the contacted first.
    fileprivate var victim: NodeName? {
        let others = nodes.dropFirst().filter(\.isOnline)
        return others.dropFirst().first?.name ?? others.last?.name
    }

    /// Brings back every node: those that lost power boot, those that were cut off never stopped.
    mutating func riseAll() {
        for node in nodes where !node.isOnline {
            if node.isCutOff {
                update(node: node.name) { node in
                    node.diedAt = nil
                    node.isCutOff = false
                }
                revision += 1
            } else {
                rise(node.name)
            }
        }
    }

    /// A node that lives on where the others cannot see it.
    fileprivate mutating func cutOff(_ name: NodeName) {
        guard node(name)?.isOnline == true else { return }
        fall(name)
        update(node: name) { $0.isCutOff = true }
    }
}
