/// Gives every call of a conversation an id of its own, told by its answer and its place in it.
///
/// Servers repeat ids within an answer and in the next one; two calls under one id could hide each other on the
/// screen and in the audit log.
struct CallNames {
    private var used: Set<String>
    /// What was announced in this answer and not yet completed: the server's id and ours.
    private var announced: [(given: String, own: String)] = []

    /// The longest id that is kept as the server gave it, in bytes; Anthropic takes no longer one back.
    private static let longest = 64

    /// `conversation` holds the calls whose ids are taken.
    init(_ conversation: Conversation) {
        used = Set(conversation.messages.flatMap { $0.toolUses.map(\.id) })
    }

    /// A new answer begins; what the last one announced and never completed is forgotten.
    mutating func beginAnswer() {
        announced = []
    }

    /// The id of a call that begins.
    mutating func announce(_ given: String) -> String {
        let own = make(given)
        announced.append((given, own))
        return own
    }

    /// The message with the calls' own ids.
    mutating func named(_ message: Message) -> Message {
        var message = message
        message.content = message.content.map { block in
            guard case .toolUse(var use) = block else { return block }
            use.id = claim(use.id)
            return .toolUse(use)
        }
        return message
    }

    private mutating func claim(_ given: String) -> String {
        guard let index = announced.firstIndex(where: { $0.given == given }) else { return make(given) }
        return announced.remove(at: index).own
    }

    private mutating func make(_ given: String) -> String {
        let isFit = !given.isEmpty && given.utf8.count <= Self.longest
        let root = isFit ? given : "call"
        var own = root
        var number = 1
        while !used.insert(own).inserted {
            number += 1
            own = "\(root)_\(number)"
        }
        return own
    }
}
