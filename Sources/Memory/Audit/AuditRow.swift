internal import COpenSSL
import FoundationEssentials
internal import GRDB
import Text

/// An audit entry as it stands in its table, with no opinion on what its columns mean.
struct AuditRow: Sendable, Equatable {
    let id: Int64
    /// The values of `columns`, in that order.
    let values: [AuditValue]
    let digest: DatabaseValue

    /// What the digest covers besides the id, in the order it covers them.
    static let columns = [
        "time", "intent", "asker", "action", "arguments", "call", "target", "cluster", "tier", "ruling",
        "reason", "result", "detail", "duration",
    ]

    /// The first rows from an id on, and the highest id that was ever given.
    ///
    /// The log begins with 1; whoever looks for what does not belong there begins with the least there is.
    static func fetch(
        from db: Database, from id: Int64, limit: Int
    ) throws -> (rows: [AuditRow], highest: Int64) {
        let names = columns.map { "typeof(\($0)), iif(typeof(\($0)) = 'text', CAST(\($0) AS BLOB), \($0))" }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT \(names.joined(separator: ", ")), id, digest FROM audit WHERE id >= ? ORDER BY id LIMIT ?
                """, arguments: [id, limit])
        let found = try rows.map { row in
            AuditRow(
                id: try row.value("id"),
                values: columns.indices.map { AuditValue(type: row[2 * $0], row[2 * $0 + 1]) },
                digest: row["digest"])
        }
        return (found, try db.highestAuditID())
    }
}

extension Database {
    /// The highest id of the audit log, also when that entry is gone.
    fileprivate func highestAuditID() throws -> Int64 {
        let ids = try Int64.fetchAll(
            self,
            sql: """
                SELECT seq FROM sqlite_sequence WHERE name = 'audit'
                UNION ALL SELECT max(id) FROM audit HAVING count(*) > 0
                """)
        return ids.max() ?? 0
    }

    /// Adds an entry with these values by column name, and sees that it stands there; the others stay empty.
    func appendAudit(_ columns: [String: (any DatabaseValueConvertible)?]) throws -> AuditRecord.ID {
        let last = try Data.fetchOne(self, sql: "SELECT digest FROM audit ORDER BY id DESC LIMIT 1")
        let highest = try highestAuditID()
        // SQLite's own count can be written by hand; then nothing is recorded, nothing is done, and `verify` tells.
        guard highest < .max else { throw MemoryError.missing("a free number in the audit log") }
        let id = highest + 1
        let values = AuditRow.columns.map { (columns[$0] ?? nil).storable }
        let digest = try (last.map { AuditDigest(bytes: [UInt8]($0)) } ?? .origin)
            .next(id, values.map(AuditValue.init))
        let names = AuditRow.columns.joined(separator: ", ")
        let marks = AuditRow.columns.map { _ in "?" }.joined(separator: ", ")
        let statement = try cachedStatement(
            sql: "INSERT INTO audit (id, digest, \(names)) VALUES (?, ?, \(marks))")
        try statement.execute(
            arguments: StatementArguments([id.databaseValue, Data(digest.bytes).databaseValue] + values))
        guard changesCount == 1 else { throw NotKept(what: "entry \(id) of the audit log") }
        // Triggers have done their work by now; whatever they did, what stands here is what will be committed.
        let end = try AuditRow.fetch(from: self, from: id, limit: 2)
        let written = AuditRow(
            id: id, values: values.map(AuditValue.init), digest: Data(digest.bytes).databaseValue)
        guard end.rows == [written], end.highest == id else {
            throw NotKept(what: "entry \(id) of the audit log")
        }
        return RowID(rawValue: id)
    }
}

/// A value of an audit entry, byte for byte as it stands in the file.
///
/// What is read as a text ends at its first NUL, and bytes that are no UTF-8 are read as a sign in their place.
enum AuditValue: Sendable, Equatable {
    case null
    case integer(Int64)
    case real(Double)
    case text([UInt8])
    case blob([UInt8])

    /// A value that is about to be written.
    init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        case .double(let number): self = .real(number)
        case .string(let text): self = .text(Array(text.utf8))
        case .blob(let data): self = .blob([UInt8](data))
        }
    }

    /// A value that was read, a text as its bytes; the type is `typeof`'s word for it.
    init(type: String, _ value: DatabaseValue) {
        switch AuditValue(value) {
        case .blob(let bytes) where type == "text": self = .text(bytes)
        // A text without bytes comes as nothing.
        case .null where type == "text": self = .text([])
        case .null where type == "blob": self = .blob([])
        case let value: self = value
        }
    }

    /// Writes type, length and content; numbers as eight bytes, the highest first.
    func write(to form: inout [UInt8]) {
        switch self {
        case .null: form.append(0)
        case .integer(let number): form.append(1, UInt64(bitPattern: number))
        case .real(let number): form.append(2, number.bitPattern)
        case .text(let bytes):
            form.append(3, UInt64(clamping: bytes.count))
            form += bytes
        case .blob(let bytes):
            form.append(4, UInt64(clamping: bytes.count))
            form += bytes
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ type: UInt8, _ number: UInt64) {
        append(type)
        for shift in stride(from: 56, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}

/// A SHA-256 digest of an audit entry and of all before it, 32 bytes.
package struct AuditDigest: Sendable, Hashable, CustomStringConvertible {
    package let bytes: [UInt8]

    /// What the first entry is bound to: zeros.
    static let origin = AuditDigest(bytes: [UInt8](repeating: 0, count: 32))

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads 64 hexadecimal digits; `nil` when it is something else.
    init?(_ text: String) {
        guard text.utf8.count == 64, let bytes = Hexadecimal.bytes(text.utf8) else { return nil }
        self.bytes = bytes
    }

    /// Lower-case hexadecimal, 64 digits.
    package var description: String { Hexadecimal.digits(of: bytes) }
}

extension AuditDigest {
    /// The digest of an entry that follows the one with this digest.
    ///
    /// It is SHA-256 over a name and version of this form, the digest before, and every value with its
    /// type and length, so that no two different entries have the same bytes.
    func next(_ id: Int64, _ values: [AuditValue]) throws(MemoryError) -> AuditDigest {
        var form = Array("jarvis audit 1\n".utf8)
        form += bytes
        for value in [.integer(id)] + values { value.write(to: &form) }
        var digest = [UInt8](repeating: 0, count: 32)
        guard EVP_Digest(form, form.count, &digest, nil, EVP_sha256(), nil) == 1 else {
            throw .refused(doing: "write the audit log", code: 0, detail: "OpenSSL has no SHA-256")
        }
        return AuditDigest(bytes: digest)
    }
}
