import ClusterKit
import JSON

/// A snapshot as the memory keeps it: the rows of the tools, without what changes every second.
enum SnapshotArchive {
    static func text(of snapshot: ClusterSnapshot) -> String {
        JSONValue.object([
            "cluster": .string(snapshot.clusterName ?? snapshot.name),
            "quorum": .string("\(snapshot.quorum)"),
            "nodes": .array(snapshot.nodes.map { calm(ResourceRow.node($0)) }),
            "guests": .array(snapshot.guests.map { calm(ResourceRow.guest($0)) }),
            "storage": .array(snapshot.storages.map(ResourceRow.storage)),
        ]).text
    }

    private static func calm(_ row: JSONValue) -> JSONValue {
        guard case .object(let members) = row else { return row }
        return .object(members.filter { !["cpu", "mem", "uptime"].contains($0.key) })
    }
}
