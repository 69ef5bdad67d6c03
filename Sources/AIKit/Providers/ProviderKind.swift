import HTTP
import Text

/// A kind of provider as a record: all that the configuration, the check-up, the documents and the tests know of it.
///
/// A new one is a folder with its record in it, and a line in the list of all.
package struct ProviderKind: Sendable {
    /// Who answers.
    package enum Mind: Sendable {
        /// Rules: no model, no server and no key.
        case rules(@Sendable () -> any Provider)
        /// A model that somebody serves.
        case model(ModelAPI)
    }

    /// Its name in the configuration, such as `anthropic`, which is the id of its providers as well.
    package let name: String
    package let mind: Mind

    package init(_ name: String, _ mind: Mind) {
        self.name = name
        self.mind = mind
    }

    /// How its servers are asked; `nil` when it needs none.
    package var api: ModelAPI? {
        if case .model(let api) = mind { api } else { nil }
    }
}

extension ProviderKind: Hashable, CustomStringConvertible {
    package static func == (left: ProviderKind, right: ProviderKind) -> Bool { left.name == right.name }

    package func hash(into hasher: inout Hasher) { hasher.combine(name) }

    package var description: String { name }
}

/// How the servers of one kind are asked.
package struct ModelAPI: Sendable {
    /// The address when none is configured.
    package let base: String
    /// Whether no server of this kind answers without a key.
    package let needsKey: Bool
    /// Where a server lists its models, below the base.
    package let models: String
    /// Where the list is when the base lacks its end; `nil` when that cannot be.
    package let modelsBeyond: String?
    /// What a request says of who is asking.
    package let headers: @Sendable (Secret?) -> [HTTPHeader]
    package let make: @Sendable (ModelWish) -> any Provider

    package init(
        base: String, needsKey: Bool, models: String, modelsBeyond: String? = nil,
        headers: @escaping @Sendable (Secret?) -> [HTTPHeader],
        make: @escaping @Sendable (ModelWish) -> any Provider
    ) {
        self.base = base
        self.needsKey = needsKey
        self.models = models
        self.modelsBeyond = modelsBeyond
        self.headers = headers
        self.make = make
    }
}

/// The model that is wished for, and how it shall answer.
package struct ModelWish: Sendable {
    package var model: ModelID
    package var server: ModelServer
    package var reasoning: ReasoningEffort
    /// The context window in tokens as it is configured, `nil` when it is not.
    package var contextTokens: Int?
    /// How long the server keeps the model loaded after an answer, where it can be told; `nil` leaves that to it.
    package var keepsLoaded: Duration?

    package init(
        model: ModelID, server: ModelServer, reasoning: ReasoningEffort = .auto, contextTokens: Int? = nil,
        keepsLoaded: Duration? = nil
    ) {
        self.keepsLoaded = keepsLoaded
        self.model = model
        self.server = server
        self.reasoning = reasoning
        self.contextTokens = contextTokens
    }
}

/// How much a model is asked to think before it speaks, where it can be asked.
package enum ReasoningEffort: String, Sendable, CaseIterable {
    /// Nothing is said of it: what models before adaptive thinking need.
    case off
    /// The model's own measure.
    case auto
    case low
    case medium
    case high
    case max
}
