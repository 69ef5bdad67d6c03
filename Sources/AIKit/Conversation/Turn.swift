import JSON

/// One complete response of a provider.
package struct Turn: Sendable, Hashable {
    package var message: Message
    package var stopReason: StopReason
    package var usage: Usage
    /// The model that answered, which may differ from the one that was asked.
    package var model: ModelID
    /// The server's id of the request, for its support and for the ledger.
    package var requestID: String?

    package init(
        message: Message, stopReason: StopReason, usage: Usage, model: ModelID, requestID: String?
    ) {
        self.message = message
        self.stopReason = stopReason
        self.usage = usage
        self.model = model
        self.requestID = requestID
    }
}

/// Collects the events of one response into a turn.
package struct TurnAssembly: Sendable {
    private var blocks: [ContentBlock] = []
    private var stopReason: StopReason?
    private var requestID: String?
    /// The last word on tokens, present even when the stream breaks: what was used is billed.
    package private(set) var usage = Usage()
    /// The model that answers, or the one asked as long as the server has not said.
    package private(set) var model: ModelID

    private let author: Message.Author

    /// Begins a turn with the model that is asked.
    package init(author: Message.Author) {
        self.author = author
        self.model = author.model
    }

    /// Takes in the next event.
    package mutating func append(_ event: ProviderEvent) {
        switch event {
        case .started(let model, let requestID):
            self.model = model
            self.requestID = requestID ?? self.requestID
        case .completed(let block): blocks.append(block)
        case .usage(let usage): self.usage.update(with: usage)
        case .finished(let reason): stopReason = reason
        case .textDelta, .thinkingDelta, .reconsidered, .toolUseStarted, .retrying, .loading: break
        }
    }

    /// The turn, or `nil` when the provider never finished it: then nothing of it may be acted upon.
    package var turn: Turn? {
        stopReason.map { reason in
            Turn(
                message: Message(role: .assistant, content: blocks, author: author), stopReason: reason,
                usage: usage,
                model: model, requestID: requestID)
        }
    }
}

/// Why a model stopped.
package enum StopReason: Sendable, Hashable {
    /// The answer is complete.
    case endTurn
    /// The model waits for the results of its tool uses. Only after this reason may a tool run.
    case toolUse
    /// The limit on answer tokens was reached: whatever is there is cut off.
    case maxTokens
    /// The prompt and the answer together fill the context window.
    case contextFull
    /// A stop sequence was met.
    case stopSequence
    /// The server paused a long turn; sending the conversation again as it stands continues it.
    case paused
    /// The model declined; the category is the server's word, such as `cyber`.
    case refusal(category: String?)
    /// A reason this program does not know, in the server's word. Treated as an end without tools.
    case other(String)
}

/// The name by which a model server knows a model, for example `claude-haiku-5-5`.
package struct ModelID: Sendable, Hashable, RawRepresentable, CustomStringConvertible,
    ExpressibleByStringLiteral
{
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(stringLiteral value: String) {
        self.rawValue = value
    }

    package var description: String { rawValue }
}
