import FoundationEssentials
internal import GRDB

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
