/// What could not be read may be anything.
enum UnreadableRowsRule: HealthRule {
    static func findings(in snapshot: ClusterSnapshot) -> [Finding] {
        let count = snapshot.unreadableRows
        guard count > 0 else { return [] }
        return [Finding(.warning, .cluster, count == 1 ? "one row unreadable" : "\(count) rows unreadable")]
    }
}
