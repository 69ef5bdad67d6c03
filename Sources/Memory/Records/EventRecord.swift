import FoundationEssentials

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
