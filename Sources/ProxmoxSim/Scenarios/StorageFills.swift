extension Scenario {
    /// A storage runs full.
    package static let storageFills = Scenario(
        name: "storage-fills", help: "The shared storage nas-nfs fills up to 97 % within three minutes."
    ) { world in
        let now = world.now
        world.update(storage: "nas-nfs") { storage in
            storage.flood = Flood(start: now, end: now + 180, level: 0.97, node: nil)
        }
    }
}
