import AIKit
import FoundationEssentials
import Memory

/// A conversation as the memory has it.
package struct Talk: Sendable {
    /// A message, and when it was said.
    package struct Remark: Sendable {
        let row: MessageRecord.ID?
        package let time: Date
        package let message: Message
    }

    package let record: ConversationRecord
    /// In the order in which they were said, from one of the operator's on.
    package let remarks: [Remark]
    /// What stands for its beginning where it is sent.
    let consolidation: Consolidation?
    /// How the butler spoke in it last.
    let style: ButlerStyle

    /// Of the rows of its messages, those that cannot be read left out.
    init(_ record: ConversationRecord, _ rows: [MessageRecord]) {
        self.record = record
        let kept = MessageArchive.kept(rows)
        style = kept.style
        consolidation = kept.consolidation
        remarks = kept.messages.map { Remark(row: $0.row.id, time: $0.row.time, message: $0.message) }
    }

    /// The cluster that it was about, by its name in the configuration; `nil` where nothing tells.
    package var cluster: String? {
        remarks.lazy.flatMap(\.message.circumstances).compactMap(Circumstances.cluster(in:)).first
    }
}

/// The conversations of all clusters, as they are read again.
package struct Talks: Sendable {
    let store: Store

    package init(_ store: Store) {
        self.store = store
    }

    /// More messages than that nobody reads again.
    static let longest = 10_000

    /// The conversation of that id; `nil` where it was forgotten.
    package func open(_ id: ConversationRecord.ID) async throws(MemoryError) -> Talk? {
        guard let record = try await store.conversations.conversation(id) else { return nil }
        return Talk(record, try await store.conversations.messages(of: id, limit: Self.longest))
    }

    /// The conversation that a cluster's chat goes on with; `nil` where it would begin one.
    package func current(of cluster: String) async throws(MemoryError) -> Talk? {
        let current = CurrentConversation(preferences: store.preferences, cluster: cluster)
        guard let id = try await current.id() else { return nil }
        return try await open(id)
    }
}
