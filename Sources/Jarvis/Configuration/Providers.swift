import AIKit
import HTTP

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
                    key: try await apiKey(environment)))
        case .openai:
            let base = baseURL ?? "https://api.openai.com/v1"
            return OpenAIProvider(
                model: name,
                server: ModelServer(client: HTTPClient(), base: base, key: try await apiKey(environment)),
                dialect: base.hasPrefix("https://api.openai.com") || base.contains("groq.com")
                    ? .hosted : .local)
        }
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
