import AIKit
import FoundationEssentials
import JSON
import Memory

/// A conversation in the list of them.
package struct TalkNote: Sendable, Hashable, Identifiable {
    package let id: ConversationRecord.ID
    /// The first question, cut, or the name it was given; untrusted.
    package let title: String
    /// When something was last said in it.
    package let time: Date
    /// What the operator said in it.
    package let questions: Int
    /// The models that answered; untrusted.
    package let models: [String]
    package let cost: Micros
    /// The chat goes on with it.
    package let isCurrent: Bool
    /// The conversation that it goes on from with a summary.
    package let origin: TalkOrigin?
    /// What was asked last, cut; `nil` where only one thing was asked.
    ///
    /// It is untrusted.
    package let last: String?

    /// Characters of the last question that are kept.
    private static let longest = 200

    package init(
        id: ConversationRecord.ID, title: String, time: Date, questions: Int, models: [String],
        cost: Micros = .zero, isCurrent: Bool = false, origin: TalkOrigin? = nil, last: String? = nil
    ) {
        self.id = id
        self.title = title
        self.time = time
        self.questions = questions
        self.models = models
        self.cost = cost
        self.isCurrent = isCurrent
        self.origin = origin
        self.last = last.map { String($0.prefix(Self.longest)) }
    }
}

extension Talks {
    /// The conversations of a cluster, and those of which nothing tells the cluster; the one spoken in last first.
    package func notes(of cluster: String, limit: Int = 100) async throws(MemoryError) -> [TalkNote] {
        let current = try await CurrentConversation(preferences: store.preferences, cluster: cluster).id()
        return try await store.conversations.overviews(limit: limit).compactMap { overview in
            guard overview.questions > 0 else { return nil }
            let opening = Self.opening(of: overview)
            guard (opening.cluster ?? cluster) == cluster else { return nil }
            return TalkNote(
                id: overview.record.id, title: overview.record.title, time: overview.record.updated,
                questions: overview.questions, models: overview.models,
                cost: Micros(rawValue: overview.cost), isCurrent: overview.record.id == current,
                origin: opening.origin, last: overview.questions > 1 ? overview.lastQuestion : nil)
        }
    }

    /// What the answers of the conversation that a cluster's chat goes on with cost.
    package func cost(of cluster: String) async throws(MemoryError) -> Micros {
        let current = CurrentConversation(preferences: store.preferences, cluster: cluster)
        guard let id = try await current.id() else { return .zero }
        return Micros(rawValue: try await store.conversations.cost(of: id))
    }

    /// What the first row of a conversation tells of it.
    private static func opening(of overview: TalkOverview) -> (cluster: String?, origin: TalkOrigin?) {
        do {
            guard let value = try overview.opening.map({ try JSONValue(parsing: $0) }) else {
                return (nil, nil)
            }
            if let origin = SummaryRow(value)?.origin { return (origin.cluster, origin) }
            let message = MessageArchive.decode(value)
            return (message?.circumstances.lazy.compactMap(Circumstances.cluster(in:)).first, nil)
        } catch {
            // One that cannot be read may still be looked at.
            return (nil, nil)
        }
    }
}
