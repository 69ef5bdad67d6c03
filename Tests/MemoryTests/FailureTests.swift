import FoundationEssentials
import GRDB
import Glibc
import Testing

@testable import Memory

struct FailureTests {
    @Test(arguments: [0o755, 0o710, 0o701] as [mode_t])
    func `a folder others may look into is refused with the command that closes it`(mode: mode_t) async throws
    {
        let scratch = try Scratch()
        try #require(mkdir(scratch.folder, 0o700) == 0 && chmod(scratch.folder, mode) == 0)
        let error = await #expect(throws: MemoryError.self) { try await Store.open(at: scratch.folder) }
        #expect(error == .exposed(path: scratch.folder, mode: mode, allowed: 0o700))
        #expect("\(try #require(error))".hasSuffix("run `chmod 700 \(scratch.folder)`."))
    }

    @Test func `a database others may read is refused`() async throws {
        let scratch = try Scratch()
        try await scratch.fill(events: 1)
        try #require(chmod(scratch.database, 0o640) == 0)
        await #expect(throws: MemoryError.exposed(path: scratch.database, mode: 0o640, allowed: 0o600)) {
            try await Store.open(at: scratch.folder)
        }
    }

    @Test func `a link in the database's place is not followed`() async throws {
        let scratch = try Scratch()
        try await scratch.fill(events: 1)
        try #require(rename(scratch.database, scratch.path + "/else") == 0)
        try #require(symlink(scratch.path + "/else", scratch.database) == 0)
        await #expect(throws: MemoryError.system(path: scratch.database, doing: "use it", code: EINVAL)) {
            try await Store.open(at: scratch.folder)
        }
    }

    @Test func `a file in the folder's place is told apart`() async throws {
        let scratch = try Scratch()
        try write(Data(), to: scratch.folder)
        await #expect(throws: MemoryError.system(path: scratch.folder, doing: "use it", code: ENOTDIR)) {
            try await Store.open(at: scratch.folder)
        }
    }

    @Test func `a spoilt header is an error that leaves the file alone until it is set aside`() async throws {
        let scratch = try Scratch()
        try await scratch.fill(events: 10)
        var data = try bytes(of: scratch.database)
        data.replaceSubrange(0..<16, with: Data("not a database!!".utf8))
        try write(data, to: scratch.database)
        let error = await #expect(throws: MemoryError.self) { try await Store.open(at: scratch.folder) }
        #expect(error == .corrupt(path: scratch.database, detail: "file is not a database"))
        #expect(error?.canBeSetAside == true)
        #expect(try bytes(of: scratch.database) == data)

        let kept = try #require(try await Store.setAside(at: scratch.folder, time: .at(0)))
        #expect(kept == scratch.database + ".corrupt-20260528T202640Z")
        #expect(try bytes(of: kept) == data)
        #expect(try await Store.open(at: scratch.folder).tables == .fresh)
    }

    @Test func `files set aside in the same second do not replace each other`() async throws {
        let scratch = try Scratch()
        var kept: [String] = []
        for _ in 1...3 {
            try await scratch.fill(events: 1)
            kept.append(try #require(try await Store.setAside(at: scratch.folder, time: .at(0))))
        }
        #expect(kept == ["", "-2", "-3"].map { scratch.database + ".corrupt-20260528T202640Z" + $0 })
        await #expect(throws: MemoryError.missing("database in \(scratch.folder)")) {
            try await Store.setAside(at: scratch.folder, time: .at(0))
        }
    }

    @Test(arguments: [0.3, 0.5, 0.9])
    func `a spoilt page anywhere is found when the store is opened`(place: Double) async throws {
        let scratch = try Scratch()
        try await scratch.fill(events: 500)
        var data = try bytes(of: scratch.database)
        let page = Int(Double(data.count / 4096) * place) * 4096
        data.replaceSubrange(page..<page + 4096, with: Data(repeating: 0xA5, count: 4096))
        try write(data, to: scratch.database)
        let error = await #expect(throws: MemoryError.self) { try await Store.open(at: scratch.folder) }
        #expect(error?.canBeSetAside == true, "\(String(describing: error))")
        #expect(try bytes(of: scratch.database) == data)
    }

    @Test func `a file that lost its end is found when the store is opened`() async throws {
        let scratch = try Scratch()
        try await scratch.fill(events: 500)
        try write(try bytes(of: scratch.database).prefix(4096 * 20), to: scratch.database)
        let error = await #expect(throws: MemoryError.self) { try await Store.open(at: scratch.folder) }
        #expect(error?.canBeSetAside == true, "\(String(describing: error))")
    }

    @Test(arguments: [true, false])
    func `a WAL whose database is gone is neither replayed into a new one nor deleted`(
        isEmpty: Bool
    ) async throws {
        let scratch = try Scratch()
        let store = try await scratch.store()
        try await store.events.append(.sample(1))
        let log = try bytes(of: scratch.database + "-wal")
        try await store.close()
        try #require(unlink(scratch.database) == 0)
        for path in [scratch.database + "-wal"] + (isEmpty ? [scratch.database] : []) {
            try write(path == scratch.database ? Data() : log, to: path)
            try #require(chmod(path, 0o600) == 0)
        }
        let error = await #expect(throws: MemoryError.self) { try await Store.open(at: scratch.folder) }
        #expect(error?.canBeSetAside == true)
        let kept = try #require(try await Store.setAside(at: scratch.folder, time: .at(0)))
        #expect(try bytes(of: kept + "-wal") == log)
        #expect(try await Store.open(at: scratch.folder).tables == .fresh)
    }

    @Test func `a value the schema does not allow is damage, not a crash`() async throws {
        let scratch = try Scratch()
        let store = try await scratch.store()
        try await store.events.append(.sample(1))
        try await store.connection.write("spoil") { try $0.execute(sql: "UPDATE event SET severity = 9") }
        await #expect(
            throws: MemoryError.corrupt(
                path: scratch.database, detail: "the column severity holds what it cannot hold")
        ) {
            try await store.events.list()
        }
    }

    @Test func `another program's database is left alone`() async throws {
        let scratch = try Scratch()
        try #require(mkdir(scratch.folder, 0o700) == 0)
        let stranger = try DatabaseQueue(path: scratch.database)
        try await stranger.write { try $0.execute(sql: "CREATE TABLE cookies (id INTEGER)") }
        try stranger.close()
        try #require(chmod(scratch.database, 0o600) == 0)
        let data = try bytes(of: scratch.database)
        await #expect(throws: MemoryError.foreign(path: scratch.database)) {
            try await Store.open(at: scratch.folder)
        }
        #expect(try bytes(of: scratch.database) == data)
    }

    @Test func `a temporary store works, says what will be lost, and can be saved after all`() async throws {
        let scratch = try Scratch()
        let store = try Store.temporary().store
        try await store.events.append(.sample(1))
        try await store.events.append(.sample(2))
        let talk = try await store.conversations.begin(title: "Talk", at: .at(0))
        _ = try await store.audit.append(.sample(1))
        #expect(store.isTemporary)
        #expect(try await store.counts().description == "2 events, 1 conversation, 1 audit entry")
        try #require(mkdir(scratch.folder, 0o700) == 0)
        try await store.backUp(to: scratch.database)
        try await store.close()
        let saved = try await scratch.store()
        #expect(try await saved.conversations.list() == [talk])
        #expect(try await saved.counts().description == "2 events, 1 conversation, 1 audit entry")
    }
}
