internal import GRDB

extension Migration {
    /// What the operator had remembered.
    ///
    /// A fact is never changed: another takes its place, or it is forgotten, and both say when.
    static let factTable = Migration(name: "v4") { db in
        try db.execute(
            sql: """
                CREATE TABLE fact (
                    id INTEGER PRIMARY KEY,
                    time INTEGER NOT NULL,
                    cluster TEXT NOT NULL,
                    text TEXT NOT NULL,
                    source TEXT NOT NULL,
                    supersedes INTEGER REFERENCES fact (id),
                    ended INTEGER
                ) STRICT;
                CREATE INDEX factStanding ON fact (cluster, id) WHERE ended IS NULL;
                """)
    }
}
