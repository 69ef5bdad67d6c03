import FoundationEssentials
internal import GRDB

/// Something the operator had remembered: a sentence on the cluster or on how he wants things done.
package struct FactRecord: Sendable, Hashable {
    package typealias ID = RowID<FactRecord>

    /// `nil` until the store has kept it.
    package var id: ID?
    /// When it was said, kept to the millisecond.
    package var time: Date
    /// The cluster's name in the configuration.
    package var cluster: String
    package var text: String
    /// How it came here, such as `/remember`.
    package var source: String
    /// The fact in whose place it stands.
    package var supersedes: ID?

    package init(time: Date, cluster: String, text: String, source: String, supersedes: ID? = nil) {
        self.time = time
        self.cluster = cluster
        self.text = text
        self.source = source
        self.supersedes = supersedes
    }
}

/// The facts, kept until they are forgotten.
package struct Facts: Sendable {
    let connection: Connection

    /// The most that may stand in a cluster: more than anybody reads through.
    package static let most = 500

    /// What became of the wish to keep a fact.
    package enum Keeping: Sendable, Hashable {
        case kept(FactRecord.ID)
        /// The one it should stand in the place of does not stand in that cluster.
        case missing
        /// ``most`` stand already.
        case full
    }

    /// Keeps a fact, and ends the one it takes the place of, in one step.
    package func keep(_ fact: FactRecord) async throws(MemoryError) -> Keeping {
        try await connection.write("remember a fact") { db in
            if let old = fact.supersedes {
                guard try Self.end(old, of: fact.cluster, at: fact.time, in: db) else { return .missing }
            }
            let count = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM fact WHERE cluster = ? AND ended IS NULL",
                arguments: [fact.cluster.storable])
            guard (count ?? 0) < Self.most else { return .full }
            try db.execute(
                sql: "INSERT INTO fact (time, cluster, text, source, supersedes) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    fact.time.milliseconds, fact.cluster.storable, fact.text.storable, fact.source.storable,
                    fact.supersedes?.rawValue,
                ])
            return .kept(FactRecord.ID(rawValue: db.lastInsertedRowID))
        }
    }

    /// Forgets a fact of a cluster; `false` when it does not stand there.
    package func forget(
        _ id: FactRecord.ID, of cluster: String, at time: Date
    ) async throws(MemoryError) -> Bool {
        try await connection.write("forget a fact") { db in
            try Self.end(id, of: cluster, at: time, in: db)
        }
    }

    /// Those that stand in a cluster, the newest first.
    package func list(of cluster: String) async throws(MemoryError) -> [FactRecord] {
        try await connection.read("list the facts") { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT * FROM fact WHERE cluster = ? AND ended IS NULL ORDER BY id DESC",
                arguments: [cluster.storable])
            return try rows.map { row in
                var fact = FactRecord(
                    time: try row.date("time"), cluster: try row.value("cluster"),
                    text: try row.value("text"), source: try row.value("source"))
                fact.id = FactRecord.ID(rawValue: try row.value("id"))
                return fact
            }
        }
    }

    private static func end(
        _ id: FactRecord.ID, of cluster: String, at time: Date, in db: Database
    ) throws -> Bool {
        try db.execute(
            sql: "UPDATE fact SET ended = ? WHERE id = ? AND cluster = ? AND ended IS NULL",
            arguments: [time.milliseconds, id.rawValue, cluster.storable])
        return db.changesCount == 1
    }
}
