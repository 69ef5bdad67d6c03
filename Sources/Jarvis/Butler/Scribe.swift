import AIKit
import FoundationEssentials
import JSON
import Memory

/// Puts what happens in one run into the memory: messages with what they cost, tool calls with how they ended.
///
/// Takes the events of the run in their order.
struct Scribe {
    private let store: Store
    private let current: CurrentConversation?
    /// Pays for the answers; `nil` where no model answers.
    private let purse: Purse?
    /// The conversation the messages belong to; `nil` until the first is kept.
    private(set) var conversation: ConversationRecord.ID?
    /// The tokens of the response whose message comes next.
    private var usage = Usage()
    /// Its bill.
    private var bill: SpendRecord.ID?
    /// The messages kept in this run.
    private var messages: [MessageRecord.ID] = []
    /// The message that asked for a tool, by the tool use's id.
    private var askers: [String: MessageRecord.ID] = [:]
    private var calls: [String: ToolCallRecord.ID] = [:]

    /// `current` notes a conversation that is begun here; none for talks that nobody goes on with.
    init(
        _ store: Store, conversation: ConversationRecord.ID? = nil, current: CurrentConversation? = nil,
        purse: Purse? = nil
    ) {
        self.store = store
        self.purse = purse
        self.conversation = conversation
        self.current = current
    }

    /// Keeps what the event tells, and returns what came of a bill; does nothing for what only the screen needs.
    @discardableResult
    mutating func write(_ event: AgentEvent) async throws(MemoryError) -> Settlement? {
        switch event {
        case .response(let turn): usage = turn.usage
        case .billed(let bill): return try await keep(bill)
        case .appended(let message): try await keep(message)
        case .tool(let card): try await keep(card)
        case .textDelta, .thinkingDelta, .reconsidered, .loading, .retrying, .warning, .finished, .failed:
            break
        }
        return nil
    }

    /// Notes that the run's messages are no part of the conversation as the model will see it.
    mutating func withdraw() async throws(MemoryError) {
        guard let conversation, !messages.isEmpty else { return }
        _ = try await store.conversations.append(
            MessageRecord(
                conversation: conversation, time: .now, role: .system,
                content: MessageArchive.withdrawal(of: messages.count).text, text: ""))
        messages = []
    }

    /// An answer that broke off has a bill and no message.
    private mutating func keep(_ bill: AnswerBill) async throws(MemoryError) -> Settlement? {
        let settlement = try await purse?.settle(bill, of: conversation)
        self.bill = bill.isWasted ? nil : settlement?.id
        return settlement
    }

    private mutating func keep(_ message: Message) async throws(MemoryError) {
        let tokens = message.role == .assistant ? TokenCounts(usage) : TokenCounts()
        if message.role == .assistant { usage = Usage() }
        let id: MessageRecord.ID
        do throws(MemoryError) {
            id = try await append(message, tokens)
        } catch .missing {
            // The conversation was forgotten meanwhile; what is said now begins another.
            conversation = nil
            id = try await append(message, tokens)
        }
        messages.append(id)
        if message.role == .assistant, let bill, let conversation {
            self.bill = nil
            try await store.spending.attribute(bill, to: id, of: conversation)
        }
        for use in message.toolUses { askers[use.id] = id }
    }

    private mutating func append(
        _ message: Message, _ tokens: TokenCounts
    ) async throws(MemoryError) -> MessageRecord.ID {
        let conversation = try await begun(with: message)
        return try await store.conversations.append(
            MessageRecord(
                conversation: conversation, time: .now,
                role: message.role == .user ? .user : .assistant,
                content: MessageArchive.encode(message).text, text: message.text,
                provider: message.author?.provider, model: message.author?.model.rawValue, tokens: tokens))
    }

    private mutating func begun(
        with message: Message
    ) async throws(MemoryError) -> ConversationRecord.ID {
        if let conversation { return conversation }
        let id = try await store.conversations.begin(title: String(message.text.prefix(80)), at: .now).id
        conversation = id
        try await current?.set(id)
        return id
    }

    private mutating func keep(_ card: ToolCard) async throws(MemoryError) {
        switch card.state {
        case .announced, .proposed, .waiting: break
        case .running: calls[card.id] = try await begin(card)
        case .done(let result, let ending, _, let took):
            guard let call = calls.removeValue(forKey: card.id) else { return }
            try await store.toolCalls.finish(
                call,
                ToolCallEnd(
                    duration: took, outcome: result.content, result: ToolCallRecord.Result(ending)))
        case .refused(let reason):
            let call: ToolCallRecord.ID
            if let open = calls.removeValue(forKey: card.id) {
                call = open
            } else {
                call = try await begin(card)
            }
            try await store.toolCalls.finish(
                call,
                ToolCallEnd(
                    state: reason == .cancelled ? .cancelled : .refused, outcome: reason.description))
        }
    }

    private func begin(_ card: ToolCard) async throws(MemoryError) -> ToolCallRecord.ID {
        try await store.toolCalls.begin(
            ToolCallRecord(
                message: askers[card.id], time: .now, name: card.name, arguments: card.arguments.text,
                tier: card.tier?.description ?? "UNJUDGED"))
    }
}

extension TokenCounts {
    fileprivate init(_ usage: Usage) {
        self.init(
            input: usage.input, output: usage.output, cacheRead: usage.cacheRead,
            cacheWrite: usage.cacheWrite)
    }
}

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
