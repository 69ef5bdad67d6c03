internal import GRDB

/// A few lines of one of the operator's files.
package struct PassageRecord: Sendable, Hashable {
    /// The file's whole path.
    package var path: String
    /// The line it begins with, from 1.
    package var line: Int
    /// The headings it stands below, outermost first, joined by ` > `; empty above the first.
    package var heading: String
    package var text: String

    package init(path: String, line: Int, heading: String, text: String) {
        self.path = path
        self.line = line
        self.heading = heading
        self.text = text
    }
}

/// What stands in the operator's files, to be searched: a copy that follows them.
package struct Passages: Sendable {
    let connection: Connection

    /// The files that are kept, and the stamp that each was read at.
    package func files() async throws(MemoryError) -> [String: String] {
        try await connection.read("list the runbooks") { db in
            var stamps: [String: String] = [:]
            for row in try Row.fetchAll(db, sql: "SELECT path, stamp FROM runbook") {
                stamps[try row.value("path")] = try row.value("stamp") as String
            }
            return stamps
        }
    }

    /// Puts a file's passages in the place of what was kept of it.
    ///
    /// `stamp` says which state of the file they are from.
    package func keep(_ passages: [PassageRecord], of path: String, stamp: String) async throws(MemoryError) {
        try await connection.write("keep a runbook") { db in
            try db.execute(sql: "DELETE FROM runbook WHERE path = ?", arguments: [path.storable])
            let file = try db.insert(into: "runbook", ["path": path, "stamp": stamp])
            for passage in passages {
                _ = try db.insert(
                    into: "passage",
                    [
                        "runbook": file, "line": passage.line, "heading": passage.heading,
                        "text": passage.text,
                    ])
            }
        }
    }

    /// Lets go of files that are there no more.
    package func forget(_ paths: Set<String>) async throws(MemoryError) {
        try await connection.write("forget runbooks") { db in
            for path in paths {
                try db.execute(sql: "DELETE FROM runbook WHERE path = ?", arguments: [path.storable])
            }
        }
    }

    /// Passages with these words, by their beginnings, the best match first; a word in a heading counts threefold.
    ///
    /// Where none has all of the words, those that have some.
    package func search(_ words: String, limit: Int = 10) async throws(MemoryError) -> [PassageRecord] {
        for pattern in [SearchPattern(words), SearchPattern(words, any: true)].compactMap(\.self) {
            let found = try await search(pattern, limit)
            if !found.isEmpty { return found }
        }
        return []
    }

    private func search(_ pattern: SearchPattern, _ limit: Int) async throws(MemoryError) -> [PassageRecord] {
        try await connection.read("search the runbooks") { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT runbook.path, passage.line, passage.heading, passage.text
                    FROM passageText JOIN passage ON passage.id = passageText.rowid
                    JOIN runbook ON runbook.id = passage.runbook
                    WHERE passageText MATCH ?
                    ORDER BY bm25(passageText, 3.0, 1.0), passage.id LIMIT ?
                    """, arguments: [pattern.expression.storable, limit])
            return try rows.map { row in
                PassageRecord(
                    path: try row.value("path"), line: try row.value("line"),
                    heading: try row.value("heading"), text: try row.value("text"))
            }
        }
    }
}
