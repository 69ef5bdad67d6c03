import FoundationEssentials
internal import GRDB
import Text

/// One call of a tool, from the wish to the result.
package struct ToolCallRecord: Sendable, Hashable {
    package typealias ID = RowID<ToolCallRecord>

    /// How far the call is.
    package enum State: String, Sendable, Hashable, CaseIterable {
        /// Begun and not yet finished.
        case running
        /// It ran; `result` says what came of it.
        case finished
        /// It did not run, by rule or by the operator's no.
        case refused
        case cancelled
        /// Jarvis ended while it ran: whether it took effect is not known.
        case interrupted
    }

    /// What came of a call that ran.
    package enum Result: String, Sendable, Hashable, CaseIterable {
        case succeeded
        case failed
        /// No answer came: it may have taken effect.
        case unknown
    }

    /// `nil` until the store has kept it.
    package var id: ID?
    /// The message that asked for it; `nil` when no model did.
    package var message: MessageRecord.ID?
    /// When it began, kept to the millisecond.
    package var time: Date
    package var name: String
    /// Canonical JSON text.
    package var arguments: String
    /// The safety tier's name, such as `GREEN`.
    package var tier: String
    package internal(set) var state: State
    /// From beginning to end, kept to the millisecond; `nil` while that is not known.
    package internal(set) var duration: Duration?
    /// The result or the error's text.
    package internal(set) var outcome: String?
    /// `nil` while the call has not run to its end.
    package internal(set) var result: Result?

    package init(
        message: MessageRecord.ID? = nil, time: Date, name: String, arguments: String, tier: String
    ) {
        self.message = message
        self.time = time
        self.name = name
        self.arguments = arguments
        self.tier = tier
        state = .running
    }
}

/// How a tool call ended.
package struct ToolCallEnd: Sendable, Hashable {
    package var state: ToolCallRecord.State
    package var duration: Duration?
    package var outcome: String?
    package var result: ToolCallRecord.Result?

    package init(
        state: ToolCallRecord.State = .finished, duration: Duration? = nil, outcome: String? = nil,
        result: ToolCallRecord.Result? = nil
    ) {
        self.state = state
        self.duration = duration
        self.outcome = outcome
        self.result = result
    }
}

/// Every call of a tool, from its beginning on.
package struct ToolCalls: Sendable {
    let connection: Connection

    /// Keeps a call that is about to run, and holds the memory until `finish` kept its end.
    package func begin(_ call: ToolCallRecord) async throws(MemoryError) -> ToolCallRecord.ID {
        try await connection.holding { () throws(MemoryError) in
            let id = try await insert(call)
            connection.begin(.call(id))
            return id
        }
    }

    private func insert(_ call: ToolCallRecord) async throws(MemoryError) -> ToolCallRecord.ID {
        try await connection.write("keep a tool call") { db in
            if let message = call.message {
                let count = try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM message WHERE id = ?", arguments: [message.rawValue])
                guard count == 1 else { throw MemoryError.missing("message \(message)") }
            }
            let id = ToolCallRecord.ID(
                rawValue: try db.insert(
                    into: "toolCall",
                    [
                        "message": call.message?.rawValue, "time": call.time.milliseconds, "name": call.name,
                        "arguments": call.arguments, "tier": call.tier,
                        "state": ToolCallRecord.State.running.rawValue,
                    ]))
            try db.checkState(of: id, .running)
            return id
        }
    }

    /// Keeps how a running call ended; throws `.missing` when it is not running.
    package func finish(_ id: ToolCallRecord.ID, _ end: ToolCallEnd) async throws(MemoryError) {
        try await connection.holding { () throws(MemoryError) in
            try await write(end, of: id)
            connection.end(.call(id))
        }
    }

    private func write(_ end: ToolCallEnd, of id: ToolCallRecord.ID) async throws(MemoryError) {
        try await connection.write("keep a tool call's end") { db in
            try db.execute(
                sql: """
                    UPDATE toolCall SET state = ?, duration = ?, outcome = ?, result = ?
                    WHERE id = ? AND state = 'running'
                    """,
                arguments: [
                    end.state.rawValue, end.duration?.wholeMilliseconds, end.outcome?.storable,
                    end.result?.rawValue,
                    id.rawValue,
                ])
            guard db.changesCount == 1 else { throw MemoryError.missing("running tool call \(id)") }
            try db.checkState(of: id, end.state)
        }
    }

    /// The calls a conversation's messages asked for, in their order.
    package func list(of conversation: ConversationRecord.ID) async throws(MemoryError) -> [ToolCallRecord] {
        try await connection.read("list the tool calls") { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT toolCall.* FROM toolCall JOIN message ON message.id = toolCall.message
                    WHERE message.conversation = ? ORDER BY toolCall.id
                    """, arguments: [conversation.rawValue])
            return try rows.map(ToolCallRecord.init(row:))
        }
    }

    /// Lists all calls, the latest first, those before an id when one is given.
    package func list(
        before id: ToolCallRecord.ID? = nil, limit: Int = 100
    ) async throws(MemoryError) -> [ToolCallRecord] {
        try await connection.read("list the tool calls") { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT * FROM toolCall WHERE id < ? ORDER BY id DESC LIMIT ?",
                arguments: [id?.rawValue ?? .max, limit])
            return try rows.map(ToolCallRecord.init(row:))
        }
    }
}

extension Database {
    /// Throws unless the call stands there in that state.
    fileprivate func checkState(of id: ToolCallRecord.ID, _ state: ToolCallRecord.State) throws {
        let found = try String.fetchOne(
            self, sql: "SELECT state FROM toolCall WHERE id = ?", arguments: [id.rawValue])
        guard found == state.rawValue else { throw NotKept(what: "a tool call") }
    }
}

extension ToolCallRecord {
    fileprivate init(row: Row) throws {
        self.init(
            message: try row.optionalID("message"), time: try row.date("time"), name: try row.value("name"),
            arguments: try row.value("arguments"), tier: try row.value("tier"))
        id = try row.id()
        state = try row.word("state")
        duration = try row.duration("duration")
        outcome = try row.optional("outcome")
        result = try row.optionalWord("result")
    }
}
