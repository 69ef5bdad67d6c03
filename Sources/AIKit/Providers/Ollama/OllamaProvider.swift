import HTTP
import JSON
import Text

/// Ollama's own interface, which sets the window and how long a model stays loaded; its OpenAI-compatible one cannot.
/// https://github.com/ollama/ollama/blob/main/docs/api.md
package struct OllamaProvider: Provider {
    package let id = "ollama"
    package let model: ModelID
    package let capabilities: ProviderCapabilities
    private let server: ModelServer
    private let reasoning: ReasoningEffort
    private let window: Int
    private let keepsLoaded: Duration?

    /// The window where none is configured.
    ///
    /// Ollama's own is 4,096 on most machines, and what does not fit there is cut off without a word.
    package static let usualWindow = 16_384

    package init(
        model: ModelID, server: ModelServer, reasoning: ReasoningEffort = .auto, contextTokens: Int? = nil,
        keepsLoaded: Duration? = nil
    ) {
        self.model = model
        self.server = server
        self.reasoning = reasoning
        self.keepsLoaded = keepsLoaded
        window = contextTokens ?? Self.usualWindow
        capabilities = ProviderCapabilities(
            callsTools: true, isLocal: ModelAddress(server.base).isLocal, contextTokens: window)
    }

    /// Its server, beside its answers.
    package var control: OllamaServer { OllamaServer(server) }

    package func respond(to request: ProviderRequest) -> AsyncThrowingStream<ProviderEvent, any Error> {
        server.stream(
            "/api/chat", headers: OpenAIProvider.headers(server.key), body: body(of: request),
            decoder: OllamaDecoder(model: model, key: server.key))
    }

    /// The request's body.
    ///
    /// Window and limit are always sent: a server's own window is small, and without a limit a model runs on to its end.
    func body(of request: ProviderRequest) -> JSONValue {
        var body: [String: JSONValue] = [
            "model": .string(model.rawValue), "stream": true,
            "messages": OllamaEncoding.messages(request.conversation),
            "options": ["num_ctx": .integer(window), "num_predict": .integer(request.maxTokens)],
        ]
        if !request.tools.isEmpty { body["tools"] = OpenAIEncoding.tools(request.tools) }
        if let keepsLoaded { body["keep_alive"] = .integer(Int(clamping: keepsLoaded.components.seconds)) }
        switch reasoning {
        // Models that cannot think refuse to be told to.
        case .auto: break
        case .off: body["think"] = false
        case .low, .medium, .high: body["think"] = .string(reasoning.rawValue)
        case .max: body["think"] = .string(ReasoningEffort.high.rawValue)
        }
        return .object(body)
    }
}

extension ProviderKind {
    /// Ollama by its own interface.
    package static let ollama = ProviderKind(
        "ollama",
        .model(
            ModelAPI(
                base: "http://127.0.0.1:11434", needsKey: false, models: "/api/tags",
                headers: OpenAIProvider.headers
            ) { wish in
                OllamaProvider(
                    model: wish.model, server: wish.server, reasoning: wish.reasoning,
                    contextTokens: wish.contextTokens, keepsLoaded: wish.keepsLoaded)
            }))
}
