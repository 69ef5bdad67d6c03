/// Guests that are hidden may be in any state.
enum SightRule: HealthRule {
    static func findings(in snapshot: ClusterSnapshot) -> [Finding] {
        snapshot.access == .noGuests ? [Finding(.warning, .cluster, "no permission to see guests")] : []
    }
}
