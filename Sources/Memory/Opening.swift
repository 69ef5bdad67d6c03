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
