import FoundationEssentials
internal import GRDB

/// One line of the activity feed.
package struct EventRecord: Sendable, Hashable {
    package typealias ID = RowID<EventRecord>

    /// How much it matters: the feed's ○ △ ● ◆.
    package enum Severity: Int, Sendable, Hashable, Comparable, CaseIterable {
        case info
        case notice
        case warning
        case critical

        package static func < (left: Severity, right: Severity) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// `nil` until the store has kept it.
    package var id: ID?
    /// When it happened, kept to the millisecond.
    package var time: Date
    package var severity: Severity
    package var origin: Origin
    /// What sort of thing happened, such as `guest.started`; a word of the program, not of the cluster.
    package var kind: String
    /// The node, guest or storage it is about.
    package var subject: String?
    /// The cluster's name in the configuration.
    package var cluster: String?
    /// One line, as it came; untrusted when the cluster had a say in it.
    package var title: String
    package var detail: String?
    /// Two events with the same key are the same event, seen twice: a UPID, for one.
    package var dedupeKey: String?

    package init(
        time: Date, severity: Severity, origin: Origin, kind: String, subject: String? = nil,
        cluster: String? = nil, title: String, detail: String? = nil, dedupeKey: String? = nil
    ) {
        self.time = time
        self.severity = severity
        self.origin = origin
        self.kind = kind
        self.subject = subject
        self.cluster = cluster
        self.title = title
        self.detail = detail
        self.dedupeKey = dedupeKey
    }
}

/// Who made something happen: the badge of the feed.
package enum Origin: String, Sendable, Hashable, CaseIterable {
    /// A runbook or the monitor, by itself.
    case automatic = "AUTO"
    /// The model.
    case model = "AI"
    /// The operator.
    case `operator` = "USER"
    /// The cluster, or Jarvis as a program.
    case system = "SYS"
}

/// Which events a list shows; everything that is `nil` or empty lets all pass.
package struct EventFilter: Sendable, Hashable {
    /// This severity and above.
    package var severity: EventRecord.Severity
    package var origins: Set<Origin>
    package var cluster: String?
    package var subject: String?
    /// Words that must all begin a word of title, detail, subject or kind, in any order and case.
    package var text: String
    /// The first moment that counts.
    package var since: Date?

    package init(
        severity: EventRecord.Severity = .info, origins: Set<Origin> = [], cluster: String? = nil,
        subject: String? = nil, text: String = "", since: Date? = nil
    ) {
        self.severity = severity
        self.origins = origins
        self.cluster = cluster
        self.subject = subject
        self.text = text
        self.since = since
    }
}

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
            var conditions = try filter.conditions(in: db)
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
    fileprivate func conditions(in db: Database) throws -> [SQL] {
        var conditions: [SQL] = ["severity >= \(severity.rawValue)"]
        if !origins.isEmpty { conditions.append("origin IN \(origins.map(\.rawValue))") }
        if let cluster { conditions.append("cluster = \(cluster)") }
        if let subject { conditions.append("subject = \(subject)") }
        if let since { conditions.append("time >= \(since.milliseconds)") }
        if let pattern = SearchPattern(text) {
            let words = try pattern.expression(for: "eventText", in: db).storable
            conditions.append("id IN (SELECT rowid FROM eventText WHERE eventText MATCH \(words))")
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
