internal import GRDB

/// The activity feed as it is kept.
package struct EventLog: Sendable {
    let connection: Connection

    /// Keeps the events in one transaction and returns their ids in the same order.
    ///
    /// The id is `nil` for an event whose dedupe key is known already; that one is not kept again.
    package func append(_ events: [EventRecord]) async throws(MemoryError) -> [EventRecord.ID?] {
        try await connection.write("keep an event") { db in
            try events.map { try $0.insert(into: db) }
        }
    }

    /// Keeps one event and returns its id, or `nil` when its dedupe key is known already.
    @discardableResult
    package func append(_ event: EventRecord) async throws(MemoryError) -> EventRecord.ID? {
        try await connection.write("keep an event") { try event.insert(into: $0) }
    }

    /// Lists events, the latest first, those before `last` of the page seen before.
    package func list(
        _ filter: EventFilter = EventFilter(), before last: EventRecord? = nil, limit: Int = 100
    ) async throws(MemoryError) -> [EventRecord] {
        try await connection.read("list the events") { db in
            var conditions = filter.conditions
            if let last, let id = last.id {
                conditions.append("(time, id) < (\(last.time.milliseconds), \(id.rawValue))")
            }
            let request: SQL = """
                SELECT * FROM event WHERE \(conditions.joined(operator: .and))
                ORDER BY time DESC, id DESC LIMIT \(limit)
                """
            return try SQLRequest<Row>(literal: request).fetchAll(db).map(EventRecord.init(row:))
        }
    }
}

extension EventFilter {
    fileprivate var conditions: [SQL] {
        var conditions: [SQL] = ["severity >= \(severity.rawValue)"]
        if !origins.isEmpty { conditions.append("origin IN \(origins.map(\.rawValue))") }
        if let cluster { conditions.append("cluster = \(cluster)") }
        if let subject { conditions.append("subject = \(subject)") }
        if let since { conditions.append("time >= \(since.milliseconds)") }
        if let pattern = SearchPattern(text) {
            conditions.append(
                "id IN (SELECT rowid FROM eventText WHERE eventText MATCH \(pattern.expression.storable))")
        }
        return conditions
    }
}

extension EventRecord {
    fileprivate init(row: Row) throws {
        self.init(
            time: try row.date("time"), severity: try row.word("severity"), origin: try row.word("origin"),
            kind: try row.value("kind"), subject: try row.optional("subject"),
            cluster: try row.optional("cluster"), title: try row.value("title"),
            detail: try row.optional("detail"), dedupeKey: try row.optional("dedupeKey"))
        id = try row.id()
    }

    fileprivate func insert(into db: Database) throws -> ID? {
        try db.insert(
            into: "event", unlessKnown: "dedupeKey",
            [
                "time": time.milliseconds, "severity": severity.rawValue, "origin": origin.rawValue,
                "kind": kind, "subject": subject, "cluster": cluster, "title": title, "detail": detail,
                "dedupeKey": dedupeKey,
            ]
        ).map(ID.init(rawValue:))
    }
}
