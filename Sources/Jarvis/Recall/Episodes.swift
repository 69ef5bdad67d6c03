import AIKit
import ClusterKit
import FoundationEssentials
import Memory

/// What was done in a cluster, as far back as it counts: the audit log keeps it longer, and nobody is told of it unasked.
package struct Episodes: Sendable {
    private let audit: AuditLog
    private let cluster: String

    /// So long an act counts, as the feed does.
    package static let age = Duration.days(90)

    package init(_ audit: AuditLog, of cluster: String) {
        self.audit = audit
        self.cluster = cluster
    }

    /// The newest first.
    package func latest(
        since moment: Date? = nil, limit: Int = 1_000, now: Date = .now
    ) async throws(MemoryError) -> [Episode] {
        let oldest = now.addingTimeInterval(-Double(Self.age.components.seconds))
        let acts = try await audit.changes(
            of: cluster, since: max(moment ?? oldest, oldest), limit: limit)
        return acts.filter { !ToolSurface.readingNames.contains($0.intent.action) }.map(Episode.init)
    }

    /// Those that have all of these words, by their beginnings; the newest first.
    ///
    /// The name of a guest that is in `snapshot` is as good as its number.
    package func find(
        _ words: String, limit: Int, since moment: Date? = nil, in snapshot: ClusterSnapshot?
    ) async throws(MemoryError) -> [Episode] {
        let sought = words.split(whereSeparator: \.isWhitespace).map(String.init)
        let things = Dictionary(
            sought.map { word in (word, snapshot.map { NamedThings(in: word, of: $0) } ?? NamedThings()) }
        ) { first, _ in first }
        return try await latest(since: moment).filter { act in
            act.has(sought) { things[$0] ?? NamedThings() }
        }.prefix(limit).map(\.self)
    }

    /// Those that touched one of these things; the newest first.
    func find(about things: NamedThings, limit: Int) async throws(MemoryError) -> [Episode] {
        guard !things.isEmpty else { return [] }
        return try await latest().filter { things.include($0) }.prefix(limit).map(\.self)
    }
}
