/// What could not be read may be anything.
enum UnreadableRowsRule: HealthRule {
    static func findings(in snapshot: ClusterSnapshot) -> [HealthFinding] {
        let count = snapshot.unreadableRows
        guard count > 0 else { return [] }
        return [
            HealthFinding(
                .warning, .cluster, count == 1 ? "one row unreadable" : "\(count) rows unreadable",
                topic: "unreadable",
                remedy: "what they tell is missing in every list: compare with Proxmox's own")
        ]
    }
}
