import FoundationEssentials
internal import GRDB

/// One thing the operator chose, by its key.
package struct Preference: Sendable, Hashable {
    package var key: String
    package var value: String
    /// When it was last set, to the millisecond.
    package var updated: Date
}

/// Values that are kept from one house to the next, by key: what the operator chose on the screen, the certificates that
/// were accepted, and which conversation goes on.
///
/// What belongs in the configuration stays there.
package struct Preferences: Sendable {
    let connection: Connection

    /// The value of a key, `nil` when it was never set.
    package func value(of key: String) async throws(MemoryError) -> String? {
        try await connection.read("read a preference") { db in
            try String.fetchOne(
                db, sql: "SELECT value FROM preference WHERE key = ?", arguments: [key.storable])
        }
    }

    /// Sets a key.
    package func set(_ key: String, to value: String, at time: Date) async throws(MemoryError) {
        try await connection.write("keep a preference") { db in
            try db.execute(
                sql: """
                    INSERT INTO preference (key, value, updated) VALUES (?, ?, ?)
                    ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated = excluded.updated
                    """, arguments: [key.storable, value.storable, time.milliseconds])
            guard db.changesCount == 1 else { throw NotKept(what: "a preference") }
        }
    }

    /// Removes a key; does nothing when it is not set.
    package func remove(_ key: String) async throws(MemoryError) {
        try await connection.write("remove a preference") { db in
            try db.execute(sql: "DELETE FROM preference WHERE key = ?", arguments: [key.storable])
        }
    }

    /// All that was chosen, by key.
    package func list() async throws(MemoryError) -> [Preference] {
        try await connection.read("list the preferences") { db in
            try Row.fetchAll(db, sql: "SELECT * FROM preference ORDER BY key").map { row in
                Preference(
                    key: try row.value("key"), value: try row.value("value"),
                    updated: try row.date("updated"))
            }
        }
    }
}
