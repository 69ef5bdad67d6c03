import JSON

/// Something that answers a conversation: a model server or the deterministic offline butler.
package protocol Provider: Sendable {
    /// The name in the configuration, for example `anthropic`.
    var id: String { get }
    /// The model that is asked; the answer names the one that answered.
    var model: ModelID { get }
    var capabilities: ProviderCapabilities { get }

    /// The context window in tokens, from the configuration or as the server says; `nil` when neither tells it.
    func contextTokens() async -> Int?

    /// Answers the conversation of the request.
    ///
    /// The stream ends normally only after one `.finished`; everything else throws a `ProviderError`.
    /// Dropping the stream closes the connection, which stops the model.
    func respond(to request: ProviderRequest) -> AsyncThrowingStream<ProviderEvent, any Error>
}

extension Provider {
    package func contextTokens() async -> Int? { capabilities.contextTokens }
}

/// What a provider can do, as the router and the screen need to know it.
package struct ProviderCapabilities: Sendable, Hashable {
    package var callsTools: Bool
    /// Whether nothing leaves this machine or its network.
    package var isLocal: Bool
    /// The context window in tokens as it is configured, `nil` when it is not.
    package var contextTokens: Int?

    package init(callsTools: Bool, isLocal: Bool, contextTokens: Int? = nil) {
        self.callsTools = callsTools
        self.isLocal = isLocal
        self.contextTokens = contextTokens
    }
}

/// One question to a provider.
package struct ProviderRequest: Sendable {
    package var conversation: Conversation
    /// Sorted by name, so that equal tool sets give equal prompts and hit the cache.
    package var tools: [ToolDefinition]
    /// The most tokens of answer, thinking included.
    package var maxTokens: Int
    /// How the answer is to be worded, for rules; a model reads it in the conversation's prompt.
    package var style = ButlerStyle.work

    package init(conversation: Conversation, tools: [ToolDefinition] = [], maxTokens: Int = 4096) {
        self.conversation = conversation
        self.tools = tools.sorted { $0.name.rawValue < $1.name.rawValue }
        self.maxTokens = maxTokens
    }
}

extension ProviderRequest {
    /// The context window in tokens that would do: the prompt, the answer and room for what tools return, as a power
    /// of two from 8,192.
    ///
    /// `prompt` is its tokens when the server counted them; else its bytes are counted, four a token.
    func wantedWindow(prompt: Int?) -> Int {
        let words = conversation.messages.map { message in
            message.text.utf8.count + message.toolResults.map(\.content.utf8.count).reduce(0, +)
        }
        let means = tools.map { $0.description.utf8.count + $0.inputSchema.bytes.count }
        let bytes = conversation.system.utf8.count + (words + means).reduce(0, +)
        let needed = (prompt ?? bytes / 4).saturatingAdding(maxTokens + 4096)
        var window = 8192
        while window < needed, window < 1 << 30 { window *= 2 }
        return window
    }
}

/// What happens while a provider answers.
package enum ProviderEvent: Sendable, Hashable {
    /// The server has begun, with the model that really answers and the server's id of the request.
    case started(model: ModelID, requestID: String?)
    /// More text to show.
    case textDelta(String)
    /// More reasoning to show.
    case thinkingDelta(String)
    /// The text so far was reasoning: only what follows is the answer.
    case reconsidered
    /// The model begins a call; its arguments are still coming.
    case toolUseStarted(id: String, name: String)
    /// A block is whole. These, in their order, are the message to keep; a tool use among them may run
    /// only after `.finished(.toolUse)`.
    case completed(ContentBlock)
    /// Tokens so far: cumulative, so the last report counts.
    case usage(Usage)
    /// Nothing has been answered yet and the request is sent again after a wait.
    case retrying(after: Duration, because: ProviderError)
    /// The server is still loading the model; how long it has been waited for.
    case loading(Duration)
    /// The response is whole.
    case finished(StopReason)
}
