/// What is hidden may be in any state.
enum SightRule: HealthRule {
    static func findings(in snapshot: ClusterSnapshot) -> [HealthFinding] {
        let remedy = "give token and user the role PVEAuditor on /"
        return switch snapshot.access {
        case .noPermission:
            [HealthFinding(.critical, .cluster, "no permission to see anything", remedy: remedy)]
        case .noGuests: [HealthFinding(.warning, .cluster, "no permission to see guests", remedy: remedy)]
        case .unknown, .granted: []
        }
    }
}
