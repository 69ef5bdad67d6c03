import FoundationEssentials
internal import GRDB

/// What Jarvis remembers across restarts: a SQLite database that one process owns.
///
/// A call that returned is kept even if the process is killed at that moment; an audit entry is kept even if
/// the power fails. Calls are answered in the order they were made, and cancelling the calling task does not
/// undo or stop one, because an act's end must be recorded also when the operator lost interest.
package struct Store: Sendable {
    package let events: EventLog
    package let conversations: Conversations
    package let toolCalls: ToolCalls
    package let snapshots: ClusterSnapshots
    package let preferences: Preferences
    package let audit: AuditLog
    package let spending: Spending
    package let facts: Facts
    package let passages: Passages

    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
        events = EventLog(connection: connection)
        conversations = Conversations(connection: connection)
        toolCalls = ToolCalls(connection: connection)
        snapshots = ClusterSnapshots(connection: connection)
        preferences = Preferences(connection: connection)
        audit = AuditLog(connection: connection)
        spending = Spending(connection: connection)
        facts = Facts(connection: connection)
        passages = Passages(connection: connection)
    }
}

/// A store that was opened, and what happened on the way.
package struct Opening: Sendable {
    /// What became of the tables.
    package enum Tables: Sendable, Hashable {
        /// There was no database; this is a new one.
        case fresh
        /// They were as this version wants them.
        case current
        /// They were brought from one version to another.
        case migrated(from: String, to: String)
    }

    package let store: Store
    package let tables: Tables
    /// Whether the last owner died without closing; what it had acknowledged is there.
    package let recovered: Bool
    /// Tool calls the last owner left running; they are now `.interrupted`.
    package let interruptedCalls: Int
    /// The SQLite library in use; see its `warning`.
    package let sqlite: SQLiteVersion
}

extension Store {
    /// Up to this size, in bytes, a database is checked whole whenever it is opened.
    package static let checkedSize = 64 << 20

    /// Opens the store in a folder; makes both when they are missing.
    ///
    /// A database that is damaged, newer, not Jarvis's own or made of other things than Jarvis makes is left as it
    /// is and thrown as an error. It is checked page by page when its last owner did not close it, or when it is no
    /// larger than `checking` bytes. Waits at most two seconds for another program to let go of the file.
    ///
    /// `patience` is how long another Jarvis is waited for that holds the store.
    package static func open(
        at folder: String, checking: Int = checkedSize, waiting patience: Duration = .zero
    ) async throws(MemoryError) -> Opening {
        try await open(at: folder, checking: checking, waiting: patience, schema: .current)
    }

    static func open(
        at folder: String, checking: Int = checkedSize, waiting patience: Duration = .zero, schema: Schema
    ) async throws(MemoryError) -> Opening {
        try await blocking { () throws(MemoryError) in
            let folder = Folder(path: folder)
            try folder.prepare()
            let lock = try InstanceLock(path: folder.lock, waiting: patience)
            let size = Folder.size(of: folder.database)
            let recovered = (Folder.size(of: folder.database + "-wal") ?? 0) > 0
            if recovered, size ?? 0 == 0 {
                // SQLite would take the WAL for a stray one and delete it.
                throw .corrupt(path: folder.database, detail: "it is empty and only its WAL is left")
            }
            // An empty file is what a new database begins with, and what a lost one may have become.
            guard !lock.wasKept || size ?? 0 > 0 else { throw .lost(path: folder.database) }
            if size == nil { try folder.createDatabase() }
            let connection = try Connection(path: folder.database, lock: lock)
            let opening = try Opening(
                connection, schema, recovered: recovered,
                isChecked: recovered || size.map { $0 <= checking } ?? false)
            try lock.mark(isKept: true, folder.lock)
            return opening
        }
    }

    /// A store in memory, for when there is no better: what it holds is lost when Jarvis ends.
    ///
    /// `counts` tells what that is, and `backUp` saves it after all. Its audit log lasts no longer either.
    package static func temporary() throws(MemoryError) -> Opening {
        try Opening(
            Connection(path: nil, lock: nil), .current, recovered: false, isChecked: false)
    }

    /// Moves a damaged database out of the way, beside its old place, and returns its new path; `nil` when it was lost.
    ///
    /// The name ends with the time, as in `jarvis.db.corrupt-20260822T101112Z`. Only for an operator who
    /// said so.
    package static func setAside(at folder: String, time: Date) async throws(MemoryError) -> String? {
        try await blocking { () throws(MemoryError) in
            let folder = Folder(path: folder)
            try folder.prepare()
            let lock = try InstanceLock(path: folder.lock)
            defer { lock.release() }
            let kept = try folder.setAside(at: time)
            guard kept != nil || lock.wasKept else { throw .missing("database in \(folder.path)") }
            try lock.mark(isKept: false, folder.lock)
            return kept
        }
    }
}

extension Opening {
    /// Looks at what the file holds, and only then changes it.
    fileprivate init(
        _ connection: Connection, _ schema: Schema, recovered: Bool, isChecked: Bool
    ) throws(MemoryError) {
        let path = connection.place
        let (before, known) = try connection.performNow("open the database") { db in
            let content = try schema.content(of: db, path: path)
            if isChecked { try db.check(path: path) }
            // Before anything is written: a trigger of somebody else's would act on the steps, too.
            let layout = try schema.layout(of: content)
            try layout?.check(db, path: path)
            try db.prepare()
            return (content, layout)
        }
        try connection.migrate(to: schema)
        let tables = Tables(before, schema)
        let layout = try connection.performNow("read the schema") { db in
            if case .current = tables, let known { return known }
            // Nobody else can have had a hand in what is in this process alone.
            if connection.path == nil { return try Layout(of: db) }
            let layout = try schema.layout()
            try layout.check(db, path: path)
            return layout
        }
        interruptedCalls = try connection.performNow("mark interrupted tool calls") { db in
            try db.execute(sql: "UPDATE toolCall SET state = 'interrupted' WHERE state = 'running'")
            return db.changesCount
        }
        connection.held.withLock { $0.layout = layout }
        connection.noteLog()
        sqlite = SQLiteVersion(number: Int(clamping: Database.sqliteLibVersionNumber))
        store = Store(connection)
        self.tables = tables
        self.recovered = recovered
    }
}

extension Opening.Tables {
    fileprivate init(_ before: Schema.Content, _ schema: Schema) {
        switch (before, schema.migrations.last?.name) {
        case (.migrations(let names), let newest?):
            let last = names.last ?? ""
            self = last == newest ? .current : .migrated(from: last, to: newest)
        case (.nothing, _), (.migrations, nil): self = .fresh
        }
    }
}

extension Database {
    /// Walks all pages and throws `.corrupt` at the first that is damaged.
    fileprivate func check(path: String) throws {
        let words = try String.fetchOne(self, sql: "PRAGMA quick_check(1)") ?? "no answer"
        guard words == "ok" else { throw MemoryError.corrupt(path: path, detail: words) }
    }

    /// Sets what the file itself remembers, and how safe a commit is.
    fileprivate func prepare() throws {
        try execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
        let mode = try String.fetchOne(self, sql: "PRAGMA journal_mode = WAL")
        guard mode == "wal" || mode == "memory" else {
            throw DatabaseError(message: "the journal mode is \(mode ?? "unknown")")
        }
        try execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 16777216")
    }
}
