extension Scenario {
    /// Actions are carried out, and their answers are lost.
    package static let answersLost = Scenario(
        name: "answers-lost",
        help: "Whatever changes something is carried out, but the connection is cut before the answer."
    ) { world in
        world.weather.losesAnswers = true
    }
}

extension Scenario {
    /// Answers take long.
    package static let slowNetwork = Scenario(
        name: "slow-network", help: "Every answer takes 0.4 to 1.6 seconds longer."
    ) { world in
        world.weather.latency = .milliseconds(400)
        world.weather.jitter = .milliseconds(1_200)
    }
}

extension Scenario {
    /// The certificates are replaced.
    package static let certificateRotates = Scenario(
        name: "certificate-rotates", help: "Every node gets a new certificate: its fingerprint changes."
    ) { world in
        world.certificateGeneration += 1
    }
}

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

extension Scenario {
    /// A backup job begins.
    package static let backupRuns = Scenario(
        name: "backup-runs", help: "All guests of the first node are backed up, one after the other."
    ) { world in
        guard let node = world.nodes.first(where: \.isOnline), world.storage("pbs") != nil else { return }
        let guests = world.guests(on: node.name).filter { !$0.isTemplate }.prefix(12)
        world.backUp(Array(guests), to: "pbs", mode: "snapshot", on: node.name, by: "root@pam")
    }
}
