internal import GRDB

extension Migration {
    /// What a model made of the operator's notes, to find them by their meaning; and the way to the acts of a cluster among
    /// all that was only looked at.
    static let vectorTable = Migration(name: "v6") { db in
        try db.execute(
            sql: """
                CREATE TABLE vector (
                    passage INTEGER PRIMARY KEY REFERENCES passage (id) ON DELETE CASCADE,
                    model TEXT NOT NULL,
                    dimension INTEGER NOT NULL,
                    numbers BLOB NOT NULL
                ) STRICT;
                CREATE INDEX auditActs ON audit (cluster, id) WHERE intent IS NULL AND tier <> 'GREEN';
                """)
    }
}
