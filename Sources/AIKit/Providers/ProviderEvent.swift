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
