extension Scenario {
    /// The nodes see each other again.
    package static let quorumReturns = Scenario(
        name: "quorum-returns", help: "The nodes that were cut off are members again, as if nothing was."
    ) { world in
        world.riseAll()
    }
}
