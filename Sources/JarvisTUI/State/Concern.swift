import ClusterKit

/// Something about a cluster that is not as it should be, in a few words.
struct Concern: Equatable {
    let severity: Severity
    let text: String

    /// What a snapshot gives reason for, the worst first.
    static func all(in snapshot: ClusterSnapshot) -> [Concern] {
        let found = quorum(snapshot) + nodes(snapshot) + storages(snapshot) + strain(snapshot)
        return found.filter { $0.severity == .critical } + found.filter { $0.severity != .critical }
    }

    private static func quorum(_ snapshot: ClusterSnapshot) -> [Concern] {
        guard case .cluster(isQuorate: false, let votes, let expected) = snapshot.quorum else { return [] }
        return [Concern(severity: .critical, text: "quorum lost \(votes)/\(expected)")]
    }

    private static func nodes(_ snapshot: ClusterSnapshot) -> [Concern] {
        let down = snapshot.nodes.filter { $0.state == .offline }.map(\.name.text)
        let silent = snapshot.nodes.filter { $0.state == .unknown }.map(\.name.text)
        return (down.isEmpty ? [] : [Concern(severity: .critical, text: "\(list(down)) down")])
            + (silent.isEmpty ? [] : [Concern(severity: .warning, text: "\(list(silent)) silent")])
    }

    private static func storages(_ snapshot: ClusterSnapshot) -> [Concern] {
        let sights = snapshot.storageSights
        let lost = unique(sights.filter { $0.storage.state == .inactive }.map(\.storage.name.text))
        // Nobody tells of one on a node that is there: that is no green.
        let unsure = unique(
            sights.filter { $0.storage.state == .unknown && !$0.lacking.isEmpty }.map(\.storage.name.text))
        let full = unique(share(of: sights.map(\.storage), from: Threshold.storage.critical))
        let filling = unique(share(of: sights.map(\.storage), from: Threshold.disk.warning))
            .filter { !full.contains($0) }
        return (lost.isEmpty ? [] : [Concern(severity: .critical, text: "storage \(list(lost)) lost")])
            + sights.filter(\.isDisputed).map { sight in
                Concern(
                    severity: .warning,
                    text: "storage \(sight.storage.name) not on \(list(sight.lacking.map(\.text)))")
            }
            + (unsure.isEmpty ? [] : [Concern(severity: .warning, text: "storage \(list(unsure)) unknown")])
            + full.map { Concern(severity: .critical, text: "storage \($0)") }
            + filling.map { Concern(severity: .warning, text: "storage \($0)") }
    }

    private static func share(of storages: [Storage], from threshold: Double) -> [String] {
        storages.compactMap { storage in
            storage.usedFraction.flatMap {
                $0 >= threshold ? "\(storage.name) \(Format.percent($0).trimmed) full" : nil
            }
        }
    }

    /// Nodes that have next to nothing left of something.
    private static func strain(_ snapshot: ClusterSnapshot) -> [Concern] {
        snapshot.nodes.filter { $0.state == .online }.flatMap { node in
            [
                ("CPU", node.cpu, Threshold.processor.critical),
                ("RAM", node.memoryFraction, Threshold.memory.critical),
                ("disk", node.diskFraction, Threshold.disk.warning),
            ].compactMap { what, share, threshold in
                share.flatMap {
                    $0 >= threshold
                        ? Concern(
                            severity: .warning, text: "\(node.name) \(what) \(Format.percent($0).trimmed)")
                        : nil
                }
            }
        }
    }

    private static func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    /// The first names, the others counted.
    private static func list(_ names: [String]) -> String {
        names.count > 3
            ? "\(names.prefix(2).joined(separator: ", ")) and \(names.count - 2) more"
            : names.joined(separator: ", ")
    }
}
