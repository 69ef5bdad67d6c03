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

    /// A storage stops answering.
    package static let storageHangs = Scenario(
        name: "storage-hangs",
        help: "The shared storage nas-nfs stops answering: every call that touches it hangs, and then others."
    ) { world in
        let now = world.now
        world.update(storage: "nas-nfs") { $0.hangsSince = $0.hangsSince ?? now }
    }
}

extension World {
    mutating func update(storage name: String, _ change: (inout Storage) -> Void) {
        guard let index = storages.firstIndex(where: { $0.name == name }) else { return }
        change(&storages[index])
        revision += 1
    }
}
