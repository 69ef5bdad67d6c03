internal import GRDB

/// What a database is made of: its tables, indexes, triggers and views, as SQLite's own list has them.
///
/// A trigger of somebody else's can swallow what is written without a word, and one of Jarvis's own that is missing
/// keeps nothing any more, so a file is used only when it is made of just what Jarvis makes.
struct Layout: Sendable {
    private let parts: Set<Part>

    /// A line of the list: https://www.sqlite.org/schematab.html.
    private struct Part: Hashable {
        let kind: String
        let name: String
        /// The table that an index or a trigger belongs to.
        let table: String
        /// What made it; empty where SQLite or GRDB chose the words.
        var statement: String
    }

    /// Reads it from a database.
    init(of db: Database) throws {
        let rows = try Row.fetchAll(db, sql: "SELECT type, name, tbl_name, sql FROM sqlite_schema")
        let found = rows.map { row in
            Part(
                kind: Self.text(row["type"]), name: Self.text(row["name"]), table: Self.text(row["tbl_name"]),
                statement: Self.text(row["sql"]))
        }
        let indexes = found.filter { $0.statement.hasPrefix("CREATE VIRTUAL TABLE") }
        let unpinned = indexes.map { $0.name + "_" } + ["grdb_"]
        let parts = found.map { part in
            guard part.kind == "table", unpinned.contains(where: part.name.hasPrefix) else { return part }
            return Part(kind: part.kind, name: part.name, table: part.table, statement: "")
        }
        self.parts = Set(parts).subtracting(Self.statistics)
    }

    /// A column of the list; who edits it by hand can put anything there.
    private static func text(_ value: DatabaseValue) -> String {
        String.fromDatabaseValue(value) ?? (value.isNull ? "" : "\(value)")
    }

    /// What SQLite keeps of the tables it has measured: https://www.sqlite.org/fileformat2.html#stat1tab.
    private static let statistics: [Part] = [
        ("sqlite_stat1", "CREATE TABLE sqlite_stat1(tbl,idx,stat)"),
        ("sqlite_stat4", "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"),
    ].map { Part(kind: "table", name: $0.0, table: $0.0, statement: $0.1) }

    /// In what a database differs from this one, such as `the trigger t is not Jarvis's own`.
    func findings(in found: Layout) -> [String] {
        guard found.parts != parts else { return [] }
        let (own, others) = (Self.normal(parts), Self.normal(found.parts))
        let (foreign, missing) = (others.subtracting(own), own.subtracting(others))
        func isAmong(_ part: Part, _ others: Set<Part>) -> Bool {
            others.contains { $0.kind == part.kind && $0.name == part.name }
        }
        let added = foreign.map { part in
            let what = isAmong(part, missing) ? "was changed" : "is not Jarvis's own"
            return "the \(part.kind) \(part.name.prefix(60)) \(what)"
        }
        let gone = missing.filter { !isAmong($0, foreign) }
            .map { "the \($0.kind) \($0.name) is missing" }
        return (added + gone).sorted()
    }

    /// Throws `MemoryError.altered` for a database that is made of anything else.
    func check(_ db: Database, path: String) throws {
        let findings = findings(in: try Layout(of: db))
        guard findings.isEmpty else { throw MemoryError.altered(path: path, findings: findings) }
    }

    /// Without white space where it means nothing: versions of SQLite differ in what they leave where a column was
    /// added or dropped.
    private static func normal(_ parts: Set<Part>) -> Set<Part> {
        Set(
            parts.map { part in
                var part = part
                part.statement = normal(part.statement)
                return part
            })
    }

    private static func normal(_ statement: String) -> String {
        var text = statement.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for mark in ["(", ")", ",", ";"] {
            text = text.replacing(" " + mark, with: mark).replacing(mark + " ", with: mark)
        }
        return text
    }
}

extension Schema {
    /// What a database is made of once these steps were done.
    func layout() throws -> Layout {
        let database = try DatabaseQueue()
        try migrate(database)
        return try database.inDatabase(Layout.init(of:))
    }

    /// What a database of that content is made of; `nil` when it has to be made yet.
    func layout(of content: Content) throws -> Layout? {
        guard case .migrations(let names) = content else { return nil }
        return try Schema(migrations: migrations.filter { names.contains($0.name) }).layout()
    }
}
