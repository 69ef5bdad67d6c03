/// Finds what is not as it should be in a snapshot; a new rule is a file, and a line in ``HealthRules``.
protocol HealthRule: Sendable {
    static func findings(in snapshot: ClusterSnapshot) -> [Finding]
}

/// The rules there are; of findings that matter as much, those of an earlier rule are told first.
enum HealthRules {
    static let all: [any HealthRule.Type] = [
        SightRule.self, QuorumRule.self, NodeRule.self, GuestRule.self, HighAvailabilityRule.self,
        StorageRule.self, StrainRule.self, UnreadableRowsRule.self,
    ]
}
