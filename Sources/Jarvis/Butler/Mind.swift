import AIKit
import OfflineButler

/// Who may answer, and within which bounds of work and money.
package struct Mind: Sendable {
    /// The preferred one first; at least one.
    package let models: [AnsweringModel]
    package var budget: BudgetSettings
    /// What is kept from those that are somebody else's.
    package var discretion: DiscretionSettings
    /// Folders of the operator's notes, by their whole paths.
    package var runbooks: [String]
    /// What finds them by their meaning; `nil` where they are found by their words alone.
    package var embeddings: EmbeddingServer?
    /// How the butler speaks, where the operator has not chosen otherwise.
    package var style: ButlerStyle
    /// Which models cannot be asked and why, a sentence each.
    package var faults: [String] = []
    /// How the models do, for all butlers.
    let breakers: BreakerPanel

    /// The rules answer where there is no model.
    package init(
        _ models: [AnsweringModel], budget: BudgetSettings = BudgetSettings(),
        discretion: DiscretionSettings = DiscretionSettings(), runbooks: [String] = [],
        embeddings: EmbeddingServer? = nil, style: ButlerStyle = .work,
        breakers: BreakerPanel = BreakerPanel()
    ) {
        self.models = models.isEmpty ? [.rules] : models
        self.budget = budget
        self.discretion = discretion
        self.runbooks = runbooks
        self.embeddings = embeddings
        self.style = style
        self.breakers = breakers
    }

    /// One that is asked everything.
    package init(
        _ provider: any Provider, limits: AgentLimits = Butler.limits,
        budget: BudgetSettings = BudgetSettings()
    ) {
        let model = AnsweringModel(
            name: provider.id, provider: provider, limits: limits,
            privacy: provider.capabilities.isLocal ? .lan : .cloud, uses: Set(QuestionKind.allCases))
        self.init([model], budget: budget)
    }

    package var preferred: AnsweringModel { models[0] }

    /// Whether there is nothing to choose among.
    var isAlone: Bool { models.count == 1 }
    /// Whether rules answer in any case.
    var isRules: Bool { isAlone && preferred.provider is OfflineProvider }

    /// Whether rules answer because there is no model.
    package var isWithoutModel: Bool { isRules }

    /// The same with one of its models alone.
    package func alone(_ model: AnsweringModel) -> Mind {
        Mind([model], budget: budget, discretion: discretion, style: style)
    }

    /// The model of a name, in whatever case it is written.
    func model(named name: String) -> AnsweringModel? {
        if name.lowercased() == AnsweringModel.rules.name { return .rules }
        return models.first { $0.name.lowercased() == name.lowercased() }
    }

    /// What may stand behind `/model`, for a sentence.
    var names: String {
        (models.map(\.name) + (isRules ? [] : [AnsweringModel.rules.name])).joined(separator: ", ")
    }
}

/// One of those that may answer.
package struct AnsweringModel: Sendable {
    /// What the operator calls it.
    package let name: String
    package let provider: any Provider
    package let limits: AgentLimits
    package let privacy: ModelPrivacy
    /// The questions that it is asked first.
    package let uses: Set<QuestionKind>

    package init(
        name: String, provider: any Provider, limits: AgentLimits = Butler.limits, privacy: ModelPrivacy,
        uses: Set<QuestionKind>? = nil
    ) {
        self.name = name
        self.provider = provider
        self.limits = limits
        self.privacy = privacy
        self.uses = uses ?? privacy.usualUses
    }

    /// Rules, which answer when no model can.
    static let rules = AnsweringModel(
        name: ProviderKind.offline.name, provider: OfflineProvider(), privacy: .lan,
        uses: Set(QuestionKind.allCases))
}
