import FoundationEssentials

/// One talk between the operator and Jarvis.
package struct ConversationRecord: Sendable, Hashable, Identifiable {
    package typealias ID = RowID<ConversationRecord>

    package let id: ID
    package var title: String
    /// When it began, to the millisecond.
    package let created: Date
    /// When its last message came, to the millisecond.
    package var updated: Date
}
