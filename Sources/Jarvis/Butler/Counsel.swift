import AIKit
import OfflineButler
import Text

/// Puts each question to the model that is to answer it, and to the next one where that fails.
struct Counsel: Sendable {
    let mind: Mind
    /// What each model is sent of the conversation, by its name.
    private(set) var windows: [String: SentWindow] = [:]
    /// Who answered last, by name.
    private var answerer: String?
    /// The models without a price that were spoken of.
    private var priced: Set<ModelID> = []
    /// Who answered last.
    private var last: ModelID
    /// What stands for what in the words of this conversation that leave the network.
    private(set) var redactor = Redactor()

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
        /// How the models did in their exams, by name.
        var exams: [String: ExamResult] = [:]
        /// Nothing is changed before the operator has accepted a plan.
        var isPlan = false
        /// What each kind of model is told from the memory.
        var packs = Reminder.Packs()
        /// The tools of a model of this network that others have in another form.
        var nearTools: [Tool] = []
        /// How the answer is to be worded.
        var style = ButlerStyle.work

        /// What the operator says with it.
        var message: Message { .user(text, handed: handed, circumstances: circumstances) }

        /// The question as a model is sent it.
        func told(to model: AnsweringModel) -> Question {
            guard !(model.provider is OfflineProvider) else { return self }
            var told = self
            let pack = packs[model.privacy]
            told.handed += pack.notes
            told.circumstances = pack.text.map { "\($0)\n\(circumstances)" } ?? circumstances
            return told
        }
    }

    /// Whoever hears of the answer.
    struct Listener: Sendable {
        let emit: @Sendable (AgentEvent) -> Void
        /// Another model answers.
        let changed: @Sendable (ModelID) -> Void
        /// A line for the feed: its title, and what stands behind it.
        let report: @Sendable (_ title: String, _ detail: String) async -> Void
    }

    /// How much of its window the model that answered last was sent; `nil` where that is not known.
    var share: Double? { answerer.flatMap { windows[$0]?.share } }

    /// Another conversation begins.
    mutating func beginAnew() {
        for name in windows.keys { windows[name]?.beginAnew() }
        redactor = Redactor()
    }

    /// Answers, and returns the conversation as it then is.
    mutating func answer(
        _ question: Question, in conversation: Conversation, by agent: Agent, from purse: Purse,
        with discretion: Discretion, _ listener: Listener
    ) async -> Conversation {
        let scope = await discretion.scope()
        var failed: Set<String> = []
        var failure: (name: String, cause: RunFailure)?
        let before = conversation.messages.count
        var conversation = conversation
        while true {
            let routing = Routing(
                mind: mind, purse: purse, windows: windows, failed: failed, scope: scope,
                exams: question.exams)
            let (model, choice) = await routing.choose(question, in: conversation, for: agent)
            if let failure {
                let (title, cause) = (Self.title(failure.name, failure.cause, model), failure.cause)
                listener.emit(.warning(cause == .outOfDepth ? title + "." : "\(title). \(cause.told)"))
                await listener.report(title, cause.told)
            } else if let warning = await routing.warning(question, choice, in: conversation, for: agent) {
                listener.emit(.warning(warning))
            }
            let hasNext = !mind.isAlone && model.name != AnsweringModel.rules.name
            let hasMaster =
                hasNext && model.privacy == .lan && question.pin == nil
                ? await routing.without(model).choose(question, in: conversation, for: agent).0.privacy
                    == .cloud
                : false
            let attempt = Attempt(
                isFirst: failure == nil, hasNext: hasNext, hasMaster: hasMaster,
                author: model.name == mind.preferred.name ? nil : "\(model.name): \(choice.reason)",
                emit: listener.emit)
            var agent = agent.fitted(
                for: model, question, in: conversation,
                window: windows[model.name]?.tokens ?? model.provider.capabilities.contextTokens,
                exam: question.exams[model.name])
            // The rules call all that they would do in one answer, which is their plan.
            agent.plan =
                question.isPlan ? (model.provider is OfflineProvider ? .proposed : .looking) : nil
            // Rules are told nothing that could be of interest.
            if model.provider is OfflineProvider { agent.last = nil }
            agent.redaction =
                model.privacy == .cloud ? Redaction(redactor) { await discretion.scope() } : nil
            agent.limits.stumbles = hasMaster ? Self.stumbles : nil
            if model.privacy == .lan { agent.tools = agent.tools.replacing(question.nearTools) }
            let answered = await ask(
                model, conversation.messages.count > before ? nil : question, in: conversation, by: agent,
                purse, attempt, listener)
            guard let cause = attempt.failure else { return answered }
            // What a better model goes on with stays.
            conversation = answered
            failed.insert(model.name)
            failure = (model.name, cause)
        }
    }

    /// So many calls without sense are a local model's, before a better one is asked.
    private static let stumbles = 2

    /// Puts it to a model that `agent` is fitted for; without a question the last one of the conversation is gone on with.
    private mutating func ask(
        _ model: AnsweringModel, _ question: Question?, in conversation: Conversation, by agent: Agent,
        _ purse: Purse, _ attempt: Attempt, _ listener: Listener
    ) async -> Conversation {
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
        let answered =
            if let question = question?.told(to: model) {
                await agent.run(
                    question.text, handed: question.handed, circumstances: question.circumstances,
                    in: conversation, within: &window, emit: { attempt.take($0) })
            } else {
                await agent.resume(conversation, within: &window) { attempt.take($0) }
            }
        mind.breakers.end(model.name, attempt.ending)
        windows[model.name] = window
        answerer = model.name
        return answered
    }

    private static func title(_ name: String, _ cause: RunFailure, _ next: AnsweringModel) -> String {
        let isOutage = if case .provider(let error) = cause { error.isOutage } else { false }
        if case .outOfDepth = cause { return "\(name) lost its way: \(next.name) goes on" }
        let instead = next.name == AnsweringModel.rules.name ? "the rules answer" : "\(next.name) answers"
        return "\(name) \(isOutage ? "does not" : "cannot") answer: \(instead) instead"
    }
}
