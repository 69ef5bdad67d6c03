import FoundationEssentials
internal import GRDB
import Text

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

/// Clusters as they were, at most one every so often.
package struct ClusterSnapshots: Sendable {
    let connection: Connection

    /// Keeps a snapshot unless a younger one than `interval` of the same cluster is there.
    ///
    /// Returns its id when it was kept. A clock that was set back does not stop the keeping.
    @discardableResult
    package func save(
        _ snapshot: ClusterSnapshotRecord, atMostEvery interval: Duration = .seconds(300)
    ) async throws(MemoryError) -> ClusterSnapshotRecord.ID? {
        try await connection.write("keep a cluster's state") { db in
            let now = snapshot.time.milliseconds
            let recent = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM snapshot WHERE cluster = ? AND time > ? AND time <= ?",
                arguments: [
                    snapshot.cluster.storable, now.clampedDifference(interval.wholeMilliseconds), now,
                ])
            guard recent == 0 else { return nil }
            return RowID(
                rawValue: try db.insert(
                    into: "snapshot",
                    ["time": now, "cluster": snapshot.cluster, "content": snapshot.content]))
        }
    }

    /// The cluster as it was at a moment: the last snapshot at or before it, `nil` when there is none.
    package func latest(
        of cluster: String, at time: Date = .distantFuture
    ) async throws(MemoryError) -> ClusterSnapshotRecord? {
        try await connection.read("read a cluster's state") { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT * FROM snapshot WHERE cluster = ? AND time <= ? ORDER BY time DESC, id DESC LIMIT 1
                    """, arguments: [cluster.storable, time.milliseconds])
            return try row.map(ClusterSnapshotRecord.init(row:))
        }
    }

    /// The moments at which the cluster was kept, the latest first.
    package func times(
        of cluster: String, since: Date, limit: Int = 1000
    ) async throws(MemoryError) -> [Date] {
        try await connection.read("list a cluster's states") { db in
            let times = try Int64.fetchAll(
                db,
                sql: "SELECT time FROM snapshot WHERE cluster = ? AND time >= ? ORDER BY time DESC LIMIT ?",
                arguments: [cluster.storable, since.milliseconds, limit])
            return times.map(Date.init(milliseconds:))
        }
    }
}

extension ClusterSnapshotRecord {
    fileprivate init(row: Row) throws {
        self.init(
            time: try row.date("time"), cluster: try row.value("cluster"), content: try row.value("content"))
        id = try row.id()
    }
}

extension Int64 {
    /// The difference, or the nearest number there is.
    func clampedDifference(_ other: Int64) -> Int64 {
        let (difference, overflow) = subtractingReportingOverflow(other)
        return overflow ? (other > 0 ? .min : .max) : difference
    }
}
