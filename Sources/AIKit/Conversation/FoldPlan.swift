/// When the beginning of a conversation is summed up, and how much of it.
package enum FoldPlan {
    /// Exchanges at the end that nobody sums up.
    static let kept = 4
    /// No fewer exchanges are summed up at once: each time a model reads all it is sent anew.
    static let least = 4
    /// More messages than that since the last time are due.
    static let most = 25
    /// So much of a model's window is due.
    static let share = 0.7

    /// The message before which all is to be summed up now; `nil` where that is not due, or a call is still open.
    ///
    /// `share` is how much of its window the last answer's model was sent.
    package static func cut(in conversation: Conversation, share: Double?) -> Int? {
        guard conversation.openToolUses.isEmpty else { return nil }
        let messages = conversation.messages
        let folded = conversation.consolidation?.folded ?? 0
        guard messages.count - folded > most || share ?? 0 > Self.share else { return nil }
        let questions = messages.indices.dropFirst(folded).filter { messages[$0].isQuestion }
        guard questions.count >= kept + least else { return nil }
        return questions[questions.count - kept]
    }
}
