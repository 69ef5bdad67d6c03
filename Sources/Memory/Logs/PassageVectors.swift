import FoundationEssentials
internal import GRDB

/// A passage that a model has made no vector of yet.
package struct UnmadePassage: Sendable, Hashable {
    /// Means nothing once its file was read anew.
    package let id: Int64
    package let heading: String
    package let text: String
}

/// A passage's place in a model's space of meanings.
package struct PassageVector: Sendable, Hashable {
    package let passage: Int64
    /// Of length 1.
    package let numbers: [Float]

    package init(passage: Int64, numbers: [Float]) {
        self.passage = passage
        self.numbers = numbers
    }
}

/// What is searched by its meaning: one vector a passage, of the model that made it last.
extension Passages {
    /// So many passages have a vector at most; a search reads all of them.
    package static let mostVectors = 4_000
    /// Below this cosine two texts have nothing to do with each other, whatever the model.
    private static let leastLikeness: Float = 0.3

    /// Passages without a vector of that model, in the order in which they were read; none when enough have one.
    package func unmade(by model: String, limit: Int) async throws(MemoryError) -> [UnmadePassage] {
        try await connection.read("list the notes without a vector") { db in
            let made = try Self.count(of: model, in: db)
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT passage.id, passage.heading, passage.text FROM passage
                    LEFT JOIN vector ON vector.passage = passage.id
                    WHERE vector.model IS NOT ? ORDER BY passage.id LIMIT ?
                    """, arguments: [model.storable, max(0, min(limit, Self.mostVectors - made))])
            return try rows.map { row in
                UnmadePassage(
                    id: try row.value("id"), heading: try row.value("heading"), text: try row.value("text"))
            }
        }
    }

    /// Keeps vectors in the place of those that other models made; leaves out those of passages that are gone by now.
    package func keep(_ vectors: [PassageVector], by model: String) async throws(MemoryError) {
        try await connection.write("keep the vectors of notes") { db in
            for vector in vectors {
                try db.execute(
                    sql: """
                        INSERT OR REPLACE INTO vector (passage, model, dimension, numbers)
                        SELECT id, ?, ?, ? FROM passage WHERE id = ?
                        """,
                    arguments: [
                        model.storable, vector.numbers.count, vector.numbers.bytes, vector.passage,
                    ])
            }
        }
    }

    /// The passages whose vectors point most nearly the same way as one of length 1, the nearest first.
    package func nearest(
        to vector: [Float], by model: String, limit: Int
    ) async throws(MemoryError) -> [PassageRecord] {
        try await connection.read("search the notes by their meaning") { db in
            let rows = try Row.fetchCursor(
                db,
                sql: "SELECT passage, numbers FROM vector WHERE model = ? AND dimension = ? LIMIT ?",
                arguments: [model.storable, vector.count, Self.mostVectors])
            var found: [(likeness: Float, id: Int64)] = []
            while let row = try rows.next() {
                let likeness = vector.product(with: try row.value("numbers"))
                if likeness >= Self.leastLikeness { found.append((likeness, try row.value("passage"))) }
            }
            found.sort { ($1.likeness, $0.id) < ($0.likeness, $1.id) }
            return try found.prefix(limit).compactMap { try Self.passage($0.id, in: db) }
        }
    }

    /// How many passages have a vector of that model, and how many there are.
    package func vectorCounts(of model: String) async throws(MemoryError) -> (made: Int, all: Int) {
        let counts = try await connection.read("count the vectors of notes") { db in
            [
                try Self.count(of: model, in: db),
                try Int.fetchOne(db, sql: "SELECT count(*) FROM passage") ?? 0,
            ]
        }
        return (counts[0], counts[1])
    }

    private static func count(of model: String, in db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM vector WHERE model = ?", arguments: [model.storable])
            ?? 0
    }

    private static func passage(_ id: Int64, in db: Database) throws -> PassageRecord? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT runbook.path, passage.line, passage.heading, passage.text
                FROM passage JOIN runbook ON runbook.id = passage.runbook WHERE passage.id = ?
                """, arguments: [id]
        ).map(PassageRecord.init(row:))
    }
}

extension [Float] {
    /// As they are kept: four bytes each, in this machine's own order.
    fileprivate var bytes: Data { withUnsafeBytes { Data($0) } }

    /// The sum of the products with the numbers of such bytes; nothing alike where there are not as many.
    fileprivate func product(with data: Data) -> Float {
        let stride = MemoryLayout<Float>.stride
        guard data.count == count * stride else { return -1 }
        return data.withUnsafeBytes { bytes in
            indices.reduce(into: Float(0)) { sum, index in
                sum += self[index] * bytes.loadUnaligned(fromByteOffset: index * stride, as: Float.self)
            }
        }
    }
}
