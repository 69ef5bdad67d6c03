import JSON

/// Nodes that have next to nothing left of something; a processor at work and memory in use are as they should be.
enum StrainRule: HealthRule {
    static func findings(in snapshot: ClusterSnapshot) -> [HealthFinding] {
        snapshot.nodes.filter { $0.state == .online }.flatMap { node in
            [
                ("CPU", node.cpu, Threshold.processor.critical, "see which guest works so hard"),
                ("RAM", node.memoryFraction, Threshold.memory.critical, "move or stop a guest there"),
                (
                    "disk", node.diskFraction, Threshold.disk.warning,
                    "a full root disk stops the node: look at its logs and at backups on it"
                ),
            ].compactMap { what, share, threshold, remedy -> HealthFinding? in
                guard let share, share >= threshold else { return nil }
                return HealthFinding(
                    .warning, .node(node.name), "\(what) \(share.percent)", topic: what, remedy: remedy)
            }
        }
    }
}

extension Double {
    /// A share of 1 in percent: `97%`.
    var percent: String { "\(Int(saturating: (self * 100).rounded()))%" }
}
