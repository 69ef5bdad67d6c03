import FoundationEssentials

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
