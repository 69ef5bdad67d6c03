import FoundationEssentials
import Glibc
import Testing

@testable import Memory

/// What becomes of the memory when its files are moved, removed, lent or somebody else's.
struct PlaceTests {
    @Test(arguments: [true, false])
    func `a database that is gone or empty is found, and no new one begins before it is set aside`(
        isEmpty: Bool
    ) async throws {
        let scratch = try Scratch()
        try await scratch.fill(events: 1)
        try #require(isEmpty ? truncate(scratch.database, 0) == 0 : unlink(scratch.database) == 0)
        for _ in 1...2 {
            let error = await #expect(throws: MemoryError.self) { try await Store.open(at: scratch.folder) }
            #expect(error == .lost(path: scratch.database))
            #expect(error?.canBeSetAside == true && error?.allowsTemporaryStore == true)
        }
        let kept = try await Store.setAside(at: scratch.folder, time: .at(0))
        #expect((kept != nil) == isEmpty)
        #expect(try await Store.open(at: scratch.folder).tables == .fresh)
    }

    @Test func `nothing is acknowledged into a file that was removed or replaced`() async throws {
        let scratch = try Scratch()
        let store = try await scratch.store()
        try #require(rename(scratch.database, scratch.database + ".away") == 0)
        await #expect(throws: MemoryError.vanished(path: scratch.database)) {
            try await store.events.append(.sample(1))
        }
        try #require(rename(scratch.database + ".away", scratch.database) == 0)
        #expect(try await store.events.append(.sample(1)) != nil)
        try FileManager.default.removeItem(atPath: scratch.folder)
        await #expect(throws: MemoryError.vanished(path: scratch.database)) {
            try await store.events.append(.sample(2))
        }
    }

    /// What an answer about the memory or the audit log rests on.
    private static let readings: [@Sendable (Store) async throws -> Void] = [
        { _ = try await $0.audit.verify() }, { _ = try await $0.audit.list() },
        { _ = try await $0.audit.unfinished() }, { _ = try await $0.check() },
    ]

    @Test(arguments: ["file", "folder", "bytes"])
    func `a log that is gone is not called whole by the one who still has it open`(gone: String) async throws
    {
        let scratch = try Scratch()
        let store = try await scratch.store()
        _ = try await store.audit.append(.sample(1))
        switch gone {
        case "file": for path in [scratch.database, scratch.database + "-wal"] { unlink(path) }
        case "folder": try FileManager.default.removeItem(atPath: scratch.folder)
        default: try #require(truncate(scratch.database, 0) == 0)
        }
        for reading in Self.readings {
            await #expect(throws: MemoryError.lost(path: scratch.database)) { try await reading(store) }
        }
        await #expect(throws: MemoryError.vanished(path: scratch.database)) {
            try await store.audit.append(.sample(2))
        }
    }

    @Test func `a log that was replaced is not called whole`() async throws {
        let scratch = try Scratch()
        let store = try await scratch.store()
        _ = try await store.audit.append(.sample(1))
        let other = try Scratch()
        try await other.fill(events: 1)
        try #require(rename(other.database, scratch.database) == 0)
        for reading in Self.readings {
            await #expect(throws: MemoryError.vanished(path: scratch.database)) { try await reading(store) }
        }
    }

    @Test func `nothing is acknowledged into a WAL that was removed`() async throws {
        let scratch = try Scratch()
        let store = try await scratch.store()
        _ = try await store.audit.append(.sample(1))
        let log = scratch.database + "-wal"
        try #require(rename(log, log + ".away") == 0)
        for reading in Self.readings {
            await #expect(throws: MemoryError.vanished(path: log)) { try await reading(store) }
        }
        await #expect(throws: MemoryError.vanished(path: log)) { try await store.audit.append(.sample(2)) }
        try #require(rename(log + ".away", log) == 0)
        _ = try await store.audit.append(.sample(2))
        #expect(try await store.audit.verify() == .intact(entries: 2, last: store.audit.anchor()))
    }

    @Test func `a folder that is a link to one's own is as good as the folder`() async throws {
        let scratch = try Scratch()
        try #require(mkdir(scratch.path + "/else", 0o700) == 0)
        try #require(symlink(scratch.path + "/else", scratch.folder) == 0)
        try await scratch.fill(events: 1)
        #expect(try await scratch.store().events.list().count == 1)
        #expect(Folder.size(of: scratch.path + "/else/jarvis.db") != nil)
    }

    @Test func `a shared store lets others in, and each keeps what it wrote`() async throws {
        let scratch = try Scratch()
        let first = try await scratch.store()
        _ = try await first.events.append(.sample(1))
        await first.share()
        _ = try await first.events.append(.sample(2))
        let second = try await scratch.store()
        _ = try await second.events.append(.sample(3))
        try await second.close()
        #expect(try await first.events.list().count == 3)
        try await first.close()
        await #expect(throws: MemoryError.closed) { try await first.events.list() }
        #expect(try await scratch.store().events.list().count == 3)
    }

    @Test func `a shared store is held while an act or a tool call is open`() async throws {
        let scratch = try Scratch()
        let first = try await scratch.store()
        await first.share()
        let call = try await first.toolCalls.begin(
            ToolCallRecord(time: .at(0), name: "get_vms", arguments: "{}", tier: "GREEN"))
        let act = try await first.audit.append(.sample(1))
        let refused = try await first.audit.append(.sample(2, ruling: .refused))
        #expect(refused.rawValue > act.rawValue)
        await #expect(throws: MemoryError.self) { try await scratch.store() }
        try await first.audit.finish(act, AuditOutcome(time: .at(1), result: .succeeded))
        await #expect(throws: MemoryError.self) { try await scratch.store() }
        try await first.toolCalls.finish(call, ToolCallEnd(outcome: "3 guests", result: .succeeded))
        try await scratch.store().close()
    }

    @Test func `many pieces of work on a shared store are all done, whatever others do`() async throws {
        let scratch = try Scratch()
        let shared = try await scratch.store()
        await shared.share()
        try await withThrowingTaskGroup { group in
            for number in 0..<40 {
                group.addTask { _ = try await shared.events.append(.sample(number)) }
            }
            group.addTask {
                for _ in 0..<10 {
                    try await Store.open(at: scratch.folder, waiting: .seconds(20)).store.close()
                }
            }
            try await group.waitForAll()
        }
        #expect(try await shared.events.list().count == 40)
        try await shared.close()
    }

    @Test func `another Jarvis is waited for`() async throws {
        let scratch = try Scratch()
        let first = try await scratch.store()
        async let second = Store.open(at: scratch.folder, waiting: .seconds(20))
        try await first.close()
        #expect(try await second.tables == .current)
    }

    @Test func `a backup leaves alone what has the name of its draft`() async throws {
        let scratch = try Scratch()
        let store = try await scratch.store()
        let copy = scratch.path + "/copy.db"
        try write(Data("mine".utf8), to: copy + ".partial")
        try await store.backUp(to: copy)
        #expect(try bytes(of: copy + ".partial") == Data("mine".utf8))
        #expect(Folder.size(of: copy + ".partial-2") == nil)
    }
}
