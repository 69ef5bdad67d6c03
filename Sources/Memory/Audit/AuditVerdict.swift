/// The last entry of the audit log at one moment.
///
/// Kept outside the database, in a mail or the journal, it proves later that nothing was cut off the end.
package struct AuditAnchor: Sendable, Hashable {
    package let id: AuditRecord.ID
    package let digest: AuditDigest

    package init(id: AuditRecord.ID, digest: AuditDigest) {
        self.id = id
        self.digest = digest
    }
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

    package var description: String {
        switch self {
        case .altered: "the entry was altered"
        case .missing: "the entry was removed"
        case .truncated: "the entry was cut off the end"
        case .replaced: "the entry is not the one that was anchored"
        }
    }
}
