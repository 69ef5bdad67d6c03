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
        provider(try await apiKey(environment, place))
    }

    /// The same, and in the place of one whose key cannot be read one that says why; with what is wrong.
    fileprivate func whateverProvider(
        environment: [String: String], place: String
    ) async -> (any Provider, fault: String?) {
        do throws(ConfigurationError) {
            return (try await provider(environment: environment, place: place), nil)
        } catch {
            return (
                KeylessProvider(provider(nil), reason: error.description.withStop), error.description.withStop
            )
        }
    }

    private func provider(_ key: Secret?) -> any Provider {
        switch provider.mind {
        case .rules(let make): make()
        case .model(let api):
            api.make(
                ModelWish(
                    model: ModelID(rawValue: model ?? ""), server: server(of: api, key),
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
            model: ModelID(rawValue: model ?? ""),
            server: server(of: api, try await apiKey(environment, place)),
            kind: provider)
    }

    private func server(of api: ModelAPI, _ key: Secret?) -> ModelServer {
        var server = ModelServer(client: HTTPClient(), base: baseURL ?? api.base, key: key)
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
    ///
    /// One whose key cannot be read is among them, and says why when it is asked; the others answer.
    package func mind(environment: [String: String]) async -> Mind {
        var minds: [AnsweringModel] = []
        var faults: [String] = []
        for choice in choices {
            var limits = Butler.limits
            limits.responseTokens = choice.settings.maximumTokens
            let place = models.isEmpty ? "ai" : "ai.models.\(choice.name)"
            let (provider, fault) = await choice.settings.whateverProvider(
                environment: environment, place: place)
            if let fault { faults.append("\(choice.name) cannot be asked. \(fault)") }
            minds.append(
                AnsweringModel(
                    name: choice.name, provider: provider, limits: limits, privacy: choice.privacy,
                    uses: choice.uses))
        }
        var server: EmbeddingServer?
        do throws(ConfigurationError) {
            server = try await embeddingServer(environment: environment)
        } catch {
            faults.append("Notes are found by their words alone. \(error.description.withStop)")
        }
        var mind = Mind(
            minds, budget: budget, discretion: discretion,
            runbooks: runbookFolders(environment: environment), embeddings: server, style: style)
        mind.faults = faults
        return mind
    }

    /// The model by which notes are found by their meaning; `nil` where there is none.
    package func embeddingServer(
        environment: [String: String]
    ) async throws(ConfigurationError) -> EmbeddingServer? {
        guard let (settings, place) = embeddingModel else { return nil }
        return try await settings.embeddings(environment: environment, place: place)
    }
}
