internal import GRDB

extension Migration {
    /// What came of a tool call in one word in place of a yes or no, so that "nobody knows" can be said.
    static let callResults = Migration(name: "v2") { db in
        try db.execute(
            sql: """
                ALTER TABLE toolCall ADD COLUMN result TEXT;
                UPDATE toolCall SET result = CASE isError WHEN 0 THEN 'succeeded' WHEN 1 THEN 'failed' END;
                ALTER TABLE toolCall DROP COLUMN isError;
                """)
    }
}
