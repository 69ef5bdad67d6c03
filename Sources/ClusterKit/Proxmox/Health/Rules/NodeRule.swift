/// Nodes that are down, and those that nothing is heard of.
enum NodeRule: HealthRule {
    static func findings(in snapshot: ClusterSnapshot) -> [HealthFinding] {
        snapshot.nodes.compactMap { node in
            switch node.state {
            case .offline:
                HealthFinding(
                    .critical, .node(node.name), "down",
                    remedy: "check its power, its network and its console")
            case .unknown:
                HealthFinding(
                    .warning, .node(node.name), "silent",
                    remedy: "its status daemon reports nothing: `systemctl status pvestatd` there")
            case .online: nil
            }
        }
    }
}
