internal import GRDB

/// What was done and by whose wish: a log that only grows.
///
/// Every entry holds a digest of itself and of the entry before, so no entry can be changed, removed or moved
/// without `verify` noticing. Entries cut off the end together with SQLite's own count are noticed with an
/// anchor that was kept elsewhere.
package struct AuditLog: Sendable {
    let connection: Connection

    /// How many entries `verify` reads at a time, so that others get their turn.
    private static let stride = 2000

    /// Writes what is about to be done, onto the disk, before this returns.
    ///
    /// Nothing may be done when this throws. The memory is held until `finish` wrote the end.
    package func append(_ intent: AuditIntent) async throws(MemoryError) -> AuditRecord.ID {
        try await connection.holding { () throws(MemoryError) in
            let id = try await connection.write("write the audit log", .power) { db in
                try db.appendAudit(intent.values)
            }
            if intent.ruling != .refused { connection.begin(.act(id)) }
            return id
        }
    }

    /// Writes how an act ended, also onto the disk before this returns.
    ///
    /// Throws `.missing` when it was never announced, was refused or has ended already.
    @discardableResult
    package func finish(
        _ id: AuditRecord.ID, _ outcome: AuditOutcome
    ) async throws(MemoryError) -> AuditRecord.ID {
        try await connection.holding { () throws(MemoryError) in
            let end = try await connection.write("write the audit log", .power) { db in
                let open = try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM (\(AuditLog.unfinished)) WHERE id = ?",
                    arguments: [id.rawValue])
                guard open == 1 else { throw MemoryError.missing("unfinished audit entry \(id)") }
                return try db.appendAudit(outcome.values(of: id))
            }
            connection.end(.act(id))
            return end
        }
    }

    /// Lists entries, the latest first, those before an id when one is given.
    package func list(
        before id: AuditRecord.ID? = nil, limit: Int = 100
    ) async throws(MemoryError) -> [AuditRecord] {
        try await connection.readInPlace("read the audit log") { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?",
                arguments: [id?.rawValue ?? .max, limit])
            return try rows.map(AuditRecord.init(row:))
        }
    }

    /// Acts that were announced and whose end nobody wrote: they may or may not have happened.
    package func unfinished() async throws(MemoryError) -> [AuditRecord] {
        try await connection.readInPlace("read the audit log") { db in
            try Row.fetchAll(db, sql: "\(AuditLog.unfinished) ORDER BY id").map(AuditRecord.init(row:))
        }
    }

    /// The last entry, to be kept elsewhere; `nil` when the log is empty.
    package func anchor() async throws(MemoryError) -> AuditAnchor? {
        try await list(limit: 1).first.map { AuditAnchor(id: $0.id, digest: $0.digest) }
    }

    /// Walks along the whole log and returns the first entry that is not what was written.
    ///
    /// With an anchor it also tells whether the log still holds that entry. Throws `.lost` and `.vanished` when the
    /// file is no longer in its place, and `.altered` when the entries are whole, but not what keeps them.
    package func verify(against anchor: AuditAnchor? = nil) async throws(MemoryError) -> AuditVerdict {
        var walk = AuditWalk(anchor: anchor)
        while true {
            let last = walk.last
            let page = try await connection.readInPlace("read the audit log") { db in
                try AuditRow.fetch(from: db, from: last == 0 ? .min : last + 1, limit: AuditLog.stride)
            }
            for row in page.rows {
                if let verdict = try walk.step(row) { return verdict }
            }
            guard page.rows.count < AuditLog.stride else { continue }
            let verdict = walk.end(highest: page.highest)
            if case .intact = verdict { try await connection.checkLayout() }
            return verdict
        }
    }

    private static let unfinished = """
        SELECT * FROM audit WHERE ruling IN ('allowed', 'confirmed')
        AND id NOT IN (SELECT intent FROM audit WHERE intent IS NOT NULL AND id > 0)
        """
}
