internal import GRDB

extension Migration {
    /// Feed, conversations, tool calls, snapshots, preferences, audit, and the search over them.
    ///
    /// Times are milliseconds since 1970, durations milliseconds, ids never mean anything outside.
    static let firstTables = Migration(name: "v1") { db in
        try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
        try db.execute(sql: tables)
        try db.execute(sql: auditTable)
        for (index, table, columns) in [
            ("eventText", "event", ["title", "detail", "subject", "kind"]),
            ("messageText", "message", ["text"]),
        ] {
            try db.execute(sql: searchIndex(index, of: table, columns))
        }
    }

    private static let tables = """
        CREATE TABLE event (
            id INTEGER PRIMARY KEY,
            time INTEGER NOT NULL,
            severity INTEGER NOT NULL,
            origin TEXT NOT NULL,
            kind TEXT NOT NULL,
            subject TEXT,
            cluster TEXT,
            title TEXT NOT NULL,
            detail TEXT,
            dedupeKey TEXT UNIQUE
        ) STRICT;
        CREATE INDEX eventByTime ON event (time, id);

        CREATE TABLE conversation (
            id INTEGER PRIMARY KEY,
            title TEXT NOT NULL,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX conversationByUpdate ON conversation (updated, id);

        CREATE TABLE message (
            id INTEGER PRIMARY KEY,
            conversation INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
            time INTEGER NOT NULL,
            role TEXT NOT NULL,
            content TEXT NOT NULL,
            text TEXT NOT NULL,
            provider TEXT,
            model TEXT,
            inputTokens INTEGER,
            outputTokens INTEGER,
            cacheReadTokens INTEGER,
            cacheWriteTokens INTEGER
        ) STRICT;
        CREATE INDEX messageByConversation ON message (conversation, id);

        CREATE TABLE toolCall (
            id INTEGER PRIMARY KEY,
            message INTEGER REFERENCES message (id) ON DELETE CASCADE,
            time INTEGER NOT NULL,
            name TEXT NOT NULL,
            arguments TEXT NOT NULL,
            tier TEXT NOT NULL,
            state TEXT NOT NULL,
            duration INTEGER,
            outcome TEXT,
            isError INTEGER
        ) STRICT;
        CREATE INDEX toolCallByMessage ON toolCall (message, id);
        CREATE INDEX toolCallByTime ON toolCall (time, id);
        CREATE INDEX toolCallRunning ON toolCall (state) WHERE state = 'running';

        CREATE TABLE snapshot (
            id INTEGER PRIMARY KEY,
            time INTEGER NOT NULL,
            cluster TEXT NOT NULL,
            content TEXT NOT NULL
        ) STRICT;
        CREATE INDEX snapshotByCluster ON snapshot (cluster, time, id);
        CREATE INDEX snapshotByTime ON snapshot (time);

        CREATE TABLE preference (
            key TEXT PRIMARY KEY,
            value TEXT NOT NULL,
            updated INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// AUTOINCREMENT remembers the highest id ever given, so a log that lost its end shows it.
    private static let auditTable = """
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            time INTEGER NOT NULL,
            intent INTEGER UNIQUE REFERENCES audit (id),
            asker TEXT,
            action TEXT,
            arguments TEXT,
            call TEXT,
            target TEXT,
            cluster TEXT,
            tier TEXT,
            ruling TEXT,
            reason TEXT,
            result TEXT,
            detail TEXT,
            duration INTEGER,
            digest BLOB NOT NULL
        ) STRICT;
        CREATE TRIGGER auditKeepsEntries BEFORE DELETE ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
        CREATE TRIGGER auditKeepsWords BEFORE UPDATE ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
        CREATE TRIGGER auditKeepsPlaces BEFORE INSERT ON audit
            WHEN EXISTS (SELECT 1 FROM audit WHERE id = new.id OR intent = new.intent)
            BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
        """

    /// A full-text index that holds no copy of the text.
    ///
    /// https://www.sqlite.org/fts5.html#external_content_tables
    static func searchIndex(_ index: String, of table: String, _ columns: [String]) -> String {
        let names = columns.joined(separator: ", ")
        let new = columns.map { "new.\($0)" }.joined(separator: ", ")
        let old = columns.map { "old.\($0)" }.joined(separator: ", ")
        let forget = "INSERT INTO \(index) (\(index), rowid, \(names)) VALUES ('delete', old.id, \(old));"
        let learn = "INSERT INTO \(index) (rowid, \(names)) VALUES (new.id, \(new));"
        return """
            CREATE VIRTUAL TABLE \(index) USING fts5 (
                \(names), content = '\(table)', content_rowid = 'id',
                tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
            );
            CREATE TRIGGER \(index)Inserted AFTER INSERT ON \(table) BEGIN \(learn) END;
            CREATE TRIGGER \(index)Deleted AFTER DELETE ON \(table) BEGIN \(forget) END;
            CREATE TRIGGER \(index)Updated AFTER UPDATE ON \(table) BEGIN \(forget) \(learn) END;
            """
    }
}
