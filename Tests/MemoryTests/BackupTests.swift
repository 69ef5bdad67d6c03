import FoundationEssentials
import GRDB
import Glibc
import Synchronization
import Testing

@testable import Memory

struct BackupTests {
    @Test func `a backup restores every byte of content, is its owner's alone and never replaces a file`()
        async throws
    {
        let scratch = try Scratch()
        let store = try await scratch.store()
        try await store.fillEverything()
        try #require(mkdir(scratch.path + "/copy", 0o700) == 0)
        let copy = scratch.path + "/copy/jarvis.db"
        try await store.backUp(to: copy)
        #expect(try mode(of: copy) == 0o600)
        await #expect(throws: MemoryError.exists(path: copy)) { try await store.backUp(to: copy) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/copy") == ["jarvis.db"])

        let restored = try await Store.open(at: scratch.path + "/copy")
        #expect(restored.tables == .current)
        #expect(!restored.recovered)
        #expect(try await restored.store.content() == store.content())
        #expect(try await restored.store.schema() == store.schema())
        #expect(try await restored.store.audit.verify() == store.audit.verify())
        #expect(try await restored.store.check() == [])
    }

    @Test func `others write and read while a backup is under way, and what they wrote is in it`()
        async throws
    {
        let scratch = try Scratch()
        let store = try await scratch.store()
        _ = try await store.events.append((1...4000).map { .sample($0) })
        try #require(mkdir(scratch.path + "/copy", 0o700) == 0)
        let isOver = Flag()
        let backup = Task { [path = scratch.path] in
            defer { isOver.set() }
            try await store.backUp(to: path + "/copy/jarvis.db", pages: 4)
        }
        var answered = 0
        var longest = Duration.zero
        while !isOver.isSet {
            let began = ContinuousClock.now
            let act = try await store.audit.append(.sample(answered))
            #expect(try await store.audit.list(limit: 1).first?.id == act)
            longest = max(longest, .now - began)
            answered += 1
        }
        try await backup.value
        print("\(answered) acts were written and read during a backup, the longest took \(longest)")
        #expect(answered > 10)
        let copy = try await Store.open(at: scratch.path + "/copy").store
        let counts = try await copy.counts()
        #expect(counts.events == 4000)
        // The last ones may have come after the last page.
        #expect((11...answered).contains(counts.auditEntries))
        #expect(
            try await copy.audit.verify()
                == .intact(entries: counts.auditEntries, last: copy.audit.anchor()))
        #expect(try await copy.check() == [])
    }

    @Test func `a second backup at the same time is refused, and the first goes on`() async throws {
        let scratch = try Scratch()
        let store = try await scratch.store()
        _ = try await store.events.append((1...2000).map { .sample($0) })
        let results = await withTaskGroup(of: MemoryError?.self) { group in
            for name in ["/one", "/two"] {
                group.addTask {
                    do throws(MemoryError) {
                        try await store.backUp(to: scratch.path + name, pages: 1)
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let refusal = MemoryError.refused(
            doing: "write the backup", code: 0, detail: "another backup is under way")
        #expect(Set(results) == [nil, refusal])
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
        #expect(Set(names).subtracting(["state"]).count == 1)
    }

    @Test func `a store that is closed during a backup closes cleanly and leaves no half file`() async throws
    {
        let scratch = try Scratch()
        let store = try await scratch.store()
        _ = try await store.events.append((1...2000).map { .sample($0) })
        let backup = Task { [path = scratch.path] in try await store.backUp(to: path + "/copy", pages: 1) }
        for _ in 1...20 { _ = try await store.audit.append(.sample(1)) }
        try await store.close()
        await #expect(throws: MemoryError.closed) { try await backup.value }
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["state"])
        #expect(try await !Store.open(at: scratch.folder).recovered)
    }
}

extension Store {
    /// Keeps at least one row of every kind.
    fileprivate func fillEverything() async throws {
        _ = try await events.append((1...300).map { .sample($0) })
        let talk = try await conversations.begin(title: "Talk", at: .at(0))
        let message = try await conversations.append(
            MessageRecord(
                conversation: talk.id, time: .at(1), role: .user, content: #"[{"type":"text"}]"#,
                text: "漢字 and \u{1B}[2J"))
        let call = try await toolCalls.begin(
            ToolCallRecord(message: message, time: .at(1), name: "get_vms", arguments: "{}", tier: "GREEN"))
        try await toolCalls.finish(call, ToolCallEnd(outcome: "3 guests", result: .succeeded))
        try await snapshots.save(ClusterSnapshotRecord(time: .at(0), cluster: "home", content: "{}"))
        try await preferences.set("theme", to: "amber", at: .at(0))
        let act = try await audit.append(.sample(1))
        try await audit.finish(act, AuditOutcome(time: .at(2), result: .unknown))
    }

    /// Every value of every table, the search's own included.
    fileprivate func content() async throws -> [String: [[DatabaseValue]]] {
        try await connection.read("read everything") { db in
            let tables = try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            var content: [String: [[DatabaseValue]]] = [:]
            for table in tables {
                content[table] = try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\"")
                    .map { Array($0.databaseValues) }
            }
            return content
        }
    }
}

/// Something that has happened or not.
private final class Flag: Sendable {
    private let state = Mutex(false)
    var isSet: Bool { state.withLock { $0 } }
    func set() { state.withLock { $0 = true } }
}
