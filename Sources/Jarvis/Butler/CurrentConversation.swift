import FoundationEssentials
import Memory

/// Which conversation a cluster's chat goes on with after a restart, as the memory keeps it.
struct CurrentConversation: Sendable {
    let preferences: Preferences
    /// The cluster's name in the configuration.
    let cluster: String

    private var key: String { "conversation." + cluster }

    /// `nil` when the next question begins a new one.
    func id() async throws(MemoryError) -> ConversationRecord.ID? {
        try await preferences.value(of: key).flatMap { Int64($0, radix: 10) }.map(
            ConversationRecord.ID.init(rawValue:))
    }

    func set(_ id: ConversationRecord.ID?) async throws(MemoryError) {
        if let id {
            try await preferences.set(key, to: id.description, at: .now)
        } else {
            try await preferences.remove(key)
        }
    }
}
