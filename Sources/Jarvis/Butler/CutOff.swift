import AIKit
import FoundationEssentials
import Memory

/// What stands in a conversation where an answer should be, and the house ended first.
///
/// It is a message like any other, so that the model knows as well, and so that it stays true after the next restart.
package enum CutOff {
    /// No provider has this name.
    private static let author = Message.Author(provider: "house", model: ModelID(rawValue: "none"))

    /// Whether a message is such a note.
    package static func isNote(_ message: Message) -> Bool { message.author == author }

    /// The note that a conversation wants as it is remembered; `nil` when its last question was answered, or the operator
    /// stopped the answer.
    static func note(
        after messages: [Message], asked rows: [MessageRecord], in cluster: String, _ audit: AuditLog
    ) async throws(MemoryError) -> Message? {
        guard let last = messages.last, isUnanswered(last) else { return nil }
        let asked = rows.last { $0.role == .user && !$0.text.isEmpty }?.time ?? .distantPast
        var sentence = "Jarvis ended before this was answered. "
        switch try await deeds(since: asked, in: cluster, audit) {
        case .none: sentence += "Nothing was done."
        case .some(true):
            sentence += "Whether what was under way took effect is not known; the feed names it."
        case .some(false): sentence += "What was done by then stands in the feed; nothing else was."
        }
        return Message(role: .assistant, content: [.text(sentence)], author: author)
    }

    private static func isUnanswered(_ message: Message) -> Bool {
        guard message.role == .user else { return !message.toolUses.isEmpty }
        let stopped = "Not run: \(RefusalReason.cancelled)"
        return !message.toolResults.contains { $0.content.hasPrefix(stopped) }
    }

    /// Whether the end of an act is unknown that the model began since then; `nil` when it began none.
    private static func deeds(
        since time: Date, in cluster: String, _ audit: AuditLog
    ) async throws(MemoryError) -> Bool? {
        let records = try await audit.list(limit: 200)
        let begun = records.filter { record in
            guard case .intent(let intent) = record.content else { return false }
            return intent.time >= time && intent.cluster == cluster && intent.asker == Asker.model.rawValue
                && intent.ruling != .refused && intent.tier != SafetyTier.green.description
        }
        guard !begun.isEmpty else { return nil }
        let known = records.compactMap { record -> AuditRecord.ID? in
            guard case .outcome(let outcome, let intent) = record.content, outcome.result != .unknown else {
                return nil
            }
            return intent
        }
        return begun.contains { !known.contains($0.id) }
    }
}
