extension ReleasedDatabase {
    /// Notes have vectors, and acts are found by cluster.
    static let v6 = ReleasedDatabase(
        name: "v6",
        sql: #"""
            PRAGMA application_id = 1246910035;
            PRAGMA auto_vacuum = INCREMENTAL;
            CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
            INSERT INTO grdb_migrations VALUES ('v1'), ('v2'), ('v3'), ('v4'), ('v5'), ('v6');

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
                result TEXT) STRICT;
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

            CREATE TABLE spend (
                id INTEGER PRIMARY KEY,
                time INTEGER NOT NULL,
                cluster TEXT NOT NULL,
                conversation INTEGER REFERENCES conversation (id) ON DELETE SET NULL,
                message INTEGER REFERENCES message (id) ON DELETE SET NULL,
                request TEXT,
                provider TEXT NOT NULL,
                model TEXT NOT NULL,
                state TEXT NOT NULL,
                inputTokens INTEGER,
                outputTokens INTEGER,
                cacheReadTokens INTEGER,
                cacheWriteTokens INTEGER,
                cacheWriteHourTokens INTEGER,
                thinkingTokens INTEGER,
                cost INTEGER NOT NULL,
                price TEXT,
                isGuess INTEGER NOT NULL,
                firstToken INTEGER,
                duration INTEGER
            ) STRICT;
            CREATE INDEX spendByTime ON spend (time, id);
            CREATE INDEX spendByConversation ON spend (conversation);
            CREATE INDEX spendByMessage ON spend (message);
            CREATE INDEX spendReserved ON spend (state) WHERE state = 'reserved';

            CREATE TABLE fact (
                id INTEGER PRIMARY KEY,
                time INTEGER NOT NULL,
                cluster TEXT NOT NULL,
                text TEXT NOT NULL,
                source TEXT NOT NULL,
                supersedes INTEGER REFERENCES fact (id),
                ended INTEGER
                , pinned INTEGER NOT NULL DEFAULT 0, told INTEGER NOT NULL DEFAULT 0, toldLast INTEGER) STRICT;
            CREATE INDEX factStanding ON fact (cluster, id) WHERE ended IS NULL;

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
            CREATE TABLE vector (
                passage INTEGER PRIMARY KEY REFERENCES passage (id) ON DELETE CASCADE,
                model TEXT NOT NULL,
                dimension INTEGER NOT NULL,
                numbers BLOB NOT NULL
            ) STRICT;
            CREATE INDEX auditActs ON audit (cluster, id) WHERE intent IS NULL AND tier <> 'GREEN';

            CREATE VIRTUAL TABLE eventText USING fts5 (
                title, detail, subject, kind, content = 'event', content_rowid = 'id',
                tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
            );
            CREATE TRIGGER eventTextInserted AFTER INSERT ON event BEGIN
                INSERT INTO eventText (rowid, title, detail, subject, kind)
                    VALUES (new.id, new.title, new.detail, new.subject, new.kind);
            END;
            CREATE TRIGGER eventTextDeleted AFTER DELETE ON event BEGIN
                INSERT INTO eventText (eventText, rowid, title, detail, subject, kind)
                    VALUES ('delete', old.id, old.title, old.detail, old.subject, old.kind);
            END;
            CREATE TRIGGER eventTextUpdated AFTER UPDATE ON event BEGIN
                INSERT INTO eventText (eventText, rowid, title, detail, subject, kind)
                    VALUES ('delete', old.id, old.title, old.detail, old.subject, old.kind);
                INSERT INTO eventText (rowid, title, detail, subject, kind)
                    VALUES (new.id, new.title, new.detail, new.subject, new.kind);
            END;

            CREATE VIRTUAL TABLE messageText USING fts5 (
                text, content = 'message', content_rowid = 'id',
                tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
            );
            CREATE TRIGGER messageTextInserted AFTER INSERT ON message BEGIN
                INSERT INTO messageText (rowid, text) VALUES (new.id, new.text);
            END;
            CREATE TRIGGER messageTextDeleted AFTER DELETE ON message BEGIN
                INSERT INTO messageText (messageText, rowid, text) VALUES ('delete', old.id, old.text);
            END;
            CREATE TRIGGER messageTextUpdated AFTER UPDATE ON message BEGIN
                INSERT INTO messageText (messageText, rowid, text) VALUES ('delete', old.id, old.text);
                INSERT INTO messageText (rowid, text) VALUES (new.id, new.text);
            END;

            CREATE VIRTUAL TABLE passageText USING fts5 (
                heading, text, content = 'passage', content_rowid = 'id',
                tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
            );
            CREATE TRIGGER passageTextInserted AFTER INSERT ON passage BEGIN
                INSERT INTO passageText (rowid, heading, text) VALUES (new.id, new.heading, new.text);
            END;
            CREATE TRIGGER passageTextDeleted AFTER DELETE ON passage BEGIN
                INSERT INTO passageText (passageText, rowid, heading, text)
                    VALUES ('delete', old.id, old.heading, old.text);
            END;
            CREATE TRIGGER passageTextUpdated AFTER UPDATE ON passage BEGIN
                INSERT INTO passageText (passageText, rowid, heading, text)
                    VALUES ('delete', old.id, old.heading, old.text);
                INSERT INTO passageText (rowid, heading, text) VALUES (new.id, new.heading, new.text);
            END;

            INSERT INTO event
                VALUES (1, 1780000000000, 0, 'SYS', 'guest.started', '101', 'home', 'Guest plex started',
                    NULL, 'UPID:1');
            INSERT INTO conversation VALUES (1, 'Plex', 1780000001000, 1780000002000);
            INSERT INTO message
                VALUES (1, 1, 1780000001000, 'user', '[]', 'Is plex up?', NULL, NULL, NULL, NULL, NULL, NULL);
            INSERT INTO message
                VALUES (2, 1, 1780000002000, 'assistant', '[]', 'It is.', 'offline', NULL, 12, 3, NULL, 0);
            INSERT INTO toolCall
                VALUES (1, 2, 1780000002000, 'get_vms', '{}', 'GREEN', 'finished', 12, '3 guests', 'succeeded');
            INSERT INTO spend
                VALUES (1, 1780000002000, 'home', 1, 2, 'req_1', 'anthropic', 'claude-haiku-4-5', 'complete', 12, 3, NULL,
                    0, NULL, NULL, 27, 'claude-haiku-4-5 2025-10-15', 0, 400, 900);
            INSERT INTO fact VALUES (1, 1780000000000, 'home', '101 may be off', '/remember', NULL, 1780000001000, 0, 0, NULL);
            INSERT INTO fact VALUES (2, 1780000001000, 'home', '101 may be off at night', '/remember', 1, NULL, 1, 3, 1780000002000);
            INSERT INTO runbook VALUES (1, '/root/notes/plex.md', '1780000000.0 40');
            INSERT INTO passage VALUES (1, 1, 3, 'Plex', 'Restart plex after a kernel update.');
            INSERT INTO vector VALUES (1, 'nomic', 2, x'0000803F00000000');
            INSERT INTO snapshot VALUES (1, 1780000000000, 'home', '{}');
            INSERT INTO preference VALUES ('theme', 'amber', 1780000000000);
            INSERT INTO audit (
                id, time, asker, action, arguments, call, target, cluster, tier, ruling, digest)
                VALUES (
                1, 1780000003000, 'model', 'start_vm', '{"vmid":101}',
                'POST /nodes/pve/qemu/101/status/start', 'guest 101', 'home', 'RED', 'confirmed',
                x'a752020386de6b1a9320c8cf9c3249e0a870f4de68923c2e794f8453b141c4f2');
            INSERT INTO audit (id, time, intent, result, detail, duration, digest) VALUES (
                2, 1780000004000, 1, 'succeeded', 'OK', 900,
                x'6158568835b90050aed0820bfee692708a858be518e9e5467a5525aa32cfddf0');
            """#)
}
