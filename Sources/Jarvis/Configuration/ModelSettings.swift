import Settings

/// Which mind answers in the chat.
package struct ModelSettings: Sendable, Hashable {
    /// The kinds of providers.
    package enum Provider: String, Sendable, CaseIterable {
        /// No model: questions are understood by rules.
        case offline
        /// Anthropic's Messages API.
        case anthropic
        /// Any server that speaks OpenAI's chat completions: llama-server, Ollama, Groq, OpenAI.
        case openai
    }

    /// How much a model of Anthropic's is asked to think before it speaks.
    package enum Reasoning: String, Sendable, CaseIterable {
        /// Nothing is said of it: what models before adaptive thinking need.
        case off
        /// The model's own measure.
        case auto
        case low
        case medium
        case high
        case max
    }

    package var provider: Provider = .offline
    /// The model's name as the provider spells it; needed for every provider but `offline`.
    package var model: String?
    /// The server, such as `http://127.0.0.1:8080/v1`; the provider's own when absent.
    package var baseURL: String?
    /// The key; local servers need none.
    package var key: SecretSource?
    /// The most tokens of one answer, thinking included.
    package var maximumTokens = 4096
    package var reasoning: Reasoning = .auto

    package init() {}

    init(_ node: SettingsNode) throws(SettingsError) {
        let keys = try node.mapping(known: [
            "provider", "model", "base_url", "key", "max_tokens", "reasoning",
        ])
        if let provider = keys["provider"] { self.provider = try provider.choice() }
        model = try keys["model"]?.string()
        baseURL = try keys["base_url"]?.string()
        if let key = keys["key"] { self.key = try SecretSource(key) }
        if let limit = keys["max_tokens"] { maximumTokens = try limit.integer(in: 64...128_000) }
        if let reasoning = keys["reasoning"] { self.reasoning = try reasoning.choice() }
        guard provider == .offline || model != nil else {
            throw node.error("provider \(provider.rawValue) needs a model")
        }
        guard provider != .anthropic || key != nil else {
            throw node.error("provider anthropic needs a key, such as key: {env: ANTHROPIC_API_KEY}")
        }
    }
}
