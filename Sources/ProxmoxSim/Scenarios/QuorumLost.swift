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
