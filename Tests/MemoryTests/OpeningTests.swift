import FoundationEssentials
import GRDB
import Glibc
import Testing

@testable import Memory

struct OpeningTests {
    @Test func `a missing folder is made for its owner alone, whatever the umask`() async throws {
        let scratch = try Scratch()
        let before = umask(0)
        defer { umask(before) }
        let opening = try await Store.open(at: scratch.path + "/local/state/jarvis")
        try await opening.store.events.append(.sample(1))
        let folder = scratch.path + "/local/state/jarvis"
        #expect(opening.tables == .fresh)
        #expect(!opening.recovered)
        #expect(try mode(of: scratch.path + "/local") == 0o700)
        #expect(try mode(of: folder) == 0o700)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names == ["jarvis.db", "jarvis.db-wal", "jarvis.lock"])
        #expect(try names.map { try mode(of: folder + "/" + $0) } == [0o600, 0o600, 0o600])
        try await opening.store.close()
    }

    @Test func `a closed store opens as it was and leaves no WAL behind`() async throws {
        let scratch = try Scratch()
        try await scratch.fill(events: 3)
        #expect(Folder.size(of: scratch.database + "-wal") == nil)
        let opening = try await Store.open(at: scratch.folder)
        #expect(opening.tables == .current)
        #expect(!opening.recovered)
        #expect(try await opening.store.events.list().map(\.subject) == ["103", "102", "101"])
    }

    @Test func `a second opener learns who holds the store, and gets it when that one closes`() async throws {
        let scratch = try Scratch()
        let first = try await scratch.store()
        await #expect(throws: MemoryError.locked(path: scratch.folder + "/jarvis.lock", pid: getpid())) {
            try await Store.open(at: scratch.folder)
        }
        try await first.close()
        try await first.close()
        try await scratch.store().close()
    }

    @Test func `a closed store says so`() async throws {
        let scratch = try Scratch()
        let store = try await scratch.store()
        try await store.close()
        await #expect(throws: MemoryError.closed) { try await store.events.append(.sample(1)) }
        await #expect(throws: MemoryError.closed) { try await store.events.list() }
        await #expect(throws: MemoryError.closed) { try await store.audit.append(.sample(1)) }
    }

    @Test func `nobody else writes the database while it is open`() async throws {
        let scratch = try Scratch()
        let store = try await scratch.store()
        try await store.events.append(.sample(1))
        #expect(throws: DatabaseError.self) {
            let stranger = try DatabaseQueue(path: scratch.database)
            try stranger.write { try $0.execute(sql: "DELETE FROM event") }
        }
        #expect(try await store.counts().events == 1)
    }

    @Test func `a file that another program holds is busy, and not waited for without end`() async throws {
        let scratch = try Scratch()
        try await scratch.fill(events: 1)
        let stranger = try DatabaseQueue(path: scratch.database)
        let failure = try await stranger.holding {
            await #expect(throws: MemoryError.self) { try await Store.open(at: scratch.folder) }
        }
        #expect(failure == .busy(path: scratch.database))
    }

    @Test(arguments: [
        (3_040_001, true), (3_006_023, false), (3_044_005, true), (3_044_006, false), (3_050_006, true),
        (3_050_007, false), (3_051_002, true), (3_051_003, false), (3_052_000, false),
    ])
    func `versions of SQLite with the WAL-reset fault are known`(number: Int, isFaulty: Bool) {
        let version = SQLiteVersion(number: number)
        #expect(version.hasWALResetFault == isFaulty)
        #expect((version.warning != nil) == isFaulty)
    }

    @Test func `calls left running are interrupted, and acts without an end are listed`() async throws {
        let scratch = try Scratch()
        let store = try await scratch.store()
        let call = ToolCallRecord(time: .at(1), name: "start_vm", arguments: "{}", tier: "RED")
        _ = try await store.toolCalls.begin(call)
        let act = try await store.audit.append(.sample(1))
        _ = try await store.audit.append(.sample(2, ruling: .refused))
        try await store.close()
        let opening = try await Store.open(at: scratch.folder)
        #expect(opening.interruptedCalls == 1)
        #expect(try await opening.store.toolCalls.list().map(\.state) == [.interrupted])
        #expect(try await opening.store.audit.unfinished().map(\.id) == [act])
    }
}

extension DatabaseQueue {
    /// Holds the write lock while something else goes on.
    fileprivate func holding<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        try await writeWithoutTransaction { try $0.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") }
        try await write { try $0.execute(sql: "PRAGMA user_version = 0") }
        return try await work()
    }
}
