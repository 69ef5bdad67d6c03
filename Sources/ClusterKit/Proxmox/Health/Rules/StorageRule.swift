import Text

/// Storages that are lost, that some nodes do not reach, that nobody tells of, and those that are full or will be soon.
enum StorageRule: HealthRule {
    static func findings(in snapshot: ClusterSnapshot) -> [Finding] {
        let sights = snapshot.storageSights
        let lost = sights.filter { $0.storage.state == .inactive }
        // Nobody tells of one on a node that is there: that is no green.
        let unsure = sights.filter { $0.storage.state == .unknown && !$0.lacking.isEmpty }
        return lost.map { Finding(.critical, $0.subject, "lost") }
            + sights.filter(\.isDisputed).map { sight in
                Finding(.warning, sight.subject, "not on \(sight.lacking.map(\.text).listed)")
            }
            + unsure.map { Finding(.warning, $0.subject, "unknown") }
            + sights.compactMap(full)
    }

    private static func full(_ sight: StorageSight) -> Finding? {
        guard let used = sight.storage.usedFraction, used >= Threshold.storage.warning else { return nil }
        let severity: Severity = used >= Threshold.storage.critical ? .critical : .warning
        return Finding(severity, sight.subject, "\(used.percent) full")
    }
}

extension StorageSight {
    fileprivate var subject: Finding.Subject { .storage(storage.name.text) }
}
