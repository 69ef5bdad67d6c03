internal import GRDB

/// One step of the schema.
///
/// A released step never changes; a new one is a new file and a line in `Schema.current`.
struct Migration: Sendable {
    /// Stands in the database once the step is done.
    let name: String
    /// Runs in one transaction, which is either done or never was.
    let apply: @Sendable (Database) throws -> Void
}
