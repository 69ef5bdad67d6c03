import FoundationEssentials
import GRDB
import Testing

@testable import Memory

struct AuditTests {
    @Test func `entries come back as they were written, an outcome with its intent`() async throws {
        let store = try Store.temporary().store
        let intent = AuditIntent(
            time: .at(0.5), asker: "finger", action: "stop_vm", arguments: #"{"vmid":101}"#,
            call: "POST /nodes/pve/qemu/101/status/stop", target: "guest 101", cluster: "home", tier: "RED",
            ruling: .confirmed, reason: "It loses unsaved data.")
        let outcome = AuditOutcome(
            time: .at(2), result: .failed, detail: "VM is locked", duration: .milliseconds(1500))
        let act = try await store.audit.append(intent)
        let end = try await store.audit.finish(act, outcome)
        let records = try await store.audit.list()
        #expect(records.map(\.id) == [end, act])
        #expect(records.map(\.content) == [.outcome(outcome, of: act), .intent(intent)])
        #expect(try await store.audit.list(before: end).map(\.id) == [act])
    }

    @Test func `acts come in their order with their ends, from a moment on or behind an id`() async throws {
        let store = try Store.temporary().store
        var ids: [AuditRecord.ID] = []
        for number in 1...5 { ids.append(try await store.audit.append(.sample(number))) }
        let outcome = AuditOutcome(time: .at(9), result: .unknown, detail: "no answer")
        _ = try await store.audit.finish(ids[3], outcome)
        _ = try await store.audit.finish(ids[0], outcome)
        let acts = try await store.audit.acts()
        #expect(acts.map(\.id) == ids)
        #expect(acts.map(\.outcome) == [outcome, nil, nil, outcome, nil])
        let page = try await store.audit.acts(after: ids[1], limit: 2)
        #expect(page.map(\.id) == [ids[2], ids[3]] && page.map(\.outcome) == [nil, outcome])
        #expect(try await store.audit.acts(since: acts[3].intent.time).map(\.id) == [ids[3], ids[4]])
        #expect(try await store.audit.acts(after: ids[4]).isEmpty)
    }

    @Test func `what was more than looking comes newest first, of one cluster and from a moment on`()
        async throws
    {
        let store = try Store.temporary().store
        func act(_ second: Double, _ tier: String, _ cluster: String?, refused: Bool = false) -> AuditIntent {
            AuditIntent(
                time: .at(second), asker: "model", action: "start_vm", arguments: "{}", target: "guest 101",
                cluster: cluster, tier: tier, ruling: refused ? .refused : .confirmed)
        }
        let old = try await store.audit.append(act(1, "RED", "home"))
        _ = try await store.audit.append(act(2, "GREEN", "home"))
        _ = try await store.audit.append(act(3, "RED", "away"))
        _ = try await store.audit.append(act(4, "RED", nil))
        let refused = try await store.audit.append(act(5, "BLACK", "home", refused: true))
        let done = try await store.audit.append(act(6, "YELLOW", "home"))
        let end = AuditOutcome(time: .at(7), result: .succeeded)
        _ = try await store.audit.finish(done, end)
        let acts = try await store.audit.changes(of: "home", since: .at(0))
        #expect(acts.map(\.id) == [done, refused, old])
        #expect(acts.map(\.outcome) == [end, nil, nil])
        #expect(try await store.audit.changes(of: "home", since: .at(5)).map(\.id) == [done, refused])
        #expect(try await store.audit.changes(of: "home", since: .at(0), limit: 1).map(\.id) == [done])
        #expect(try await store.audit.changes(of: "nowhere", since: .at(0)).isEmpty)
    }

    @Test func `an act ends once, and a refused one never`() async throws {
        let store = try Store.temporary().store
        let outcome = AuditOutcome(time: .at(1), result: .succeeded)
        let act = try await store.audit.append(.sample(1))
        let refused = try await store.audit.append(.sample(2, ruling: .refused))
        #expect(try await store.audit.unfinished().map(\.id) == [act])
        let end = try await store.audit.finish(act, outcome)
        for id in [act, refused, end, AuditRecord.ID(rawValue: 99)] {
            await #expect(throws: MemoryError.missing("unfinished audit entry \(id)")) {
                try await store.audit.finish(id, outcome)
            }
        }
        #expect(try await store.audit.unfinished() == [])
    }

    @Test(arguments: [
        "UPDATE audit SET action = 'x'", "DELETE FROM audit", "DELETE FROM audit WHERE id = 1",
        "INSERT OR REPLACE INTO audit (id, time, digest) VALUES (1, 0, x'00')",
        "INSERT OR REPLACE INTO audit (time, intent, digest) VALUES (0, 1, x'00')",
        "UPDATE OR REPLACE audit SET id = 1 WHERE id = 2",
    ])
    func `the database itself refuses to change an entry`(sql: String) async throws {
        let store = try await Store.withAudit()
        let error = await #expect(throws: MemoryError.self) {
            try await store.connection.write("forge") { try $0.execute(sql: sql) }
        }
        #expect("\(try #require(error))".contains("the audit log only grows"))
    }

    @Test func `an empty and a full log verify, and the anchor is the last entry`() async throws {
        #expect(try await Store.temporary().store.audit.verify() == .intact(entries: 0, last: nil))
        let store = try await Store.withAudit()
        let anchor = try #require(try await store.audit.anchor())
        #expect(anchor.digest.description.count == 64)
        #expect(try await store.audit.verify(against: anchor) == .intact(entries: 8, last: anchor))
    }

    @Test func `an anchor is read as it is written, and what is none is not`() async throws {
        let anchor = try #require(try await Store.withAudit().audit.anchor())
        #expect(AuditAnchor("\(anchor)") == anchor)
        #expect(AuditAnchor("\(anchor)".uppercased()) == anchor)
        let digest = "\(anchor.digest)"
        for text in [
            "", "8", ":\(digest)", "0:\(digest)", "8:\(digest)0", "8:\(digest.dropLast())g", "8:٣\(digest)",
        ] {
            #expect(AuditAnchor(text) == nil, "\(text)")
        }
    }

    @Test func `the digest is SHA-256 over the written form`() throws {
        // { printf 'jarvis audit 1\n'; head -c32 /dev/zero;
        //   printf '\1\0\0\0\0\0\0\0\1\0\3\0\0\0\0\0\0\0\2hi'; } | sha256sum
        let digest = try AuditDigest.origin.next(1, [.null, .text(Array("hi".utf8))])
        #expect(digest.description == "61ab539ac102f1b5396a9a69d6f407047de1d104b0cd3890b4598be138db0361")
    }

    @Test func `a log longer than one read verifies`() async throws {
        let store = try Store.temporary().store
        try await store.connection.write("fill") { db in
            for number in 1...4001 { _ = try db.appendAudit(AuditIntent.sample(number).values) }
        }
        #expect(try await store.audit.verify() == .intact(entries: 4001, last: store.audit.anchor()))
    }

    @Test func `a NUL in an entry breaks no digest`() async throws {
        let store = try Store.temporary().store
        var intent = AuditIntent.sample(1)
        intent.reason = "a\0b"
        _ = try await store.audit.append(intent)
        #expect(try await store.audit.verify() == .intact(entries: 1, last: store.audit.anchor()))
    }
}

/// Every row of a log of eight entries is changed in every way, with the triggers dropped meanwhile.
struct AuditMutationTests {
    @Test(arguments: 1...8, AuditRow.columns + ["digest"])
    func `an edited column is found`(row: Int, column: String) async throws {
        let value =
            switch column {
            case "intent": "CASE WHEN intent IS NULL THEN 8 END"
            case "time", "duration": "coalesce(\(column), 0) + 1"
            case "digest": "zeroblob(32)"
            default: "coalesce(\(column), '') || 'x'"
            }
        let store = try await Store.withAudit()
        try await store.forge("UPDATE audit SET \(column) = \(value) WHERE id = \(row)")
        #expect(try await store.audit.verify() == .broken(at: RowID(rawValue: Int64(row)), .altered))
    }

    @Test(arguments: 1...8, AuditRow.columns)
    func `bytes that were hung on behind a NUL are found`(row: Int, column: String) async throws {
        guard !["time", "intent", "duration"].contains(column) else { return }
        let store = try await Store.withAudit()
        try await store.forge(
            "UPDATE audit SET \(column) = coalesce(\(column), '') || char(0) || 'FORGED' WHERE id = \(row)")
        #expect(try await store.audit.verify() == .broken(at: RowID(rawValue: Int64(row)), .altered))
    }

    @Test func `bytes that are no text are told from the sign that stands for them`() async throws {
        let store = try Store.temporary().store
        var intent = AuditIntent.sample(1)
        intent.reason = "\u{FFFD}"
        let act = try await store.audit.append(intent)
        try await store.forge("UPDATE audit SET reason = CAST(x'FF' AS TEXT)")
        #expect(try await store.audit.verify() == .broken(at: act, .altered))
    }

    @Test(arguments: 1...8)
    func `a deleted row is found`(row: Int) async throws {
        let store = try await Store.withAudit()
        try await store.forge("DELETE FROM audit WHERE id = \(row)")
        let fault = row == 8 ? AuditFault.truncated : .missing
        #expect(try await store.audit.verify() == .broken(at: RowID(rawValue: Int64(row)), fault))
    }

    @Test(arguments: 1...9)
    func `an inserted row is found`(row: Int) async throws {
        let store = try await Store.withAudit()
        let columns = AuditRow.columns.filter { $0 != "intent" }.joined(separator: ", ")
        try await store.forge(
            """
            UPDATE audit SET id = -id - 1 WHERE id >= \(row);
            UPDATE audit SET id = -id WHERE id < 0;
            INSERT INTO audit (id, digest, \(columns)) SELECT \(row), digest, \(columns) FROM audit LIMIT 1;
            UPDATE audit SET reason = 'forged' WHERE id = \(row);
            """)
        #expect(try await store.audit.verify() == .broken(at: RowID(rawValue: Int64(row)), .altered))
    }

    @Test(arguments: [0, -1, -5, Int64.min])
    func `an entry before the first is found and ends no act`(id: Int64) async throws {
        let store = try await Store.withAudit()
        let open = try await store.audit.unfinished().map(\.id)
        let anchor = try await store.audit.anchor()
        try await store.forge(
            """
            INSERT INTO audit (id, time, intent, result, digest)
            SELECT \(id), time, \(open[0]), 'succeeded', digest FROM audit WHERE result IS NOT NULL LIMIT 1
            """)
        #expect(try await store.audit.verify() == .broken(at: RowID(rawValue: id), .foreign))
        #expect(try await store.audit.verify(against: anchor) == .broken(at: RowID(rawValue: id), .foreign))
        #expect(try await store.audit.unfinished().map(\.id) == open)
    }

    @Test func `a count at its end is found, and nothing more is recorded`() async throws {
        let store = try await Store.withAudit()
        try await store.forge("UPDATE sqlite_sequence SET seq = \(Int64.max) WHERE name = 'audit'")
        #expect(try await store.audit.verify() == .broken(at: AuditRecord.ID(rawValue: 9), .exhausted))
        await #expect(throws: MemoryError.missing("a free number in the audit log")) {
            try await store.audit.append(.sample(9))
        }
    }

    @Test(arguments: 1...7)
    func `two rows that changed places are found`(row: Int) async throws {
        let store = try await Store.withAudit()
        try await store.forge(
            """
            UPDATE audit SET id = -1 WHERE id = \(row);
            UPDATE audit SET id = \(row) WHERE id = \(row + 1);
            UPDATE audit SET id = \(row + 1) WHERE id = -1;
            """)
        #expect(try await store.audit.verify() == .broken(at: RowID(rawValue: Int64(row)), .altered))
    }

    @Test(arguments: 1...7)
    func `an end that was cut off with SQLite's count is found with an anchor`(row: Int) async throws {
        let store = try await Store.withAudit()
        let anchor = try #require(try await store.audit.anchor())
        try await store.forge(
            """
            DELETE FROM audit WHERE id > \(row);
            UPDATE sqlite_sequence SET seq = \(row) WHERE name = 'audit';
            """)
        #expect(try await store.audit.verify() == .intact(entries: row, last: store.audit.anchor()))
        let place = AuditRecord.ID(rawValue: Int64(row + 1))
        #expect(try await store.audit.verify(against: anchor) == .broken(at: place, .truncated))
    }

    @Test func `a log written anew from a forged entry on is found with an anchor`() async throws {
        let anchor = try #require(try await Store.withAudit().audit.anchor())
        let forged = try await Store.withAudit(asker: "finger")
        #expect(try await forged.audit.verify() == .intact(entries: 8, last: forged.audit.anchor()))
        #expect(try await forged.audit.verify(against: anchor) == .broken(at: anchor.id, .replaced))
    }
}

extension Store {
    /// A store with eight audit entries: five acts, of which one was refused and one has no end.
    fileprivate static func withAudit(asker: String = "model") async throws -> Store {
        let store = try temporary().store
        for number in 1...5 {
            var intent = AuditIntent.sample(number, ruling: number == 2 ? .refused : .confirmed)
            intent.asker = asker
            let act = try await store.audit.append(intent)
            guard number != 2, number != 5 else { continue }
            try await store.audit.finish(
                act, AuditOutcome(time: .at(Double(number)), result: .succeeded, duration: .seconds(1)))
        }
        return store
    }

    /// Changes the log behind the triggers' back, and puts them in their places again.
    fileprivate func forge(_ sql: String) async throws {
        try await connection.perform("forge") { db in
            let triggers = try Row.fetchAll(
                db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit'")
            try db.execute(sql: "PRAGMA foreign_keys = OFF")
            for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger["name"] as String)") }
            try db.execute(sql: sql)
            for trigger in triggers { try db.execute(sql: trigger["sql"]) }
        }
    }
}
