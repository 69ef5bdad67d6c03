extension Scenario {
    /// The certificates are replaced.
    package static let certificateRotates = Scenario(
        name: "certificate-rotates", help: "Every node gets a new certificate: its fingerprint changes."
    ) { world in
        world.certificateGeneration += 1
    }
}
