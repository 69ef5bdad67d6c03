import FoundationEssentials
internal import GRDB

/// The last entry of the audit log at one moment.
///
/// Kept outside the database, in a mail or the journal, it proves later that nothing was cut off the end.
package struct AuditAnchor: Sendable, Hashable, LosslessStringConvertible {
    package let id: AuditRecord.ID
    package let digest: AuditDigest

    package init(id: AuditRecord.ID, digest: AuditDigest) {
        self.id = id
        self.digest = digest
    }

    /// Reads `ID:DIGEST`, as `description` writes it; `nil` when it is something else.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let id = Int64(parts[0], radix: 10), id > 0,
            let digest = AuditDigest(String(parts[1]))
        else { return nil }
        self.init(id: AuditRecord.ID(rawValue: id), digest: digest)
    }

    /// `12:61ab539a…`, the digest with all its 64 digits.
    package var description: String { "\(id):\(digest)" }
}

/// What a walk along the whole audit log found.
package enum AuditVerdict: Sendable, Hashable {
    /// Every entry is bound to the one before it; `last` is `nil` when the log is empty.
    case intact(entries: Int, last: AuditAnchor?)
    /// The first entry that is not what was written.
    case broken(at: AuditRecord.ID, AuditFault)
}

/// What is wrong with an entry of the audit log.
package enum AuditFault: Sendable, Hashable, CustomStringConvertible {
    /// The entry, or one before it, is not what was written.
    case altered
    /// An entry with this id should stand here.
    case missing
    /// The log ends before this entry, which was once written.
    case truncated
    /// The entry is not the one that the anchor names.
    case replaced
    /// An entry that was never written: the log begins with 1.
    case foreign
    /// SQLite's count of the entries stands at its end, which no log reaches.
    case exhausted

    package var description: String {
        switch self {
        case .altered: "the entry was altered"
        case .missing: "the entry was removed"
        case .truncated: "the entry was cut off the end"
        case .replaced: "the entry is not the one that was anchored"
        case .foreign: "the entry does not belong there: the log begins with 1"
        case .exhausted: "the count of the entries was set to its end, so no act can be recorded any more"
        }
    }
}

/// One walk along the audit log, entry by entry.
struct AuditWalk {
    /// What must be met on the way, if anything.
    let anchor: AuditAnchor?
    /// The id of the last entry that was in order, 0 before the first.
    private(set) var last: Int64 = 0
    private var digest = AuditDigest.origin

    init(anchor: AuditAnchor?) {
        self.anchor = anchor
    }

    /// Takes the next entry and returns a verdict as soon as something is wrong.
    mutating func step(_ row: AuditRow) throws(MemoryError) -> AuditVerdict? {
        guard row.id > 0 else { return .broken(at: RowID(rawValue: row.id), .foreign) }
        guard row.id == last + 1 else { return .broken(at: RowID(rawValue: last + 1), .missing) }
        let id = AuditRecord.ID(rawValue: row.id)
        let expected = try digest.next(row.id, row.values)
        guard row.digest == Data(expected.bytes).databaseValue else { return .broken(at: id, .altered) }
        if let anchor, anchor.id == id, anchor.digest != expected { return .broken(at: id, .replaced) }
        digest = expected
        last = row.id
        return nil
    }

    /// The verdict after the last entry; `highest` is the highest id that was ever given.
    func end(highest: Int64) -> AuditVerdict {
        guard highest < .max || last == .max else {
            return .broken(at: RowID(rawValue: last + 1), .exhausted)
        }
        guard last >= max(highest, anchor?.id.rawValue ?? 0) else {
            return .broken(at: RowID(rawValue: last + 1), .truncated)
        }
        guard last > 0 else { return .intact(entries: 0, last: nil) }
        return .intact(
            entries: Int(clamping: last), last: AuditAnchor(id: RowID(rawValue: last), digest: digest))
    }
}
