import AIKit
import HTTP
import OfflineButler
import Text

extension ProviderKind {
    /// Every kind that can be configured, the default first.
    package static let all: [ProviderKind] = [.offline, .anthropic, .openai, .ollama]
}

extension ModelSettings {
    /// The provider these settings describe; `place` is where a mistake in the key is looked for.
    package func provider(
        environment: [String: String], place: String = "ai"
    ) async throws(ConfigurationError) -> any Provider {
        switch provider.mind {
        case .rules(let make): return make()
        case .model(let api):
            return api.make(
                ModelWish(
                    model: ModelID(rawValue: model ?? ""),
                    server: try await server(of: api, environment, place),
                    reasoning: reasoning, contextTokens: contextTokens,
                    keepsLoaded: keepsLoaded.map { .seconds($0 * 60) }))
        }
    }

    /// What these settings describe as a server of vectors; `nil` where it can be none.
    package func embeddings(
        environment: [String: String], place: String
    ) async throws(ConfigurationError) -> EmbeddingServer? {
        guard let api = provider.api, EmbeddingServer.embeds(provider) else { return nil }
        return EmbeddingServer(
            model: ModelID(rawValue: model ?? ""), server: try await server(of: api, environment, place),
            kind: provider)
    }

    private func server(
        of api: ModelAPI, _ environment: [String: String], _ place: String
    ) async throws(ConfigurationError) -> ModelServer {
        var server = ModelServer(
            client: HTTPClient(), base: baseURL ?? api.base, key: try await apiKey(environment, place))
        server.waking = wake.map { address in Waking { MagicPacket(address: address).send() } }
        return server
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
    /// All models of these settings, or the rules.
    package func mind(environment: [String: String]) async throws(ConfigurationError) -> Mind {
        var minds: [AnsweringModel] = []
        for choice in choices {
            var limits = Butler.limits
            limits.responseTokens = choice.settings.maximumTokens
            let place = models.isEmpty ? "ai" : "ai.models.\(choice.name)"
            minds.append(
                AnsweringModel(
                    name: choice.name,
                    provider: try await choice.settings.provider(environment: environment, place: place),
                    limits: limits, privacy: choice.privacy, uses: choice.uses))
        }
        return Mind(
            minds, budget: budget, discretion: discretion,
            runbooks: runbookFolders(environment: environment),
            embeddings: try await embeddingServer(environment: environment), style: style)
    }

    /// The model by which notes are found by their meaning; `nil` where there is none.
    package func embeddingServer(
        environment: [String: String]
    ) async throws(ConfigurationError) -> EmbeddingServer? {
        guard let (settings, place) = embeddingModel else { return nil }
        return try await settings.embeddings(environment: environment, place: place)
    }
}
