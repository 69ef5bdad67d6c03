import AIKit
import OfflineButler
import Text

/// Puts each question to the model that is to answer it, and to the next one where that fails.
struct Counsel: Sendable {
    let mind: Mind
    /// What each model is sent of the conversation, by its name.
    private var windows: [String: SentWindow] = [:]
    /// The models without a price that were spoken of.
    private var priced: Set<ModelID> = []
    /// Who answered last.
    private var last: ModelID

    init(_ mind: Mind) {
        self.mind = mind
        last = mind.preferred.provider.model
    }

    /// A question of the operator's, with what belongs to it.
    struct Question: Sendable {
        var text: String
        var handed: [HandedText]
        var circumstances: String
        /// The model that the operator wants.
        var pin: String?

        var message: Message { .user(text, handed: handed, circumstances: circumstances) }
    }

    /// Whoever hears of the answer.
    struct Listener: Sendable {
        let emit: @Sendable (AgentEvent) -> Void
        /// Another model answers.
        let changed: @Sendable (ModelID) -> Void
        /// A line for the feed: its title, and what stands behind it.
        let report: @Sendable (_ title: String, _ detail: String) async -> Void
    }

    /// Another conversation begins.
    mutating func beginAnew() {
        for name in windows.keys { windows[name]?.beginAnew() }
    }

    /// Answers, and returns the conversation as it then is.
    mutating func answer(
        _ question: Question, in conversation: Conversation, by agent: Agent, from purse: Purse,
        _ listener: Listener
    ) async -> Conversation {
        var failed: Set<String> = []
        var failure: (name: String, cause: RunFailure)?
        while true {
            let routing = Routing(mind: mind, purse: purse, windows: windows, failed: failed)
            let (model, choice) = await routing.choose(question, in: conversation, for: agent)
            if let failure {
                let (title, cause) = (Self.title(failure.name, failure.cause, model), failure.cause)
                listener.emit(.warning(title + "."))
                await listener.report(title, cause.description)
            } else if let warning = await routing.warning(question, choice, in: conversation, for: agent) {
                listener.emit(.warning(warning))
            }
            let attempt = Attempt(
                isFirst: failure == nil, hasNext: !mind.isAlone && model.name != AnsweringModel.rules.name,
                author: model.name == mind.preferred.name ? nil : "\(model.name): \(choice.reason)",
                emit: listener.emit)
            let answered = await ask(model, question, in: conversation, by: agent, purse, attempt, listener)
            guard let cause = attempt.failure else { return answered }
            failed.insert(model.name)
            failure = (model.name, cause)
        }
    }

    private mutating func ask(
        _ model: AnsweringModel, _ question: Question, in conversation: Conversation, by agent: Agent,
        _ purse: Purse, _ attempt: Attempt, _ listener: Listener
    ) async -> Conversation {
        var agent = agent
        (agent.provider, agent.limits) = (model.provider, model.limits)
        let id = model.provider.model
        if id != last { listener.changed(id) }
        last = id
        if !priced.contains(id), let warning = purse.warning(of: model.provider) {
            listener.emit(.warning(warning))
        }
        priced.insert(id)
        var window =
            windows[model.name] ?? SentWindow(tokens: model.provider.capabilities.contextTokens)
        mind.breakers.begin(model.name)
        let answered = await agent.run(
            question.text, handed: question.handed, circumstances: question.circumstances,
            in: conversation, within: &window, emit: { attempt.take($0) })
        mind.breakers.end(model.name, attempt.ending)
        windows[model.name] = window
        return answered
    }

    private static func title(_ name: String, _ cause: RunFailure, _ next: AnsweringModel) -> String {
        let isOutage = if case .provider(let error) = cause { error.isOutage } else { false }
        let instead = next.name == AnsweringModel.rules.name ? "the rules answer" : "\(next.name) answers"
        return "\(name) \(isOutage ? "does not" : "cannot") answer: \(instead) instead"
    }
}
