import FoundationEssentials
internal import GRDB

/// What may be spent since a moment, in micro-dollars.
package struct SpendCap: Sendable, Hashable {
    package var limit: Int64
    package var since: Date

    package init(limit: Int64, since: Date) {
        self.limit = limit
        self.since = since
    }
}

/// What came of a bill: what is spent since each of the moments that were asked about, in micro-dollars.
package struct SettledSpend: Sendable, Hashable {
    package let id: SpendRecord.ID
    package let before: [Int64]
    package let after: [Int64]
}

/// What the answers of models cost, and what is set aside for those under way.
package struct Spending: Sendable {
    let connection: Connection

    /// An answer that is not over by then never will be: whoever waited for it is gone.
    package static let longestAnswer = Duration.seconds(3600)

    /// What became of the wish to set something aside.
    package enum Grant: Sendable, Hashable {
        case granted(SpendRecord.ID)
        /// The first of the caps that it would pass; so much is spent since then, and so much is set aside for answers under
        /// way, in micro-dollars.
        case refused(SpendCap, spent: Int64, reserved: Int64)
    }

    /// Sets aside the most that an answer can cost, unless that would pass one of the caps.
    ///
    /// Looking and setting aside are one step, so that answers under way cannot overdraw together.
    package func reserve(
        _ record: SpendRecord, within caps: [SpendCap]
    ) async throws(MemoryError) -> Grant {
        try await connection.write("set money aside") { db in
            try Self.writeOff(before: record.time, in: db)
            var record = record
            record.state = .reserved
            let most = min(max(0, record.cost), SpendRecord.limit)
            for cap in caps {
                let (spent, reserved) = try Self.sums(since: cap.since, in: db)
                guard spent + reserved + most <= cap.limit else {
                    return .refused(cap, spent: spent, reserved: reserved)
                }
            }
            return .granted(SpendRecord.ID(rawValue: try db.insert(into: "spend", record.columns)))
        }
    }

    /// Keeps what an answer cost in the place of what was set aside for it, and returns what is spent since each of some
    /// moments, before and with it.
    package func settle(
        _ reserved: SpendRecord.ID?, _ record: SpendRecord, since moments: [Date]
    ) async throws(MemoryError) -> SettledSpend {
        try await connection.write("keep what an answer cost") { db in
            if let reserved { try Self.delete(reserved, in: db) }
            let before = try moments.map { try Self.sums(since: $0, in: db).spent }
            let id = SpendRecord.ID(rawValue: try db.insert(into: "spend", record.columns))
            return SettledSpend(
                id: id, before: before, after: try moments.map { try Self.sums(since: $0, in: db).spent })
        }
    }

    /// Gives back what was set aside for an answer that cost nothing.
    package func release(_ reserved: SpendRecord.ID) async throws(MemoryError) {
        try await connection.write("give back what was set aside") { db in
            try Self.delete(reserved, in: db)
        }
    }

    /// Notes which message an answer became.
    package func attribute(
        _ id: SpendRecord.ID, to message: MessageRecord.ID, of conversation: ConversationRecord.ID
    ) async throws(MemoryError) {
        try await connection.write("keep what a message cost") { db in
            try db.execute(
                sql: "UPDATE spend SET message = ?, conversation = ? WHERE id = ?",
                arguments: [message.rawValue, conversation.rawValue, id.rawValue])
            guard db.changesCount == 1 else { throw MemoryError.missing("answer \(id)") }
        }
    }

    /// What is spent since a moment, and what is set aside beside it, in micro-dollars.
    package func total(since: Date) async throws(MemoryError) -> (spent: Int64, reserved: Int64) {
        let sums = try await connection.read("add up what was spent") { db in
            let (spent, reserved) = try Self.sums(since: since, in: db)
            return [spent, reserved]
        }
        return (sums[0], sums[1])
    }

    /// The answers since a moment, the latest first.
    package func list(
        since: Date = .distantPast, limit: Int = 1000
    ) async throws(MemoryError) -> [SpendRecord] {
        try await connection.read("list what was spent") { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT * FROM spend WHERE time >= ? ORDER BY time DESC, id DESC LIMIT ?",
                arguments: [since.milliseconds, limit])
            return try rows.map(SpendRecord.init(row:))
        }
    }

    /// What is spent and what is set aside.
    private static func sums(since: Date, in db: Database) throws -> (spent: Int64, reserved: Int64) {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT coalesce(sum(cost) FILTER (WHERE state <> 'reserved'), 0) AS spent,
                    coalesce(sum(cost) FILTER (WHERE state = 'reserved'), 0) AS reserved
                FROM spend WHERE time >= ?
                """, arguments: [since.milliseconds])
        guard let row else { return (0, 0) }
        return (try row.value("spent"), try row.value("reserved"))
    }

    private static func delete(_ reserved: SpendRecord.ID, in db: Database) throws {
        try db.execute(
            sql: "DELETE FROM spend WHERE id = ? AND state IN ('reserved', 'lost')",
            arguments: [reserved.rawValue])
    }

    /// What was set aside by somebody who is gone is no longer: it counts as spent on its day.
    private static func writeOff(before time: Date, in db: Database) throws {
        try db.execute(
            sql: "UPDATE spend SET state = 'lost', isGuess = 1 WHERE state = 'reserved' AND time < ?",
            arguments: [time.milliseconds.clampedDifference(longestAnswer.wholeMilliseconds)])
    }
}
