internal import GRDB

extension Migration {
    /// What stands in the operator's own files, and what is pinned of the facts and how often they were told.
    ///
    /// The passages are a copy to search in: the files are what counts, and they are read anew when they change.
    static let passageTable = Migration(name: "v5") { db in
        try db.execute(
            sql: """
                ALTER TABLE fact ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
                ALTER TABLE fact ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
                ALTER TABLE fact ADD COLUMN toldLast INTEGER;

                CREATE TABLE runbook (
                    id INTEGER PRIMARY KEY,
                    path TEXT NOT NULL UNIQUE,
                    stamp TEXT NOT NULL
                ) STRICT;
                CREATE TABLE passage (
                    id INTEGER PRIMARY KEY,
                    runbook INTEGER NOT NULL REFERENCES runbook (id) ON DELETE CASCADE,
                    line INTEGER NOT NULL,
                    heading TEXT NOT NULL,
                    text TEXT NOT NULL
                ) STRICT;
                CREATE INDEX passageByRunbook ON passage (runbook, id);
                """)
        try db.execute(sql: searchIndex("passageText", of: "passage", ["heading", "text"]))
    }
}
