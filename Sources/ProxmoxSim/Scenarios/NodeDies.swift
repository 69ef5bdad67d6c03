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
