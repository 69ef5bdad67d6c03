internal import GRDB

/// One step of the schema.
///
/// A released step never changes; a new one is a new file and a line in `Schema.current`.
struct Migration: Sendable {
    /// Stands in the database once the step is done.
    let name: String
    /// Runs in one transaction, which is either done or never was.
    let apply: @Sendable (Database) throws -> Void
}

/// The steps from an empty file to the tables this version uses.
struct Schema: Sendable {
    let migrations: [Migration]

    /// Every released step in order.
    static let current = Schema(migrations: [
        .firstTables, .callResults, .spendTable, .factTable, .passageTable, .vectorTable,
    ])

    /// Marks a file as Jarvis's own: "JRVS".
    ///
    /// https://www.sqlite.org/pragma.html#pragma_application_id
    static let applicationID = 0x4A52_5653

    /// What a file holds, as far as its schema goes.
    enum Content: Equatable {
        /// No tables yet.
        case nothing
        /// The steps that were done, in order.
        case migrations([String])
    }

    /// Reads the file's state and throws for a file that this schema must not touch.
    func content(of db: Database, path: String) throws -> Content {
        let applied = try migrator.appliedIdentifiers(db)
        let unknown = applied.subtracting(migrator.migrations)
        let owner = try Int.fetchOne(db, sql: "PRAGMA application_id")
        let tables = try Int.fetchOne(
            db,
            sql:
                "SELECT count(*) FROM sqlite_schema WHERE name NOT GLOB 'grdb_*' AND name NOT GLOB 'sqlite_*'"
        )
        if applied.isEmpty && tables == 0 { return .nothing }
        guard owner == Schema.applicationID else { throw MemoryError.foreign(path: path) }
        guard unknown.isEmpty else { throw MemoryError.newer(path: path, unknown: unknown.sorted()) }
        return .migrations(try migrator.appliedMigrations(db))
    }

    /// Does the steps that are missing, each in its own transaction.
    func migrate(_ writer: some DatabaseWriter) throws {
        try migrator.migrate(writer)
    }

    private var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in migrations {
            migrator.registerMigration(migration.name, migrate: migration.apply)
        }
        return migrator
    }
}
