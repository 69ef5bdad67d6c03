import HTTP
import JSON
import Text

/// Anthropic's Messages API, streamed. https://platform.claude.com/docs/en/api/messages
package struct AnthropicProvider: Provider {
    /// How the model's reasoning is asked for.
    package enum Reasoning: Sendable, Hashable {
        /// Nothing is sent; for models without adaptive thinking and for imitating servers.
        case unasked
        /// Adaptive, and shown in summary: without that the stream is silent while the model thinks. The effort
        /// is `low` to `max`, `nil` for the model's own.
        case summarized(effort: String?)
    }

    /// The tokens that every model of Anthropic's holds.
    ///
    /// Some hold a million; but what is sent is paid for with every question, so the larger windows are used only where the
    /// configuration says so.
    package static let window = 200_000

    package let id: String
    package let model: ModelID
    package let capabilities: ProviderCapabilities
    private let server: ModelServer
    private let reasoning: Reasoning

    package init(
        id: String = "anthropic", model: ModelID, server: ModelServer,
        reasoning: Reasoning = .summarized(effort: nil), contextTokens: Int? = nil
    ) {
        self.id = id
        self.model = model
        self.server = server
        self.reasoning = reasoning
        self.capabilities = ProviderCapabilities(
            callsTools: true, isLocal: false, contextTokens: contextTokens ?? Self.window)
    }

    package func respond(to request: ProviderRequest) -> AsyncThrowingStream<ProviderEvent, any Error> {
        server.stream(
            "/v1/messages", headers: Self.headers(server.key), body: body(of: request),
            decoder: AnthropicDecoder(model: model, key: server.key))
    }

    /// What a request says of who is asking, and in which version.
    static func headers(_ key: Secret?) -> [HTTPHeader] {
        let version = HTTPHeader("anthropic-version", "2023-06-01")
        return key.map { [version, HTTPHeader("x-api-key", $0.exposed)] } ?? [version]
    }

    /// The request's body.
    ///
    /// Never a sampling parameter: newer models reject them.
    func body(of request: ProviderRequest) -> JSONValue {
        let author = Message.Author(provider: id, model: model)
        var body: [String: JSONValue] = [
            "model": .string(model.rawValue), "max_tokens": .integer(request.maxTokens), "stream": true,
            "messages": AnthropicEncoding.messages(request.conversation.messages, for: author),
        ]
        if !request.conversation.system.isEmpty {
            body["system"] = [
                [
                    "type": "text", "text": .string(request.conversation.system),
                    "cache_control": AnthropicEncoding.cached,
                ]
            ]
        }
        if !request.tools.isEmpty { body["tools"] = AnthropicEncoding.tools(request.tools) }
        if case .summarized(let effort) = reasoning {
            body["thinking"] = ["type": "adaptive", "display": "summarized"]
            if let effort { body["output_config"] = ["effort": .string(effort)] }
        }
        return .object(body)
    }
}

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
