import ClusterKit
import JSON

/// A snapshot as the memory keeps it: the rows of the tools, without what changes every second.
enum SnapshotArchive {
    static func text(of snapshot: ClusterSnapshot) -> String {
        JSONValue.object([
            "cluster": .string(snapshot.clusterName ?? snapshot.name),
            "quorum": .string("\(snapshot.quorum)"),
            "nodes": .array(snapshot.nodes.map(ResourceRow.node)),
            "guests": .array(snapshot.guests.map(ResourceRow.guest)),
            "storage": .array(snapshot.storages.map(ResourceRow.storage)),
        ]).text
    }
}
