import AIKit

/// What of the tools and of the butler's own words a model is told.
extension Agent {
    /// The agent as it asks a model a question: with its provider and limits, and within what suits it.
    ///
    /// A small model is told of a few tools that suit the question; they stay the same until it is answered.
    func fitted(
        for model: AnsweringModel, _ question: Counsel.Question, in conversation: Conversation, window: Int?,
        exam: ExamResult?
    ) -> Agent {
        var agent = self
        (agent.provider, agent.limits) = (model.provider, model.limits)
        if model.isSmall(window: window, exam) {
            agent.offered = MicroCatalogue.names(
                for: question.text, used: conversation.toolsAtHand,
                of: tools.definitions.map(\.name.rawValue))
        }
        agent.style = question.style
        if let window, window <= AnsweringModel.briefWindow { agent.brief = Persona.brief(question.style) }
        return agent
    }

    /// The agent as it has a model sum something up: one answer in words, without a tool.
    func summing(by model: AnsweringModel) -> Agent {
        var agent = self
        (agent.provider, agent.limits) = (model.provider, model.limits)
        agent.limits.iterations = 1
        agent.limits.responseTokens = min(model.limits.responseTokens, AnsweringModel.summaryTokens)
        agent.limits.stumbles = nil
        agent.tools = ToolSet([])
        (agent.offered, agent.brief, agent.plan, agent.redaction) = (nil, nil, nil, nil)
        // What went last is what went with a question of the operator's.
        agent.last = nil
        // A call that it makes all the same is nobody's wish.
        agent.audit = { _ in }
        agent.confirm = { _ in .nobody }
        return agent
    }
}

extension AnsweringModel {
    /// Up to this window, in tokens, a model is told of few tools.
    static let smallWindow = 16_384
    /// Up to this window the butler's own words are brief.
    static let briefWindow = 8192
    /// 150 words are some 250 tokens; the rest is for one that thinks before it writes.
    static let summaryTokens = 1000

    /// Whether it is told of few tools: by its window, by its exam, or because it runs on this network and has not passed one.
    ///
    /// The rules know their own.
    fileprivate func isSmall(window: Int?, _ exam: ExamResult?) -> Bool {
        guard provider.id != AnsweringModel.rules.name else { return false }
        if let window, window <= Self.smallWindow { return true }
        guard let exam else { return privacy == .lan }
        return !exam.isExcellent
    }
}

extension Conversation {
    /// The tools that the last exchanges called, the latest first, which another model that goes on is told of as well;
    /// and where a summary stands for what they returned, the one that finds it.
    fileprivate var toolsAtHand: [String] {
        messages.suffix(8).flatMap(\.toolUses).map(\.name).reversed()
            + (consolidation == nil ? [] : ["memory_search"])
    }
}
