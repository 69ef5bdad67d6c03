import FoundationEssentials
internal import GRDB
import Glibc

extension Database {
    /// Runs the work in a transaction; rolls back and throws when it throws.
    func transaction<Value>(
        _ kind: TransactionKind = .immediate, _ work: () throws -> Value
    ) throws -> Value {
        try beginTransaction(kind)
        do {
            let value = try work()
            try commit()
            return value
        } catch {
            // A full disk, for one, makes SQLite roll back by itself.
            if isInsideTransaction { try rollback() }
            throw error
        }
    }

    /// Inserts one row and returns its id; throws when it does not stand there then.
    func insert(
        into table: String, _ columns: KeyValuePairs<String, (any DatabaseValueConvertible)?>
    ) throws -> Int64 {
        try fill(table, columns)
        guard changesCount == 1 else { throw NotKept(what: "a row of \(table)") }
        let id = lastInsertedRowID
        guard try hasRow(in: table, where: "id", is: id.databaseValue) else {
            throw NotKept(what: "a row of \(table)")
        }
        return id
    }

    /// Inserts one row and returns its id, or `nil` when a row with its value of the unique column is there.
    func insert(
        into table: String, unlessKnown unique: String,
        _ columns: KeyValuePairs<String, (any DatabaseValueConvertible)?>
    ) throws -> Int64? {
        try fill(table, columns, " ON CONFLICT (\(unique)) DO NOTHING")
        if changesCount == 1 { return lastInsertedRowID }
        let value = columns.first { $0.key == unique }?.value.storable ?? .null
        guard try hasRow(in: table, where: unique, is: value) else {
            throw NotKept(what: "a row of \(table)")
        }
        return nil
    }

    private func hasRow(in table: String, where column: String, is value: DatabaseValue) throws -> Bool {
        let sql = "SELECT EXISTS (SELECT 1 FROM \(table) WHERE \(column) = ?)"
        return try Bool.fetchOne(self, sql: sql, arguments: [value]) ?? false
    }

    private func fill(
        _ table: String, _ columns: KeyValuePairs<String, (any DatabaseValueConvertible)?>,
        _ clause: String = ""
    ) throws {
        let names = columns.map(\.key).joined(separator: ", ")
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        let statement = try cachedStatement(sql: "INSERT INTO \(table) (\(names)) VALUES (\(marks))\(clause)")
        try statement.execute(arguments: StatementArguments(columns.map(\.value.storable)))
    }
}

extension (any DatabaseValueConvertible)? {
    /// The value as SQLite can hold it; none is NULL.
    var storable: DatabaseValue { self?.storable ?? .null }
}

extension DatabaseValueConvertible {
    /// The value as SQLite can hold it.
    ///
    /// A text ends for SQLite at its first NUL, so that is kept as its picture ␀ (U+2400) instead.
    var storable: DatabaseValue {
        let value = databaseValue
        guard case .string(let text) = value.storage, text.utf8.contains(0) else { return value }
        return text.replacing("\0", with: "\u{2400}").databaseValue
    }
}

extension Row {
    /// The value of a column; throws when the file holds something else than the schema says.
    func value<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
        let stored: DatabaseValue = self[column]
        guard let value = Value.fromDatabaseValue(stored) else { throw StrangeValue(column: column) }
        return value
    }

    /// The value of a column that may be empty.
    func optional<Value: DatabaseValueConvertible>(_ column: String) throws -> Value? {
        let stored: DatabaseValue = self[column]
        return stored.isNull ? nil : try value(column)
    }

    /// One of the words an enum knows.
    func word<Word: RawRepresentable>(_ column: String) throws -> Word
    where Word.RawValue: DatabaseValueConvertible {
        guard let word = Word(rawValue: try value(column)) else { throw StrangeValue(column: column) }
        return word
    }

    /// One of the words an enum knows, or nothing.
    func optionalWord<Word: RawRepresentable>(_ column: String) throws -> Word?
    where Word.RawValue: DatabaseValueConvertible {
        let stored: DatabaseValue = self[column]
        return stored.isNull ? nil : try word(column)
    }

    func id<Record>(_ column: String = "id") throws -> RowID<Record> {
        RowID(rawValue: try value(column))
    }

    func optionalID<Record>(_ column: String) throws -> RowID<Record>? {
        try optional(column).map(RowID.init(rawValue:))
    }

    func date(_ column: String) throws -> Date {
        Date(milliseconds: try value(column))
    }

    func duration(_ column: String) throws -> Duration? {
        try optional(column).map { (count: Int64) in .milliseconds(count) }
    }
}

/// A stored value that the schema does not allow: the file was damaged or edited.
struct StrangeValue: Error {
    let column: String
}

/// A row that was written and does not stand there as it was written: something in the file swallowed or changed it.
struct NotKept: Error {
    /// Such as `a row of event`.
    let what: String
}

extension Date {
    /// Milliseconds since 1970 as the database keeps them, rounded; far-off dates end at the last that fits.
    var milliseconds: Int64 {
        Int64(exactly: (timeIntervalSince1970 * 1000).rounded()) ?? (timeIntervalSince1970 < 0 ? .min : .max)
    }

    init(milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }
}

/// A file that is written beside its place and gets its name when it is whole and on the disk.
struct Draft: Sendable {
    /// Where to write.
    let path: String
    /// The name it gets.
    let target: String

    /// Makes an empty file that only its owner may read; throws `.exists` when the target is taken.
    init(of target: String) throws(MemoryError) {
        self.target = target
        guard Folder.size(of: target) == nil else { throw .exists(path: target) }
        // What has such a name already is somebody's, be it a copy that a crash cut off.
        let names = (1...100).lazy.map { target + ".partial" + ($0 == 1 ? "" : "-\($0)") }
        path = names.first { Folder.size(of: $0) == nil } ?? target + ".partial"
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw MemoryError(errno: errno, path: path, doing: "create the file") }
        close(descriptor)
    }

    /// Puts the file onto the disk and in its place; never over a file that is there.
    func publish() throws(MemoryError) {
        try sync(path)
        guard link(path, target) == 0 else {
            throw errno == EEXIST
                ? .exists(path: target) : MemoryError(errno: errno, path: target, doing: "name the file")
        }
        discard()
        let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "."
        try sync(folder)
    }

    func discard() {
        unlink(path)
    }

    private func sync(_ path: String) throws(MemoryError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw MemoryError(errno: errno, path: path, doing: "sync it") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw MemoryError(errno: errno, path: path, doing: "sync it") }
    }
}

/// The place of a record in its table; ids of different records do not mix.
package struct RowID<Record>: RawRepresentable, Sendable, Hashable, Comparable, CustomStringConvertible {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    package var description: String { String(rawValue) }

    package static func < (left: RowID, right: RowID) -> Bool {
        left.rawValue < right.rawValue
    }
}
