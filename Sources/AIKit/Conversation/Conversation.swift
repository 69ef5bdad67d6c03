import JSON

/// What was said so far.
///
/// It only grows: editing an earlier message would void signatures and caches.
///
/// Facts that change, such as the cluster's state, belong in appended messages and not in `system`.
package struct Conversation: Sendable, Hashable {
    /// The system prompt, fixed for the life of the conversation.
    package let system: String
    package private(set) var messages: [Message]

    package init(system: String, messages: [Message] = []) {
        self.system = system
        self.messages = []
        for message in messages { append(message) }
    }

    /// Adds a message at the end.
    ///
    /// When tool uses are still open and the message does not answer them, error results are put in
    /// first, so that the conversation is always one a server accepts. A result without its tool use
    /// is dropped for the same reason.
    package mutating func append(_ message: Message) {
        var message = message
        let open = openToolUses
        let openIDs = Set(open.map(\.id))
        message.content.removeAll { block in
            if case .toolResult(let result) = block { !openIDs.contains(result.id) } else { false }
        }
        let answered = Set(message.toolResults.map(\.id))
        let missing = open.filter { !answered.contains($0.id) }.map { use in
            ContentBlock.toolResult(
                ToolResult(
                    id: use.id, content: "This call was interrupted and gave no result.", isError: true))
        }
        if message.role == .user {
            message.content = resultsFirst(message.content, missing)
        } else if !missing.isEmpty {
            messages.append(Message(role: .user, content: missing))
        }
        guard !message.content.isEmpty else { return }
        messages.append(message)
    }

    /// The tool uses of the last message that have no result yet.
    package var openToolUses: [ToolUse] {
        guard let last = messages.last, last.role == .assistant else { return [] }
        return last.toolUses
    }

    /// Whether text from outside, such as a guest's name or a log line, is part of the conversation.
    package var holdsUntrustedText: Bool {
        messages.contains { message in
            !message.handed.isEmpty || message.toolResults.contains { $0.structured != nil }
        }
    }

    private func resultsFirst(_ content: [ContentBlock], _ missing: [ContentBlock]) -> [ContentBlock] {
        let results = content.filter { if case .toolResult = $0 { true } else { false } }
        let others = content.filter { if case .toolResult = $0 { false } else { true } }
        return results + missing + others
    }
}
