import AIKit
import HTTP
import OfflineButler
import Text

extension ProviderKind {
    /// Every kind that can be configured, the default first.
    package static let all: [ProviderKind] = [.offline, .anthropic, .openai]
}

/// Who answers, and within which bounds of work and money.
package struct Mind: Sendable {
    package var provider: any Provider
    package var limits: AgentLimits
    package var budget: BudgetSettings

    package init(
        _ provider: any Provider, limits: AgentLimits = Butler.limits,
        budget: BudgetSettings = BudgetSettings()
    ) {
        self.provider = provider
        self.limits = limits
        self.budget = budget
    }
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

    /// That provider, within the bounds of these settings.
    package func mind(environment: [String: String]) async throws(ConfigurationError) -> Mind {
        var limits = Butler.limits
        limits.responseTokens = maximumTokens
        return Mind(try await provider(environment: environment), limits: limits, budget: budget)
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
