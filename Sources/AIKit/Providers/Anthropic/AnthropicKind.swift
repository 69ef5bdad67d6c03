extension ProviderKind {
    /// Anthropic's Messages API.
    package static let anthropic = ProviderKind(
        "anthropic",
        .model(
            ModelAPI(
                base: "https://api.anthropic.com", needsKey: true, models: "/v1/models?limit=1000",
                headers: AnthropicProvider.headers
            ) { wish in
                AnthropicProvider(
                    model: wish.model, server: wish.server,
                    reasoning: AnthropicProvider.Reasoning(wish.reasoning), contextTokens: wish.contextTokens)
            }))
}

extension AnthropicProvider.Reasoning {
    fileprivate init(_ effort: ReasoningEffort) {
        self =
            switch effort {
            case .off: .unasked
            case .auto: .summarized(effort: nil)
            case .low, .medium, .high, .max: .summarized(effort: effort.rawValue)
            }
    }
}
