internal import GRDB
internal import GRDBSQLite

/// A copy of the database under way, some pages at a time: https://www.sqlite.org/backup.html.
///
/// What the connection writes meanwhile goes into the copy too, so it need not begin again, and when its last
/// page is copied it is the database of that moment.
final class PageCopy: @unchecked Sendable {
    // Sendable: everything below is touched on the connection's queue only, which the Database handed in proves.
    private var target: OpaquePointer?
    private var work: OpaquePointer?
    private var isAbandoned = false
    private let path: String
    /// How many pages a step copies.
    private let pages: Int32

    /// `path` names an empty file that nobody else uses.
    init(to path: String, pages: Int32) {
        self.path = path
        self.pages = pages
    }

    /// Copies the next pages; returns whether that was the last of them, with all written out.
    func step(_ db: Database) throws -> Bool {
        do {
            let work = try self.work ?? begin(db)
            let code = sqlite3_backup_step(work, pages)
            guard code == SQLITE_OK || code == SQLITE_DONE else { throw failure(code) }
            if code == SQLITE_DONE { try end() }
            return code == SQLITE_DONE
        } catch {
            abandon(db)
            throw error
        }
    }

    /// Lets go of both databases; the file is of no use.
    func abandon(_ db: Database) {
        sqlite3_backup_finish(work)
        sqlite3_close(target)
        work = nil
        target = nil
        isAbandoned = true
    }

    private func begin(_ db: Database) throws -> OpaquePointer {
        guard let source = db.sqliteConnection, !isAbandoned else { throw MemoryError.closed }
        try check(sqlite3_open_v2(path, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil))
        // Nobody sees the file before it is whole and synced, so it needs no journal of its own.
        try check(sqlite3_exec(target, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", nil, nil, nil))
        guard let work = sqlite3_backup_init(target, "main", source, "main") else {
            throw failure(sqlite3_errcode(target))
        }
        self.work = work
        return work
    }

    private func end() throws {
        let code = sqlite3_backup_finish(work)
        work = nil
        try check(code)
        try check(sqlite3_close(target))
        target = nil
    }

    private func check(_ code: Int32) throws {
        guard code == SQLITE_OK else { throw failure(code) }
    }

    private func failure(_ code: Int32) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errstr(code)))
    }
}
