import FoundationEssentials
internal import GRDB

/// An audit entry as it stands in its table, with no opinion on what its columns mean.
struct AuditRow: Sendable, Equatable {
    let id: Int64
    /// The values of `columns`, in that order.
    let values: [AuditValue]
    let digest: DatabaseValue

    /// What the digest covers besides the id, in the order it covers them.
    static let columns = [
        "time", "intent", "asker", "action", "arguments", "call", "target", "cluster", "tier", "ruling",
        "reason", "result", "detail", "duration",
    ]

    /// The first rows from an id on, and the highest id that was ever given.
    ///
    /// The log begins with 1; whoever looks for what does not belong there begins with the least there is.
    static func fetch(
        from db: Database, from id: Int64, limit: Int
    ) throws -> (rows: [AuditRow], highest: Int64) {
        let names = columns.map { "typeof(\($0)), iif(typeof(\($0)) = 'text', CAST(\($0) AS BLOB), \($0))" }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT \(names.joined(separator: ", ")), id, digest FROM audit WHERE id >= ? ORDER BY id LIMIT ?
                """, arguments: [id, limit])
        let found = try rows.map { row in
            AuditRow(
                id: try row.value("id"),
                values: columns.indices.map { AuditValue(type: row[2 * $0], row[2 * $0 + 1]) },
                digest: row["digest"])
        }
        return (found, try db.highestAuditID())
    }
}

extension Database {
    /// The highest id of the audit log, also when that entry is gone.
    fileprivate func highestAuditID() throws -> Int64 {
        let ids = try Int64.fetchAll(
            self,
            sql: """
                SELECT seq FROM sqlite_sequence WHERE name = 'audit'
                UNION ALL SELECT max(id) FROM audit HAVING count(*) > 0
                """)
        return ids.max() ?? 0
    }

    /// Adds an entry with these values by column name, and sees that it stands there; the others stay empty.
    func appendAudit(_ columns: [String: (any DatabaseValueConvertible)?]) throws -> AuditRecord.ID {
        let last = try Data.fetchOne(self, sql: "SELECT digest FROM audit ORDER BY id DESC LIMIT 1")
        let highest = try highestAuditID()
        // SQLite's own count can be written by hand; then nothing is recorded, nothing is done, and `verify` tells.
        guard highest < .max else { throw MemoryError.missing("a free number in the audit log") }
        let id = highest + 1
        let values = AuditRow.columns.map { (columns[$0] ?? nil).storable }
        let digest = try (last.map { AuditDigest(bytes: [UInt8]($0)) } ?? .origin)
            .next(id, values.map(AuditValue.init))
        let names = AuditRow.columns.joined(separator: ", ")
        let marks = AuditRow.columns.map { _ in "?" }.joined(separator: ", ")
        let statement = try cachedStatement(
            sql: "INSERT INTO audit (id, digest, \(names)) VALUES (?, ?, \(marks))")
        try statement.execute(
            arguments: StatementArguments([id.databaseValue, Data(digest.bytes).databaseValue] + values))
        guard changesCount == 1 else { throw NotKept(what: "entry \(id) of the audit log") }
        // Triggers have done their work by now; whatever they did, what stands here is what will be committed.
        let end = try AuditRow.fetch(from: self, from: id, limit: 2)
        let written = AuditRow(
            id: id, values: values.map(AuditValue.init), digest: Data(digest.bytes).databaseValue)
        guard end.rows == [written], end.highest == id else {
            throw NotKept(what: "entry \(id) of the audit log")
        }
        return RowID(rawValue: id)
    }
}
