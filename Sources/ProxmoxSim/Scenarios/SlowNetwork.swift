extension Scenario {
    /// Answers take long.
    package static let slowNetwork = Scenario(
        name: "slow-network", help: "Every answer takes 0.4 to 1.6 seconds longer."
    ) { world in
        world.weather.latency = .milliseconds(400)
        world.weather.jitter = .milliseconds(1_200)
    }
}
