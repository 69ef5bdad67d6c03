extension ProviderKind {
    /// Any server that speaks OpenAI's chat completions: llama-server, Ollama, Groq, OpenAI.
    package static let openai = ProviderKind(
        "openai",
        .model(
            ModelAPI(
                base: "https://api.openai.com/v1", needsKey: false, models: "/models",
                modelsBeyond: "/v1/models", headers: OpenAIProvider.headers
            ) { wish in
                OpenAIProvider(
                    model: wish.model, server: wish.server, dialect: OpenAIDialect(of: wish.server.base),
                    contextTokens: wish.contextTokens)
            }))
}
