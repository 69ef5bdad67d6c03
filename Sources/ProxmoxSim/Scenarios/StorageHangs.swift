extension Scenario {
    /// A storage stops answering.
    package static let storageHangs = Scenario(
        name: "storage-hangs",
        help: "The shared storage nas-nfs stops answering: every call that touches it hangs, and then others."
    ) { world in
        let now = world.now
        world.update(storage: "nas-nfs") { $0.hangsSince = $0.hangsSince ?? now }
    }
}
