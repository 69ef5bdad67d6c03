extension Scenario {
    /// The lost nodes boot again.
    package static let nodeReturns = Scenario(
        name: "node-returns", help: "Every lost node boots again and starts its guests."
    ) { world in
        world.riseAll()
    }
}
