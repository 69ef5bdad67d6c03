import JSON

/// Nodes that have next to nothing left of something.
enum StrainRule: HealthRule {
    static func findings(in snapshot: ClusterSnapshot) -> [Finding] {
        snapshot.nodes.filter { $0.state == .online }.flatMap { node in
            [
                ("CPU", node.cpu, Threshold.processor.critical),
                ("RAM", node.memoryFraction, Threshold.memory.critical),
                ("disk", node.diskFraction, Threshold.disk.warning),
            ].compactMap { what, share, threshold in
                share.flatMap {
                    $0 >= threshold ? Finding(.warning, .node(node.name), "\(what) \($0.percent)") : nil
                }
            }
        }
    }
}

extension Double {
    /// A share of 1 in percent: `97%`.
    var percent: String { "\(Int(saturating: (self * 100).rounded()))%" }
}
