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
