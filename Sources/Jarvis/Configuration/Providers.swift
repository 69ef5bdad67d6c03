import AIKit
import HTTP
import OfflineButler

extension ModelSettings {
    /// The provider these settings describe.
    package func provider(environment: [String: String]) async throws(ConfigurationError) -> any AIKit
        .Provider
    {
        let name = ModelID(rawValue: model ?? "")
        switch provider {
        case .offline: return OfflineProvider()
        case .anthropic:
            return AnthropicProvider(
                model: name,
                server: ModelServer(
                    client: HTTPClient(), base: baseURL ?? AnthropicProvider.address,
                    key: try await apiKey(environment)),
                reasoning: reasoning.wish, contextTokens: contextTokens)
        case .openai:
            let base = baseURL ?? "https://api.openai.com/v1"
            return OpenAIProvider(
                model: name,
                server: ModelServer(client: HTTPClient(), base: base, key: try await apiKey(environment)),
                dialect: Self.dialect(of: base), contextTokens: contextTokens)
        }
    }

    /// The bounds of one answer.
    package var limits: AgentLimits {
        var limits = Butler.limits
        limits.responseTokens = maximumTokens
        return limits
    }

    /// What the server at an address wants otherwise than the others, and whether it is the operator's own.
    static func dialect(of base: String) -> OpenAIDialect {
        let address = ModelAddress(base)
        let isModern = ["api.openai.com", "api.groq.com"].contains(address.host)
        var dialect = isModern ? OpenAIDialect.hosted : .local
        dialect.isLocal = address.isLocal
        return dialect
    }

    private func apiKey(_ environment: [String: String]) async throws(ConfigurationError) -> APIKey? {
        guard let key else { return nil }
        do throws(SecretError) {
            return APIKey(try await key.read(environment: environment))
        } catch {
            throw ConfigurationError(description: "ai.key: \(error)")
        }
    }
}

extension ModelSettings.Reasoning {
    fileprivate var wish: AnthropicProvider.Reasoning {
        switch self {
        case .off: .unasked
        case .auto: .summarized(effort: nil)
        case .low, .medium, .high, .max: .summarized(effort: rawValue)
        }
    }
}
