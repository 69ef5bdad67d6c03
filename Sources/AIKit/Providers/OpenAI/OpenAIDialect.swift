/// What a server that speaks OpenAI's chat completions wants otherwise than the others.
package struct OpenAIDialect: Sendable, Hashable {
    /// The key of the limit on answer tokens.
    package var limitKey: String
    /// Whether the server is on this machine or its network.
    package var isLocal: Bool

    package init(limitKey: String, isLocal: Bool) {
        self.limitKey = limitKey
        self.isLocal = isLocal
    }

    /// What the server at an address wants, judged by the address alone.
    package init(of base: String) {
        let address = ModelAddress(base)
        let isModern = ["api.openai.com", "api.groq.com"].contains(address.host)
        self = isModern ? .hosted : .local
        isLocal = address.isLocal
    }

    /// OpenAI and Groq: `max_tokens` is rejected by the newer models of the one and outdated at the other.
    package static let hosted = OpenAIDialect(limitKey: "max_completion_tokens", isLocal: false)
    /// The servers of one's own, llama-server and Ollama, and most aggregators.
    package static let local = OpenAIDialect(limitKey: "max_tokens", isLocal: true)
}
