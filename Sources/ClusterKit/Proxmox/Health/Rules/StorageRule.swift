import Text

/// Storages that are lost, that some nodes do not reach, that nobody tells of, and those that are full or will be soon.
enum StorageRule: HealthRule {
    static func findings(in snapshot: ClusterSnapshot) -> [HealthFinding] {
        let sights = snapshot.storageSights
        return sights.compactMap { $0.absence } + sights.compactMap { $0.fill }
    }
}

extension StorageSight {
    /// What is wrong with reaching it; `nil` where all do that should.
    package var absence: HealthFinding? {
        switch storage.state {
        case .inactive: HealthFinding(.critical, subject, "lost", on: place, remedy: Self.wayThere)
        case .available where isDisputed:
            HealthFinding(
                .warning, subject, "not on \(lacking.map(\.text).listed)", topic: "not on", on: place,
                remedy: Self.wayThere)
        // Nobody tells of one on a node that is there: that is no green.
        case .unknown where !lacking.isEmpty:
            HealthFinding(
                .warning, subject, "unknown", on: place,
                remedy: "its node tells nothing of it: `systemctl status pvestatd` there")
        case .available, .unknown, .disabled: nil
        }
    }

    /// That it is full or will be soon; `nil` where it is not.
    package var fill: HealthFinding? {
        guard let used = storage.usedFraction, used >= Threshold.storage.warning else { return nil }
        let severity: Severity = used >= Threshold.storage.critical ? .critical : .warning
        return HealthFinding(
            severity, subject, "\(used.percent) full", topic: "full", on: place,
            remedy: "old backups, snapshots and images are what usually fills it")
    }

    private static let wayThere = "check the server behind it and the way there"
    private var subject: HealthFinding.Subject { .storage(storage.name.text) }
    private var place: NodeName? { storage.isShared == true ? nil : storage.node }
}
