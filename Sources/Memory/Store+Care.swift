import FoundationEssentials
internal import GRDB
import Text

extension Store {
    /// Whether what is remembered is lost when Jarvis ends.
    package var isTemporary: Bool { connection.path == nil }

    /// Deletes what is older than the policy keeps, a little at a time, and gives free pages back.
    package func sweep(
        now: Date, keeping retention: Retention = Retention()
    ) async throws(MemoryError) -> Swept {
        var swept = Swept()
        swept.events = try await delete("event", "time", now, retention.events)
        swept.toolCalls = try await delete("toolCall", "message IS NULL AND time", now, retention.toolCalls)
        swept.snapshots = try await delete("snapshot", "time", now, retention.snapshots)
        swept.conversations = try await delete("conversation", "updated", now, retention.conversations)
        try await connection.perform("tidy the database") { db in
            try db.execute(sql: "PRAGMA incremental_vacuum(4096); PRAGMA optimize")
        }
        return swept
    }

    /// Writes a whole and independent copy to a new file that only its owner may read.
    ///
    /// Other calls are answered meanwhile, and what they write is in the copy. It appears under its name when it
    /// is complete and on the disk. `pages` are copied at a time, 4 KiB each.
    package func backUp(to path: String, pages: Int32 = 128) async throws(MemoryError) {
        let draft = try Draft(of: path)
        do throws(MemoryError) {
            try await connection.copy(into: draft, pages: pages, "write the backup")
            try await blocking { () throws(MemoryError) in try draft.publish() }
        } catch {
            draft.discard()
            throw error
        }
    }

    /// Walks through everything, indexes and links included, and returns what is wrong in SQLite's words, and what
    /// is not as Jarvis makes it.
    ///
    /// Throws `.lost` and `.vanished` when the file is no longer in its place.
    package func check() async throws(MemoryError) -> [String] {
        try await connection.perform("check the database") { [connection] db in
            try connection.checkPlace()
            let words = try String.fetchAll(db, sql: "PRAGMA integrity_check(100)")
            let orphans = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count
            // The store may stand at an earlier step.
            for index in ["eventText", "messageText", "passageText"] where try db.tableExists(index) {
                try db.execute(sql: "INSERT INTO \(index) (\(index), rank) VALUES ('integrity-check', 1)")
            }
            let foreign = try connection.held.withLock(\.layout)?.findings(in: Layout(of: db)) ?? []
            return words.filter { $0 != "ok" } + (orphans == 0 ? [] : ["\(orphans) rows without their owner"])
                + foreign
        }
    }

    /// How many rows of each kind there are: for a temporary store, what will be lost.
    package func counts() async throws(MemoryError) -> RowCounts {
        try await connection.read("count the rows") { db in
            func count(_ table: String) throws -> Int {
                try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
            }
            return RowCounts(
                events: try count("event"), conversations: try count("conversation"),
                messages: try count("message"), toolCalls: try count("toolCall"),
                snapshots: try count("snapshot"), preferences: try count("preference"),
                auditEntries: try count("audit"), answers: try count("spend"))
        }
    }

    /// Writes the WAL back into the database and lets go of file and lock; later calls throw `.closed`.
    ///
    /// Calls that were made before are answered first. Closing twice is no error.
    package func close() async throws(MemoryError) {
        try await connection.close()
    }

    /// Lets others have the file whenever nothing is written or read and no act and no tool call is open.
    ///
    /// For a command that waits for a mind or a person. Another may have the file when something is to be written;
    /// after five seconds that is refused with `.locked`, and so is the act that it announces.
    package func share() async {
        await connection.share()
    }

    /// Deletes the rows of a table whose time is further back than an age, 500 in a transaction.
    private func delete(
        _ table: String, _ condition: String, _ now: Date, _ age: Duration?
    ) async throws(MemoryError) -> Int {
        guard let age else { return 0 }
        let limit = now.milliseconds.clampedDifference(age.wholeMilliseconds)
        var total = 0
        while true {
            let count = try await connection.write("sweep the memory") { db in
                try db.execute(
                    sql: """
                        DELETE FROM \(table)
                        WHERE id IN (SELECT id FROM \(table) WHERE \(condition) < ? LIMIT 500)
                        """, arguments: [limit])
                return db.changesCount
            }
            total += count
            if count < 500 { return total }
        }
    }
}

/// How many rows of each kind a store holds.
package struct RowCounts: Sendable, Hashable, CustomStringConvertible {
    package let events: Int
    package let conversations: Int
    package let messages: Int
    package let toolCalls: Int
    package let snapshots: Int
    package let preferences: Int
    package let auditEntries: Int
    /// Answers of models whose cost is kept.
    package let answers: Int

    package var isEmpty: Bool { parts.isEmpty }

    /// What there is, such as `3 events, 1 message`; `nothing` when there is nothing.
    package var description: String {
        isEmpty ? "nothing" : parts.joined(separator: ", ")
    }

    private var parts: [String] {
        [
            (events, "event", "events"), (conversations, "conversation", "conversations"),
            (messages, "message", "messages"), (toolCalls, "tool call", "tool calls"),
            (snapshots, "snapshot", "snapshots"), (preferences, "preference", "preferences"),
            (auditEntries, "audit entry", "audit entries"), (answers, "bill", "bills"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? $0.1 : $0.2)" }
    }
}

/// How long things are remembered; `nil` means until they are forgotten by hand.
///
/// The audit log and what answers cost stay forever.
package struct Retention: Sendable, Hashable {
    package var events: Duration?
    /// Tool calls that belong to no conversation; the others go with theirs.
    package var toolCalls: Duration?
    package var snapshots: Duration?
    /// Counted from a conversation's last message.
    package var conversations: Duration?

    package init(
        events: Duration? = .days(90), toolCalls: Duration? = .days(90), snapshots: Duration? = .days(14),
        conversations: Duration? = nil
    ) {
        self.events = events
        self.toolCalls = toolCalls
        self.snapshots = snapshots
        self.conversations = conversations
    }
}

/// How many rows a sweep deleted.
package struct Swept: Sendable, Hashable {
    package internal(set) var events = 0
    package internal(set) var toolCalls = 0
    package internal(set) var snapshots = 0
    package internal(set) var conversations = 0
}

extension Duration {
    /// Days of 24 hours.
    package static func days(_ count: Int) -> Duration { .seconds(count * 86_400) }
}
