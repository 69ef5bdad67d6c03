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
    /// The provider these settings describe; `place` is where a mistake in the key is looked for.
    package func provider(
        environment: [String: String], place: String = "ai"
    ) async throws(ConfigurationError) -> any Provider {
        switch provider.mind {
        case .rules(let make): return make()
        case .model(let api):
            let server = ModelServer(
                client: HTTPClient(), base: baseURL ?? api.base, key: try await apiKey(environment, place))
            return api.make(
                ModelWish(
                    model: ModelID(rawValue: model ?? ""), server: server, reasoning: reasoning,
                    contextTokens: contextTokens))
        }
    }

    private func apiKey(
        _ environment: [String: String], _ place: String
    ) async throws(ConfigurationError) -> Secret? {
        guard let key else { return nil }
        do throws(SecretError) {
            return Secret(try await key.read(environment: environment))
        } catch {
            throw ConfigurationError(description: "\(place).key: \(error)")
        }
    }
}

extension MindSettings {
    /// The preferred model, within the bounds of these settings.
    package func mind(environment: [String: String]) async throws(ConfigurationError) -> Mind {
        let settings = choices.first?.settings ?? model
        var limits = Butler.limits
        limits.responseTokens = settings.maximumTokens
        return Mind(try await settings.provider(environment: environment), limits: limits, budget: budget)
    }
}
