import FoundationEssentials

/// Finds what is not as it should be in a snapshot; a new rule is a file, and a line in ``HealthRules``.
protocol HealthRule: Sendable {
    static func findings(in snapshot: ClusterSnapshot) -> [HealthFinding]
}

/// The rules there are; of findings that matter as much, those of an earlier rule are told first.
enum HealthRules {
    static let all: [any HealthRule.Type] = [
        SightRule.self, QuorumRule.self, NodeRule.self, GuestRule.self, HighAvailabilityRule.self,
        StorageRule.self, StrainRule.self, EntryRule.self, UnreadableRowsRule.self, LockRule.self,
        TaskRule.self,
    ]

    /// What all of them find, without what the watch knows of when it began.
    static func findings(in snapshot: ClusterSnapshot) -> [HealthFinding] {
        all.flatMap { $0.findings(in: snapshot) }
    }
}

extension HealthFinding {
    /// With the moment at which the watch saw it begin, where it does not tell one itself.
    func dated(by onsets: [Key: Date]) -> HealthFinding {
        guard since == nil, timing == .found, let since = onsets[key] else { return self }
        var finding = self
        finding.since = since
        return finding
    }
}
