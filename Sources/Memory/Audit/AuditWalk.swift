import FoundationEssentials
internal import GRDB

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
