import FoundationEssentials
internal import GRDB

/// One talk between the operator and Jarvis.
package struct ConversationRecord: Sendable, Hashable, Identifiable {
    package typealias ID = RowID<ConversationRecord>

    package let id: ID
    package var title: String
    /// When it began, to the millisecond.
    package let created: Date
    /// When its last message came, to the millisecond.
    package var updated: Date
}

/// One message of a conversation.
package struct MessageRecord: Sendable, Hashable {
    package typealias ID = RowID<MessageRecord>

    /// Who speaks.
    package enum Role: String, Sendable, Hashable, CaseIterable {
        case system
        case user
        case assistant
        case tool
    }

    /// `nil` until the store has kept it.
    package var id: ID?
    package var conversation: ConversationRecord.ID
    /// When it was said, kept to the millisecond.
    package var time: Date
    package var role: Role
    /// The message in full, as canonical JSON text that the store does not look into.
    package var content: String
    /// The message's words without its structure: what a list shows and a search reads.
    package var text: String
    /// Who answered, such as `anthropic`; `nil` for what the operator said.
    package var provider: String?
    /// The model as the provider named it.
    package var model: String?
    package var tokens: TokenCounts

    package init(
        conversation: ConversationRecord.ID, time: Date, role: Role, content: String, text: String,
        provider: String? = nil, model: String? = nil, tokens: TokenCounts = TokenCounts()
    ) {
        self.conversation = conversation
        self.time = time
        self.role = role
        self.content = content
        self.text = text
        self.provider = provider
        self.model = model
        self.tokens = tokens
    }
}

/// What a message cost, by the classes providers bill apart; `nil` where the provider did not say.
package struct TokenCounts: Sendable, Hashable {
    /// Prompt tokens neither read from nor written to a cache.
    package var input: Int?
    package var output: Int?
    package var cacheRead: Int?
    package var cacheWrite: Int?

    package init(input: Int? = nil, output: Int? = nil, cacheRead: Int? = nil, cacheWrite: Int? = nil) {
        self.input = input
        self.output = output
        self.cacheRead = cacheRead
        self.cacheWrite = cacheWrite
    }
}

/// The talks between the operator and Jarvis, with their messages.
package struct Conversations: Sendable {
    let connection: Connection

    /// Begins an empty conversation.
    package func begin(title: String, at time: Date) async throws(MemoryError) -> ConversationRecord {
        try await connection.write("begin a conversation") { db in
            let id = try db.insert(
                into: "conversation",
                ["title": title, "created": time.milliseconds, "updated": time.milliseconds])
            let kept = Date(milliseconds: time.milliseconds)
            return ConversationRecord(id: RowID(rawValue: id), title: title, created: kept, updated: kept)
        }
    }

    /// Keeps a message at the end of its conversation; throws `.missing` when that was forgotten.
    @discardableResult
    package func append(_ message: MessageRecord) async throws(MemoryError) -> MessageRecord.ID {
        try await connection.write("keep a message") { try Self.append(message, in: $0) }
    }

    /// Keeps messages in one step, as above.
    package func append(_ messages: [MessageRecord]) async throws(MemoryError) {
        try await connection.write("keep messages") { db in
            for message in messages { _ = try Self.append(message, in: db) }
        }
    }

    private static func append(_ message: MessageRecord, in db: Database) throws -> MessageRecord.ID {
        let conversation = message.conversation
        try db.execute(
            sql: "UPDATE conversation SET updated = max(updated, ?) WHERE id = ?",
            arguments: [message.time.milliseconds, conversation.rawValue])
        guard db.changesCount == 1 else { throw MemoryError.missing("conversation \(conversation)") }
        return try message.insert(into: db)
    }

    /// Lists conversations, the one spoken in last first, those before `last` of the page seen before.
    package func list(
        before last: ConversationRecord? = nil, limit: Int = 100
    ) async throws(MemoryError) -> [ConversationRecord] {
        try await connection.read("list the conversations") { db in
            let bound = (last?.updated.milliseconds ?? .max, last?.id.rawValue ?? .max)
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM conversation WHERE (updated, id) < (?, ?)
                    ORDER BY updated DESC, id DESC LIMIT ?
                    """, arguments: [bound.0, bound.1, limit])
            return try rows.map(ConversationRecord.init(row:))
        }
    }

    /// The conversation of that id; `nil` where there is none, or none any more.
    package func conversation(_ id: ConversationRecord.ID) async throws(MemoryError) -> ConversationRecord? {
        try await connection.read("find a conversation") { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM conversation WHERE id = ?", arguments: [id.rawValue])
            return try row.map(ConversationRecord.init(row:))
        }
    }

    /// The last messages of a conversation in the order they were said, those before an id when one is given.
    package func messages(
        of conversation: ConversationRecord.ID, before id: MessageRecord.ID? = nil, limit: Int = 1000
    ) async throws(MemoryError) -> [MessageRecord] {
        try await connection.read("read a conversation") { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT * FROM message WHERE conversation = ? AND id < ? ORDER BY id DESC LIMIT ?",
                arguments: [conversation.rawValue, id?.rawValue ?? .max, limit])
            return try rows.reversed().map(MessageRecord.init(row:))
        }
    }

    /// Messages of any conversation in which every word of the text begins a word, the best match first of the newest
    /// few hundred.
    package func search(_ text: String, limit: Int = 50) async throws(MemoryError) -> [MessageRecord] {
        guard let pattern = SearchPattern(text) else { return [] }
        let found = try await connection.read("search the conversations") { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT message.* FROM messageText JOIN message ON message.id = messageText.rowid
                    WHERE messageText MATCH ? ORDER BY messageText.rowid DESC LIMIT ?
                    """,
                arguments: [
                    try pattern.expression(for: "messageText", in: db).storable,
                    max(limit, SearchRank.most),
                ])
            return try rows.map(MessageRecord.init(row:))
        }
        return Array(SearchRank(text).ordered(found, by: \.text).prefix(limit))
    }

    /// What somebody in that role said in any conversation, the newest first.
    package func newest(of role: MessageRecord.Role, limit: Int = 500) async throws(MemoryError)
        -> [MessageRecord]
    {
        try await connection.read("list what was said") { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT * FROM message WHERE role = ? ORDER BY id DESC LIMIT ?",
                arguments: [role.rawValue, limit])
            return try rows.map(MessageRecord.init(row:))
        }
    }

    /// Gives a conversation another title.
    package func rename(_ id: ConversationRecord.ID, to title: String) async throws(MemoryError) {
        try await connection.write("rename a conversation") { db in
            try db.execute(
                sql: "UPDATE conversation SET title = ? WHERE id = ?",
                arguments: [title.storable, id.rawValue])
            guard db.changesCount == 1 else { throw MemoryError.missing("conversation \(id)") }
        }
    }

    /// Deletes a conversation with its messages and tool calls; the audit log keeps what was done.
    package func forget(_ id: ConversationRecord.ID) async throws(MemoryError) {
        try await connection.write("forget a conversation") { db in
            try db.execute(sql: "DELETE FROM conversation WHERE id = ?", arguments: [id.rawValue])
            guard db.changesCount == 1 else { throw MemoryError.missing("conversation \(id)") }
        }
    }
}

extension ConversationRecord {
    init(row: Row) throws {
        self.init(
            id: try row.id(), title: try row.value("title"), created: try row.date("created"),
            updated: try row.date("updated"))
    }
}

extension MessageRecord {
    fileprivate init(row: Row) throws {
        self.init(
            conversation: try row.id("conversation"), time: try row.date("time"), role: try row.word("role"),
            content: try row.value("content"), text: try row.value("text"),
            provider: try row.optional("provider"), model: try row.optional("model"),
            tokens: TokenCounts(
                input: try row.optional("inputTokens"), output: try row.optional("outputTokens"),
                cacheRead: try row.optional("cacheReadTokens"),
                cacheWrite: try row.optional("cacheWriteTokens")))
        id = try row.id()
    }

    fileprivate func insert(into db: Database) throws -> ID {
        try RowID(
            rawValue: db.insert(
                into: "message",
                [
                    "conversation": conversation.rawValue, "time": time.milliseconds, "role": role.rawValue,
                    "content": content, "text": text, "provider": provider, "model": model,
                    "inputTokens": tokens.input, "outputTokens": tokens.output,
                    "cacheReadTokens": tokens.cacheRead, "cacheWriteTokens": tokens.cacheWrite,
                ]))
    }
}
