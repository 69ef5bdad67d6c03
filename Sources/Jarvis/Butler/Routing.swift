import AIKit
import OfflineButler
import Text

/// What there is to know before a question is put to a model: how the models do, and what they would cost.
struct Routing: Sendable {
    let mind: Mind
    let purse: Purse
    let windows: [String: SentWindow]
    /// Those that failed with this question.
    private(set) var failed: Set<String>
    /// What no cloud is told of.
    let scope: RedactionScope
    /// How the models did in their exams, by name.
    let exams: [String: ExamResult]

    /// The same where a model cannot.
    func without(_ model: AnsweringModel) -> Routing {
        var routing = self
        routing.failed.insert(model.name)
        return routing
    }

    /// The model that answers, and why.
    func choose(
        _ question: Counsel.Question, in conversation: Conversation, for agent: Agent
    ) async -> (AnsweringModel, RouteChoice) {
        if question.pin?.lowercased() == AnsweringModel.rules.name {
            let rejected = mind.models.map { RouteChoice.Rejection($0.name, .behind) }
            return (.rules, RouteChoice(model: nil, reason: "you chose them", rejected: rejected))
        }
        let request = request(question, conversation, agent)
        let choice = route(request, in: world(question, conversation, agent, budget: await purse.left))
        return (choice.model.flatMap(mind.model) ?? .rules, choice)
    }

    /// What the operator should know of the choice before the answer.
    func warning(
        _ question: Counsel.Question, _ choice: RouteChoice, in conversation: Conversation, for agent: Agent
    ) async -> String? {
        let request = request(question, conversation, agent)
        let world = world(question, conversation, agent, budget: Micros(rawValue: .max))
        // Money decided where another is chosen with plenty of it.
        if choice.rejected.contains(where: { $0.cause == .cost }),
            let dear = route(request, in: world).model, dear != choice.model,
            let cost = world.models.first(where: { $0.name == dear })?.cost
        {
            return await purse.shortage(of: cost)
        }
        guard question.pin?.lowercased() != AnsweringModel.rules.name else { return nil }
        if choice.model == nil, !mind.isRules {
            let causes = choice.rejected.map { "\($0.model) \($0.cause.words)" }
            return "The rules answer: \(causes.joined(separator: "; "))."
        }
        guard let pin = question.pin, let model = choice.model, model.lowercased() != pin.lowercased()
        else { return nil }
        guard mind.model(named: pin) != nil else {
            return
                "There is no model \(Untrusted(pin).line) any more, so \(model) answers; there are \(mind.names)."
        }
        return "\(model) answers: \(choice.reason)."
    }

    private func request(
        _ question: Counsel.Question, _ conversation: Conversation, _ agent: Agent
    ) -> RouteRequest {
        let asked = conversation.messages + [question.message]
        // What was private is sent again with every question of the talk.
        let isPrivate = asked.contains(where: \.isPrivate)
        let author = conversation.openToolUses.isEmpty ? nil : conversation.messages.last?.author
        return RouteRequest(
            kind: isPrivate ? .private : QuestionKind(of: question.text),
            isMarked: asked.contains { $0.speaks(of: scope) },
            tokens: agent.tokens(for: question.message, in: conversation),
            open: author.flatMap { author in
                mind.models.first {
                    $0.provider.id == author.provider && $0.provider.model == author.model
                }?.name
            }, pin: question.pin.flatMap { mind.model(named: $0)?.name })
    }

    private func world(
        _ question: Counsel.Question, _ conversation: Conversation, _ agent: Agent, budget: Micros
    ) -> RouteWorld {
        let models = mind.models.map { model in
            let window =
                windows[model.name] ?? SentWindow(tokens: model.provider.capabilities.contextTokens)
            let exam = mind.isAlone ? nil : exams[model.name]
            let agent = agent.fitted(
                for: model, question, in: conversation, window: window.tokens, exam: exams[model.name])
            var routed = RoutedModel(
                model.name, window: window.tokens,
                // Of the only one a failure says more than the rules could.
                health: mind.isAlone ? .closed : mind.breakers.state(of: model.name),
                privacy: model.privacy, uses: exam?.uses(besides: model.uses) ?? model.uses,
                cost: agent.most(for: question.message, in: conversation, within: window),
                hasFailed: failed.contains(model.name))
            routed.barred = exam?.barred ?? []
            routed.tokens = agent.tokens(for: question.message, in: conversation)
            return routed
        }
        return RouteWorld(models, budget: budget)
    }
}

extension Message {
    /// Somebody says something of what is withheld in it: the operator, or a model that was told of it.
    ///
    /// Results of tools do not count: they are gone through line by line.
    func speaks(of scope: RedactionScope) -> Bool {
        scope.withholds(text) || handed.contains { $0.speaks(of: scope) }
            || toolUses.contains { scope.withholds($0.input) }
    }

    /// It was said by the operator, and what it tells or hands over is to stay on this network.
    var isPrivate: Bool {
        role == .user && QuestionKind(of: text, handsOver: handed.contains(where: \.isPrivate)) == .private
    }
}
