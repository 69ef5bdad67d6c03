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
    /// It is told a mind before others, whatever is asked.
    package internal(set) var isPinned = false
    /// With how many questions a mind was told it.
    package internal(set) var told = 0
    /// The last time that was; `nil` where it never was.
    package internal(set) var toldLast: Date?

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

    /// Pins a fact of a cluster, or takes the pin out; `false` when it does not stand there.
    package func pin(
        _ id: FactRecord.ID, of cluster: String, _ isPinned: Bool
    ) async throws(MemoryError) -> Bool {
        try await connection.write("pin a fact") { db in
            try db.execute(
                sql: "UPDATE fact SET pinned = ? WHERE id = ? AND cluster = ? AND ended IS NULL",
                arguments: [isPinned, id.rawValue, cluster.storable])
            return db.changesCount == 1
        }
    }

    /// Counts that a mind was told these.
    package func noteTold(_ ids: [FactRecord.ID], at time: Date) async throws(MemoryError) {
        try await connection.write("count what was told") { db in
            for id in ids {
                try db.execute(
                    sql: "UPDATE fact SET told = told + 1, toldLast = ? WHERE id = ?",
                    arguments: [time.milliseconds, id.rawValue])
            }
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
                fact.supersedes = try row.optionalID("supersedes")
                fact.isPinned = try row.value("pinned")
                fact.told = try row.value("told")
                fact.toldLast = try row.optional("toldLast").map { Date(milliseconds: $0) }
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
