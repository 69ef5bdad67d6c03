import FoundationEssentials
import Memory

/// A fact as it is shown.
package struct KnownFact: Sendable, Hashable {
    package let number: Int64
    /// Untrusted, though the operator said it.
    package let text: String
    /// In Unix seconds.
    package let time: Double
    /// How it came here, such as `/remember`.
    package let source: String
    package let isPinned: Bool
    /// With how many questions a model was told it, and when last.
    package let told: Int
    package let toldLast: Double?
    /// The number of the one in whose place it stands.
    package let supersedes: Int64?

    package init(
        number: Int64, text: String, time: Double, source: String = "/remember", isPinned: Bool = false,
        told: Int = 0, toldLast: Double? = nil, supersedes: Int64? = nil
    ) {
        self.number = number
        self.text = text
        self.time = time
        self.source = source
        self.isPinned = isPinned
        self.told = told
        self.toldLast = toldLast
        self.supersedes = supersedes
    }

    /// Those of a cluster, or the ones with these words: what is pinned first, then the newest.
    package static func all(
        of cluster: String, with words: String = "", in store: Store
    ) async throws(MemoryError) -> [KnownFact] {
        let standing =
            words.isEmpty
            ? try await store.facts.list(of: cluster)
            : try await FactDesk(facts: store.facts, cluster: cluster).find(words, limit: Facts.most)
        let facts = standing.compactMap(KnownFact.init)
        return facts.filter(\.isPinned) + facts.filter { !$0.isPinned }
    }

    private init?(_ record: FactRecord) {
        guard let id = record.id else { return nil }
        self.init(
            number: id.rawValue, text: record.text, time: record.time.timeIntervalSince1970,
            source: record.source, isPinned: record.isPinned, told: record.told,
            toldLast: record.toldLast?.timeIntervalSince1970, supersedes: record.supersedes?.rawValue)
    }
}
