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
    static let all: [ReleasedDatabase] = [.v1, .v2, .v3, .v4, .v5, .v6]

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
        try await expectContent(of: opening.store)
    }

    /// Everything that a released database holds is there.
    private func expectContent(of store: Store) async throws {
        #expect(try await store.events.list(EventFilter(text: "plex")).map(\.title) == ["Guest plex started"])
        let talk = try #require(try await store.conversations.list().first)
        #expect(try await store.conversations.messages(of: talk.id).map(\.text) == ["Is plex up?", "It is."])
        let call = try #require(try await store.toolCalls.list(of: talk.id).first)
        #expect(call.state == .finished && call.result == .succeeded)
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

    @Test(arguments: 0..<Schema.current.migrations.count)
    func `a process killed within a step leaves the tables as they were before it`(step: Int) async throws {
        let scratch = try Scratch()
        let before = Schema(migrations: Array(Schema.current.migrations.prefix(step)))
        if step > 0 { try ReleasedDatabase.all[step - 1].write(to: scratch) }
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [folder = scratch.folder as String, step = step as Int] in
            var steps = Array(Schema.current.migrations.prefix(step + 1))
            steps[step] = .dying(at: steps[step])
            _ = try await Store.open(at: folder, schema: Schema(migrations: steps))
        }
        if step > 0 {
            let old = try await Store.open(at: scratch.folder, schema: before)
            #expect(old.tables == .current)
            #expect(try await old.store.check() == [])
            try await old.store.close()
        }
        let new = try await Store.open(at: scratch.folder)
        #expect((new.tables == .fresh) == (step == 0))
        if step > 0 { try await expectContent(of: new.store) }
        #expect(try await new.store.schema() == Store.temporary().store.schema())
    }

    @Test func `a process killed between two steps has done the first`() async throws {
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
}

extension Migration {
    fileprivate static let withColumn = Migration(name: "with column") { db in
        try db.execute(sql: "ALTER TABLE event ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0")
    }

    fileprivate static let failing = Migration(name: "failing") { db in
        try db.execute(sql: "DELETE FROM event; ALTER TABLE nothing ADD COLUMN x")
    }

    fileprivate static let deadly = Migration(name: "deadly") { db in
        try db.execute(sql: "CREATE TABLE half (id INTEGER); DROP TABLE event")
        kill(getpid(), SIGKILL)
    }

    /// A step that has done its work and dies before it is committed.
    fileprivate static func dying(at step: Migration) -> Migration {
        Migration(name: step.name) { db in
            try step.apply(db)
            kill(getpid(), SIGKILL)
        }
    }
}

extension Store {
    /// All tables, indexes and triggers as they were asked for, without regard to white space.
    func schema() async throws -> [String] {
        try await connection.read("read the schema") { db in
            try String.fetchAll(db, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
                .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        }
    }
}
