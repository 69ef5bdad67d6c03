import FoundationEssentials
internal import GRDB

/// An act of the audit log with how it ended.
package struct AuditedAct: Sendable, Hashable, Identifiable {
    package let id: AuditRecord.ID
    package let intent: AuditIntent
    /// `nil` where its end was never written, and for what was refused.
    package let outcome: AuditOutcome?
    /// Of the entry that announced it.
    package let digest: AuditDigest
}

extension AuditLog {
    /// Acts in the order in which they were decided: those behind an id, at a moment or later.
    package func acts(
        after id: AuditRecord.ID? = nil, since moment: Date? = nil, limit: Int = 500
    ) async throws(MemoryError) -> [AuditedAct] {
        try await connection.readInPlace("read the audit log") { db in
            let announced = try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM audit WHERE intent IS NULL AND id > ? AND time >= ? ORDER BY id LIMIT ?
                    """,
                arguments: [id?.rawValue ?? 0, moment?.milliseconds ?? .min, limit]
            ).map(AuditRecord.init(row:))
            guard let first = announced.first?.id, let last = announced.last?.id else { return [] }
            let ends = try Row.fetchAll(
                db, sql: "SELECT * FROM audit WHERE intent BETWEEN ? AND ?",
                arguments: [first.rawValue, last.rawValue]
            ).map(AuditRecord.init(row:))
            return Self.acts(announced, ends)
        }
    }

    /// Acts of a cluster that were more than looking, done or refused, from a moment on; the newest first.
    ///
    /// Such an act is written by whoever carries it out, before it is done, and by nobody else.
    package func changes(
        of cluster: String, since moment: Date, limit: Int = 1_000
    ) async throws(MemoryError) -> [AuditedAct] {
        try await connection.read("read the audit log") { db in
            let announced = try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM audit WHERE cluster = ? AND intent IS NULL AND tier <> 'GREEN' AND time >= ?
                    ORDER BY id DESC LIMIT ?
                    """, arguments: [cluster.storable, moment.milliseconds, limit]
            ).map(AuditRecord.init(row:))
            let ids = announced.map { "\($0.id)" }.joined(separator: ", ")
            let ends = try Row.fetchAll(db, sql: "SELECT * FROM audit WHERE intent IN (\(ids))")
                .map(AuditRecord.init(row:))
            return Self.acts(announced, ends)
        }
    }

    /// What was announced, each with its end.
    private static func acts(_ announced: [AuditRecord], _ ends: [AuditRecord]) -> [AuditedAct] {
        var outcomes: [AuditRecord.ID: AuditOutcome] = [:]
        for end in ends {
            if case .outcome(let outcome, let intent) = end.content { outcomes[intent] = outcome }
        }
        return announced.compactMap { record in
            guard case .intent(let intent) = record.content else { return nil }
            return AuditedAct(
                id: record.id, intent: intent, outcome: outcomes[record.id], digest: record.digest)
        }
    }
}
