import FoundationEssentials
internal import GRDB

/// What there is to know of a conversation without reading it.
package struct TalkOverview: Sendable, Hashable {
    package let record: ConversationRecord
    /// What the operator said in it, taken back or not.
    package let questions: Int
    /// The models that answered, sorted by name.
    package let models: [String]
    /// What its answers cost, in micro-dollars.
    package let cost: Int64
    /// Its first message as it was kept; `nil` in an empty one.
    package let opening: String?
    /// What the operator said last in it; `nil` where nothing was.
    package let lastQuestion: String?
}

extension Conversations {
    /// Tells of the conversations, the one spoken in last first.
    package func overviews(limit: Int = 100) async throws(MemoryError) -> [TalkOverview] {
        try await connection.read("list the conversations") { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT c.*,
                        (SELECT count(*) FROM message WHERE conversation = c.id AND role = 'user' AND text <> '')
                            AS questions,
                        (SELECT group_concat(DISTINCT model) FROM message WHERE conversation = c.id) AS models,
                        (SELECT coalesce(sum(cost), 0) FROM spend
                            WHERE conversation = c.id AND state <> 'reserved') AS cost,
                        (SELECT content FROM message WHERE conversation = c.id ORDER BY id LIMIT 1) AS opening,
                        (SELECT text FROM message WHERE conversation = c.id AND role = 'user' AND text <> ''
                            ORDER BY id DESC LIMIT 1) AS last
                    FROM conversation AS c ORDER BY updated DESC, id DESC LIMIT ?
                    """, arguments: [limit])
            return try rows.map { row in
                let models: String? = try row.optional("models")
                return TalkOverview(
                    record: try ConversationRecord(row: row), questions: try row.value("questions"),
                    models: (models ?? "").split(separator: ",").map(String.init).sorted(),
                    cost: try row.value("cost"), opening: try row.optional("opening"),
                    lastQuestion: try row.optional("last"))
            }
        }
    }

    /// What the answers of a conversation cost, in micro-dollars.
    package func cost(of id: ConversationRecord.ID) async throws(MemoryError) -> Int64 {
        try await connection.read("add up what a conversation cost") { db in
            try Int64.fetchOne(
                db,
                sql: """
                    SELECT coalesce(sum(cost), 0) FROM spend WHERE conversation = ? AND state <> 'reserved'
                    """, arguments: [id.rawValue]) ?? 0
        }
    }

    /// Begins a conversation with a copy of what was said in another, up to a message that is left out, or to its end.
    ///
    /// The other one stays as it is. Tokens and costs stay with what was paid for. Throws `.missing` where the other was
    /// forgotten.
    package func fork(
        _ id: ConversationRecord.ID, before message: MessageRecord.ID? = nil, title: String, at time: Date
    ) async throws(MemoryError) -> ConversationRecord {
        try await connection.write("fork a conversation") { db in
            let isThere = try Bool.fetchOne(
                db, sql: "SELECT 1 FROM conversation WHERE id = ?", arguments: [id.rawValue])
            guard isThere == true else { throw MemoryError.missing("conversation \(id)") }
            let new = try db.insert(
                into: "conversation",
                ["title": title, "created": time.milliseconds, "updated": time.milliseconds])
            try db.execute(
                sql: """
                    INSERT INTO message (conversation, time, role, content, text, provider, model)
                    SELECT ?, time, role, content, text, provider, model FROM message
                    WHERE conversation = ? AND id < ? ORDER BY id
                    """, arguments: [new, id.rawValue, message?.rawValue ?? .max])
            let kept = Date(milliseconds: time.milliseconds)
            return ConversationRecord(id: RowID(rawValue: new), title: title, created: kept, updated: kept)
        }
    }
}
