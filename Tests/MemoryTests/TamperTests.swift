import FoundationEssentials
import GRDB
import Glibc
import Testing

@testable import Memory

/// What becomes of the memory when another program changes what its tables do.
struct TamperTests {
    /// A change that leaves tables other than Jarvis makes them, what is said of it, and what takes it back.
    struct Change: Sendable, CustomTestStringConvertible {
        let sql: String
        let finding: String
        var undoing: String?

        var testDescription: String { finding }

        init(_ sql: String, _ finding: String, undoing: String? = nil) {
            self.sql = sql
            self.finding = finding
            self.undoing = undoing
        }

        static let all = [
            Change(
                "CREATE TRIGGER t BEFORE INSERT ON audit BEGIN SELECT RAISE(IGNORE); END",
                "the trigger t is not Jarvis's own", undoing: "DROP TRIGGER t"),
            Change(
                "CREATE TRIGGER t AFTER INSERT ON grdb_migrations BEGIN DELETE FROM audit; END",
                "the trigger t is not Jarvis's own", undoing: "DROP TRIGGER t"),
            Change("DROP TRIGGER auditKeepsEntries", "the trigger auditKeepsEntries is missing"),
            Change("DROP TRIGGER auditKeepsWords", "the trigger auditKeepsWords is missing"),
            Change("DROP TRIGGER auditKeepsPlaces", "the trigger auditKeepsPlaces is missing"),
            Change("DROP TRIGGER eventTextInserted", "the trigger eventTextInserted is missing"),
            Change(
                """
                DROP TRIGGER auditKeepsEntries;
                CREATE TRIGGER auditKeepsEntries BEFORE DELETE ON audit
                    WHEN 0 BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END
                """, "the trigger auditKeepsEntries was changed"),
            Change(
                """
                DROP TRIGGER auditKeepsEntries;
                CREATE TRIGGER auditKeepsEntries BEFORE DELETE ON event
                    BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END
                """, "the trigger auditKeepsEntries was changed"),
            Change("CREATE VIEW v AS SELECT 1", "the view v is not Jarvis's own", undoing: "DROP VIEW v"),
            Change(
                "DROP TABLE preference; CREATE VIEW preference AS SELECT 'a' key, 'b' value, 0 updated",
                "the view preference is not Jarvis's own"),
            Change(
                "CREATE UNIQUE INDEX i ON audit (asker)", "the index i is not Jarvis's own",
                undoing: "DROP INDEX i"),
            Change("DROP INDEX toolCallRunning", "the index toolCallRunning is missing"),
            Change("CREATE TABLE x (a)", "the table x is not Jarvis's own", undoing: "DROP TABLE x"),
            Change("ALTER TABLE audit ADD COLUMN x TEXT", "the table audit was changed"),
        ]
    }

    @Test(arguments: Change.all)
    func `a file whose tables are not as Jarvis makes them is not used until that is undone`(
        change: Change
    ) async throws {
        let scratch = try Scratch()
        try await scratch.fill(events: 1)
        try scratch.change(change.sql)
        let error = await #expect(throws: MemoryError.self) { try await scratch.store() }
        let sentence = "\(try #require(error))"
        #expect(sentence.contains(change.finding), "\(sentence)")
        #expect(sentence.contains("jarvis memory set-aside"))
        #expect(error?.canBeSetAside == true && error?.allowsTemporaryStore == true)
        guard let undoing = change.undoing else { return }
        try scratch.change(undoing)
        #expect(try await scratch.store().events.list().count == 1)
    }

    @Test func `tables of an earlier version are looked at before they are brought to this one`() async throws
    {
        let scratch = try Scratch()
        try ReleasedDatabase.v1.write(to: scratch)
        try scratch.change(
            "CREATE TRIGGER t BEFORE UPDATE ON toolCall BEGIN UPDATE preference SET value = 'fired'; END")
        let error = await #expect(throws: MemoryError.self) { try await scratch.store() }
        #expect("\(try #require(error))".contains("the trigger t is not Jarvis's own"))
        try scratch.change("DROP TRIGGER t")
        #expect(try await scratch.store().preferences.value(of: "theme") == "amber")
    }

    @Test func `what SQLite itself adds when it measures the tables is none of it`() async throws {
        let scratch = try Scratch()
        try await scratch.fill(events: 3)
        try scratch.change("ANALYZE")
        let store = try await scratch.store()
        #expect(try await store.check() == [])
        #expect(try await store.audit.verify() == .intact(entries: 0, last: nil))
    }

    @Test func `a change while a shared file is let go of is found before anything is kept`() async throws {
        let scratch = try Scratch()
        let store = try await scratch.store()
        _ = try await store.events.append(.sample(1))
        await store.share()
        try scratch.change("CREATE TRIGGER t BEFORE INSERT ON audit BEGIN SELECT RAISE(IGNORE); END")
        let error = await #expect(throws: MemoryError.self) { try await store.audit.append(.sample(1)) }
        #expect("\(try #require(error))".contains("the trigger t is not Jarvis's own"))
        try scratch.change("DROP TRIGGER t")
        #expect(try await store.audit.append(.sample(1)).rawValue == 1)
        try await store.close()
    }

    @Test func `a log whose keepers are gone is not called intact, nor the database sound`() async throws {
        let store = try Store.temporary().store
        _ = try await store.audit.append(.sample(1))
        try await store.change("DROP TRIGGER auditKeepsWords")
        let error = await #expect(throws: MemoryError.self) { try await store.audit.verify() }
        #expect("\(try #require(error))".contains("the trigger auditKeepsWords is missing"))
        #expect(try await store.check() == ["the trigger auditKeepsWords is missing"])
    }
}

/// Rows that a trigger swallows, takes away or changes, in a file that was already open.
struct SwallowedRowTests {
    private static let audit = [
        "CREATE TRIGGER t BEFORE INSERT ON audit BEGIN SELECT RAISE(IGNORE); END",
        """
        DROP TRIGGER auditKeepsEntries;
        CREATE TRIGGER t AFTER INSERT ON audit BEGIN DELETE FROM audit WHERE id = new.id; END
        """,
        """
        DROP TRIGGER auditKeepsWords;
        CREATE TRIGGER t AFTER INSERT ON audit
            BEGIN UPDATE audit SET call = 'GET /version', detail = 'ok' WHERE id = new.id; END
        """,
        """
        DROP TRIGGER auditKeepsWords;
        CREATE TRIGGER t AFTER INSERT ON audit
            BEGIN UPDATE audit SET asker = asker || char(0) || 'x', detail = detail || char(0) WHERE id = new.id; END
        """,
        """
        CREATE TRIGGER t AFTER INSERT ON audit WHEN new.digest <> x'00'
            BEGIN INSERT INTO audit (id, time, digest) VALUES (new.id + 1, 0, x'00'); END
        """,
    ]

    @Test(arguments: audit)
    func `an act whose entry does not stand as it was written is not announced`(sql: String) async throws {
        let store = try Store.temporary().store
        try await store.change(sql)
        let error = await #expect(throws: MemoryError.self) { try await store.audit.append(.sample(1)) }
        #expect("\(try #require(error))".contains("what was written does not stand there"))
        #expect(try await store.audit.list() == [])
    }

    @Test(arguments: audit)
    func `an end that does not stand as it was written leaves the act open`(sql: String) async throws {
        let store = try Store.temporary().store
        let act = try await store.audit.append(.sample(1))
        try await store.change(sql)
        let error = await #expect(throws: MemoryError.self) {
            try await store.audit.finish(act, AuditOutcome(time: .at(1), result: .succeeded, detail: "done"))
        }
        #expect("\(try #require(error))".contains("what was written does not stand there"))
        #expect(try await store.audit.unfinished().map(\.id) == [act])
        #expect(try await store.audit.list().count == 1)
    }

    @Test(arguments: [
        "BEFORE INSERT ON toolCall BEGIN SELECT RAISE(IGNORE); END",
        "AFTER INSERT ON toolCall BEGIN DELETE FROM toolCall; END",
        "AFTER INSERT ON toolCall BEGIN UPDATE toolCall SET state = 'finished'; END",
    ])
    func `a tool call that does not stand is not begun`(trigger: String) async throws {
        let store = try Store.temporary().store
        try await store.change("CREATE TRIGGER t \(trigger)")
        await #expect(throws: MemoryError.self) { try await store.toolCalls.begin(.sample) }
        #expect(try await store.toolCalls.list().isEmpty)
    }

    @Test(arguments: [
        "BEFORE UPDATE ON toolCall BEGIN SELECT RAISE(IGNORE); END",
        "AFTER UPDATE ON toolCall BEGIN UPDATE toolCall SET state = 'running'; END",
    ])
    func `a tool call whose end does not stand has not ended`(trigger: String) async throws {
        let store = try Store.temporary().store
        let call = try await store.toolCalls.begin(.sample)
        try await store.change("CREATE TRIGGER t \(trigger)")
        await #expect(throws: MemoryError.self) {
            try await store.toolCalls.finish(call, ToolCallEnd(outcome: "3 guests", result: .succeeded))
        }
        #expect(try await store.toolCalls.list().map(\.state) == [.running])
    }

    @Test(arguments: ["event", "conversation", "message", "snapshot", "preference"])
    func `nothing that was swallowed is called kept`(table: String) async throws {
        let store = try Store.temporary().store
        let talk = try await store.conversations.begin(title: "Talk", at: .at(0))
        let known = EventRecord(
            time: .at(0), severity: .info, origin: .system, kind: "k", title: "t", dedupeKey: "one")
        _ = try await store.events.append(known)
        try await store.change(
            "CREATE TRIGGER t BEFORE INSERT ON \(table) BEGIN SELECT RAISE(IGNORE); END")
        await #expect(throws: MemoryError.self) {
            switch table {
            case "event":
                var other = known
                other.dedupeKey = "other"
                _ = try await store.events.append(other)
            case "conversation": _ = try await store.conversations.begin(title: "Talk", at: .at(0))
            case "message":
                try await store.conversations.append(
                    MessageRecord(
                        conversation: talk.id, time: .at(0), role: .user, content: "{}", text: "hello"))
            case "snapshot":
                try await store.snapshots.save(
                    ClusterSnapshotRecord(time: .at(0), cluster: "home", content: "{}"))
            default: try await store.preferences.set("theme", to: "amber", at: .at(0))
            }
        }
        // What is there already is still known, and no fault.
        guard table != "event" else { return }
        #expect(try await store.events.append(known) == nil)
    }
}

extension ToolCallRecord {
    fileprivate static var sample: ToolCallRecord {
        ToolCallRecord(time: .at(0), name: "get_vms", arguments: "{}", tier: "GREEN")
    }
}

extension Store {
    /// Changes the tables through the store's own connection.
    fileprivate func change(_ sql: String) async throws {
        try await connection.perform("change the tables") { try $0.execute(sql: sql) }
    }
}

extension Scratch {
    /// Changes the tables of a file that no Jarvis has open, as any program could.
    fileprivate func change(_ sql: String) throws {
        let stranger = try DatabaseQueue(path: database)
        try stranger.inDatabase { try $0.execute(sql: sql) }
        try stranger.close()
    }
}
