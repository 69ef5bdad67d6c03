import FoundationEssentials

/// A cluster as it was at one moment: what "what changed since yesterday" is answered from.
package struct ClusterSnapshotRecord: Sendable, Hashable {
    package typealias ID = RowID<ClusterSnapshotRecord>

    /// `nil` until the store has kept it.
    package var id: ID?
    /// When it was observed, kept to the millisecond.
    package var time: Date
    /// The cluster's name in the configuration.
    package var cluster: String
    /// Compact JSON text that the store does not look into.
    package var content: String

    package init(time: Date, cluster: String, content: String) {
        self.time = time
        self.cluster = cluster
        self.content = content
    }
}
