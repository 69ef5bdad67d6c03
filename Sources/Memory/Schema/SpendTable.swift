internal import GRDB

extension Migration {
    /// What every answer of a model used and cost.
    ///
    /// A row outlives its conversation, since the money stays spent. Costs are micro-dollars.
    static let spendTable = Migration(name: "v3") { db in
        try db.execute(
            sql: """
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
                """)
    }
}
