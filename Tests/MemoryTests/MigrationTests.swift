import FoundationEssentials
import GRDB
import Glibc
import Testing

@testable import Memory

/// A database as a released version left it, in words that never change afterwards.
struct ReleasedDatabase: Sendable, CustomTestStringConvertible {
    /// The newest step it holds.
    let name: String
    let sql: String

    /// Every schema that was ever released; a new one is a new file in `Released` and a word here.
    static let all: [ReleasedDatabase] = [.v1]

    var testDescription: String { name }

    /// Writes it into a store's folder.
    func write(to scratch: Scratch) throws {
        try #require(mkdir(scratch.folder, 0o700) == 0)
        let database = try DatabaseQueue(path: scratch.database)
        try database.inDatabase { try $0.execute(sql: sql) }
        try database.close()
        try #require(chmod(scratch.database, 0o600) == 0)
    }
}

struct MigrationTests {
    @Test(arguments: ReleasedDatabase.all)
    func `a database of every release opens with all it held`(released: ReleasedDatabase) async throws {
        let scratch = try Scratch()
        try released.write(to: scratch)
        let opening = try await Store.open(at: scratch.folder)
        let newest = try #require(Schema.current.migrations.last?.name)
        #expect(
            opening.tables
                == (released.name == newest ? .current : .migrated(from: released.name, to: newest)))
        let store = opening.store
        #expect(try await store.events.list(EventFilter(text: "plex")).map(\.title) == ["Guest plex started"])
        let talk = try #require(try await store.conversations.list().first)
        #expect(try await store.conversations.messages(of: talk.id).map(\.text) == ["Is plex up?", "It is."])
        #expect(try await store.toolCalls.list(of: talk.id).map(\.state) == [.finished])
        #expect(try await store.snapshots.latest(of: "home")?.content == "{}")
        #expect(try await store.preferences.value(of: "theme") == "amber")
        #expect(try await store.audit.verify() == .intact(entries: 2, last: store.audit.anchor()))
        #expect(try await store.check() == [])
    }

    @Test func `the tables of a fresh store are those of the newest release`() async throws {
        let scratch = try Scratch()
        try #require(ReleasedDatabase.all.last).write(to: scratch)
        let released = try await scratch.store()
        let fresh = try Store.temporary().store
        #expect(try await fresh.schema() == released.schema())
    }

    @Test func `every released step is in the list, in the order of release`() {
        #expect(Schema.current.migrations.map(\.name) == ReleasedDatabase.all.map(\.name))
    }

    @Test(arguments: ReleasedDatabase.all)
    func `a later step is taken once`(released: ReleasedDatabase) async throws {
        let scratch = try Scratch()
        try released.write(to: scratch)
        let later = Schema(migrations: Schema.current.migrations + [.withColumn])
        let first = try await Store.open(at: scratch.folder, schema: later)
        #expect(first.tables == .migrated(from: released.name, to: "with column"))
        try await first.store.close()
        #expect(try await Store.open(at: scratch.folder, schema: later).tables == .current)
    }

    @Test func `a database of a newer version is left as it is`() async throws {
        let scratch = try Scratch()
        let later = Schema(migrations: Schema.current.migrations + [.withColumn])
        try await Store.open(at: scratch.folder, schema: later).store.close()
        let data = try bytes(of: scratch.database)
        await #expect(throws: MemoryError.newer(path: scratch.database, unknown: ["with column"])) {
            try await Store.open(at: scratch.folder)
        }
        #expect(try bytes(of: scratch.database) == data)
    }

    @Test func `a step that fails changes nothing`() async throws {
        let scratch = try Scratch()
        try await scratch.fill(events: 2)
        let broken = Schema(migrations: Schema.current.migrations + [.failing])
        await #expect(throws: MemoryError.self) { try await Store.open(at: scratch.folder, schema: broken) }
        let opening = try await Store.open(at: scratch.folder)
        #expect(opening.tables == .current)
        #expect(try await opening.store.events.list().count == 2)
    }

    @Test func `a process killed within a step leaves the tables as they were before it`() async throws {
        let scratch = try Scratch()
        try await scratch.fill(events: 2)
        await #expect(processExitsWith: .signal(SIGKILL)) { [folder = scratch.folder as String] in
            let deadly = Schema(migrations: Schema.current.migrations + [.withColumn, .deadly])
            _ = try await Store.open(at: folder, schema: deadly)
        }
        let reached = Schema(migrations: Schema.current.migrations + [.withColumn])
        let opening = try await Store.open(at: scratch.folder, schema: reached)
        #expect(opening.tables == .current)
        #expect(opening.recovered)
        #expect(try await opening.store.events.list().count == 2)
        #expect(try await opening.store.check() == [])
    }

    @Test func `a process killed within the very first step leaves a folder that opens as new`() async throws
    {
        let scratch = try Scratch()
        await #expect(processExitsWith: .signal(SIGKILL)) { [folder = scratch.folder as String] in
            _ = try await Store.open(at: folder, schema: Schema(migrations: [.deadly]))
        }
        #expect(try await Store.open(at: scratch.folder).tables == .fresh)
    }
}

extension Migration {
    fileprivate static let withColumn = Migration(name: "with column") { db in
        try db.execute(sql: "ALTER TABLE event ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0")
    }

    fileprivate static let failing = Migration(name: "failing") { db in
        try db.execute(sql: "DELETE FROM event; ALTER TABLE nothing ADD COLUMN x")
    }

    fileprivate static let deadly = Migration(name: "deadly") { db in
        try db.execute(sql: "CREATE TABLE half (id INTEGER); DROP TABLE IF EXISTS event")
        kill(getpid(), SIGKILL)
    }
}

extension Store {
    /// All tables, indexes and triggers as they were asked for, without regard to white space.
    fileprivate func schema() async throws -> [String] {
        try await connection.read("read the schema") { db in
            try String.fetchAll(db, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
                .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        }
    }
}
