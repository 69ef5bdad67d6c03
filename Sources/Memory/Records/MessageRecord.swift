import FoundationEssentials

/// One message of a conversation.
package struct MessageRecord: Sendable, Hashable {
    package typealias ID = RowID<MessageRecord>

    /// Who speaks.
    package enum Role: String, Sendable, Hashable, CaseIterable {
        case system
        case user
        case assistant
        case tool
    }

    /// `nil` until the store has kept it.
    package var id: ID?
    package var conversation: ConversationRecord.ID
    /// When it was said, kept to the millisecond.
    package var time: Date
    package var role: Role
    /// The message in full, as canonical JSON text that the store does not look into.
    package var content: String
    /// The message's words without its structure: what a list shows and a search reads.
    package var text: String
    /// Who answered, such as `anthropic`; `nil` for what the operator said.
    package var provider: String?
    /// The model as the provider named it.
    package var model: String?
    package var tokens: TokenCounts

    package init(
        conversation: ConversationRecord.ID, time: Date, role: Role, content: String, text: String,
        provider: String? = nil, model: String? = nil, tokens: TokenCounts = TokenCounts()
    ) {
        self.conversation = conversation
        self.time = time
        self.role = role
        self.content = content
        self.text = text
        self.provider = provider
        self.model = model
        self.tokens = tokens
    }
}

/// What a message cost, by the classes providers bill apart; `nil` where the provider did not say.
package struct TokenCounts: Sendable, Hashable {
    /// Prompt tokens neither read from nor written to a cache.
    package var input: Int?
    package var output: Int?
    package var cacheRead: Int?
    package var cacheWrite: Int?

    package init(input: Int? = nil, output: Int? = nil, cacheRead: Int? = nil, cacheWrite: Int? = nil) {
        self.input = input
        self.output = output
        self.cacheRead = cacheRead
        self.cacheWrite = cacheWrite
    }
}
