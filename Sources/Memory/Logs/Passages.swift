import FoundationEssentials
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
    /// `stamp` says which state of the file they are from. A passage that says what one of before said keeps its vector.
    package func keep(_ passages: [PassageRecord], of path: String, stamp: String) async throws(MemoryError) {
        try await connection.write("keep a runbook") { db in
            let vectors = try Self.vectors(of: path, in: db)
            try db.execute(sql: "DELETE FROM runbook WHERE path = ?", arguments: [path.storable])
            let file = try db.insert(into: "runbook", ["path": path, "stamp": stamp])
            for passage in passages {
                let id = try db.insert(
                    into: "passage",
                    [
                        "runbook": file, "line": passage.line, "heading": passage.heading,
                        "text": passage.text,
                    ])
                guard let vector = vectors[Words(heading: passage.heading, text: passage.text)] else {
                    continue
                }
                try Self.insert(vector, of: id, in: db)
            }
        }
    }

    /// What a vector is made of.
    private struct Words: Hashable {
        let heading: String
        let text: String
    }

    private typealias Vector = (model: String, dimension: Int, numbers: Data)

    private static func insert(_ vector: Vector, of passage: Int64, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO vector (passage, model, dimension, numbers) VALUES (?, ?, ?, ?)",
            arguments: [passage, vector.model.storable, vector.dimension, vector.numbers])
    }

    /// The vectors of a file's passages as they are kept.
    private static func vectors(
        of path: String, in db: Database
    ) throws -> [Words: Vector] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT passage.heading, passage.text, vector.model, vector.dimension, vector.numbers
                FROM vector JOIN passage ON passage.id = vector.passage
                JOIN runbook ON runbook.id = passage.runbook WHERE runbook.path = ?
                """, arguments: [path.storable])
        var vectors: [Words: Vector] = [:]
        for row in rows {
            let words = Words(heading: try row.value("heading"), text: try row.value("text"))
            vectors[words] = (try row.value("model"), try row.value("dimension"), try row.value("numbers"))
        }
        return vectors
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
            return try rows.map(PassageRecord.init(row:))
        }
    }
}

extension PassageRecord {
    init(row: Row) throws {
        self.init(
            path: try row.value("path"), line: try row.value("line"), heading: try row.value("heading"),
            text: try row.value("text"))
    }
}
