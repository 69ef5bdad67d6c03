import HTTP
import JSON
import Text

/// OpenAI's chat completions, streamed, as llama-server, Ollama, Groq and many others speak it too.
/// https://platform.openai.com/docs/api-reference/chat
package struct OpenAIProvider: Provider {
    package let id: String
    package let model: ModelID
    package let capabilities: ProviderCapabilities
    private let server: ModelServer
    private let dialect: OpenAIDialect

    /// The server's base ends before `/chat/completions`, as in `http://127.0.0.1:8080/v1`.
    package init(
        id: String = "openai", model: ModelID, server: ModelServer, dialect: OpenAIDialect,
        contextTokens: Int? = nil
    ) {
        self.id = id
        self.model = model
        self.server = server
        self.dialect = dialect
        self.capabilities = ProviderCapabilities(
            callsTools: true, isLocal: dialect.isLocal, contextTokens: contextTokens)
    }

    package func contextTokens() async -> Int? {
        if let known = capabilities.contextTokens { return known }
        return await WindowQuestion(server: server, model: model, isLocal: capabilities.isLocal).answer()
    }

    package func respond(to request: ProviderRequest) -> AsyncThrowingStream<ProviderEvent, any Error> {
        server.stream(
            "/chat/completions", headers: Self.headers(server.key), body: body(of: request),
            decoder: OpenAIDecoder(model: model, key: server.key))
    }

    /// What a request says of who is asking.
    static func headers(_ key: Secret?) -> [HTTPHeader] {
        key.map { [HTTPHeader("authorization", "Bearer \($0.exposed)")] } ?? []
    }

    /// The request's body.
    ///
    /// The limit is always sent: without one a local model runs on to the end of its context.
    func body(of request: ProviderRequest) -> JSONValue {
        var body: [String: JSONValue] = [
            "model": .string(model.rawValue), "stream": true, "stream_options": ["include_usage": true],
            "messages": OpenAIEncoding.messages(request.conversation),
        ]
        body[dialect.limitKey] = .integer(request.maxTokens)
        if !request.tools.isEmpty { body["tools"] = OpenAIEncoding.tools(request.tools) }
        return .object(body)
    }
}

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
