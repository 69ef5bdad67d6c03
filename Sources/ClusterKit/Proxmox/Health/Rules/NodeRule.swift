/// Nodes that are down, and those that nothing is heard of.
enum NodeRule: HealthRule {
    static func findings(in snapshot: ClusterSnapshot) -> [Finding] {
        snapshot.nodes.compactMap { node in
            switch node.state {
            case .offline: Finding(.critical, .node(node.name), "down")
            case .unknown: Finding(.warning, .node(node.name), "silent")
            case .online: nil
            }
        }
    }
}
