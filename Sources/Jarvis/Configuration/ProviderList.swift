import AIKit
import HTTP
import OfflineButler
import Text

extension ProviderKind {
    /// Every kind that can be configured, the default first.
    package static let all: [ProviderKind] = [.offline, .anthropic, .openai]
}

extension ModelSettings {
    /// The provider these settings describe.
    package func provider(environment: [String: String]) async throws(ConfigurationError) -> any Provider {
        switch provider.mind {
        case .rules(let make): return make()
        case .model(let api):
            let server = ModelServer(
                client: HTTPClient(), base: baseURL ?? api.base, key: try await apiKey(environment))
            return api.make(
                ModelWish(
                    model: ModelID(rawValue: model ?? ""), server: server, reasoning: reasoning,
                    contextTokens: contextTokens))
        }
    }

    /// The bounds of one answer.
    package var limits: AgentLimits {
        var limits = Butler.limits
        limits.responseTokens = maximumTokens
        return limits
    }

    private func apiKey(_ environment: [String: String]) async throws(ConfigurationError) -> Secret? {
        guard let key else { return nil }
        do throws(SecretError) {
            return Secret(try await key.read(environment: environment))
        } catch {
            throw ConfigurationError(description: "ai.key: \(error)")
        }
    }
}
