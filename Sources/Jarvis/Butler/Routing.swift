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

    /// The model that sums something up: one of this network before any other, and no other where it is to stay here; `nil`
    /// where none may be asked.
    func summariser(of message: Message, _ traits: TalkTraits, for agent: Agent) async -> AnsweringModel? {
        let begun = Conversation(system: Persona.summary)
        let models = mind.models.map { model in
            let window = window(of: model)
            var routed = routed(
                model, cost: agent.summing(by: model).most(for: message, in: begun, within: window))
            // What it is sent is made to fit.
            routed.window = nil
            return routed
        }
        let request = RouteRequest(kind: .summary, isMarked: traits.isPrivate || traits.isMarked)
        return route(request, in: RouteWorld(models, budget: await purse.left)).model.flatMap(mind.model)
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
        // What was private is sent again with every question of the talk, or stands behind its summary.
        let traits = TalkTraits(conversation, scope)
        let isPrivate = traits.isPrivate || question.message.isPrivate
        let author = conversation.openToolUses.isEmpty ? nil : conversation.messages.last?.author
        return RouteRequest(
            kind: isPrivate ? .private : QuestionKind(of: question.text),
            isMarked: traits.isMarked || question.message.speaks(of: scope),
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
            let window = window(of: model)
            let agent = agent.fitted(
                for: model, question, in: conversation, window: window.tokens, exam: exams[model.name])
            var routed = routed(
                model,
                cost: agent.most(for: question.told(to: model).message, in: conversation, within: window))
            routed.tokens = agent.tokens(for: question.told(to: model).message, in: conversation)
            return routed
        }
        return RouteWorld(models, budget: budget)
    }

    /// What is known of a model whatever it is asked.
    private func routed(_ model: AnsweringModel, cost: Micros) -> RoutedModel {
        let exam = mind.isAlone ? nil : exams[model.name]
        var routed = RoutedModel(
            model.name, window: window(of: model).tokens,
            // Of the only one a failure says more than the rules could.
            health: mind.isAlone ? .closed : health(of: model),
            privacy: model.privacy, uses: exam?.uses(besides: model.uses) ?? model.uses, cost: cost,
            hasFailed: failed.contains(model.name))
        routed.barred = exam?.barred ?? []
        return routed
    }

    private func health(of model: AnsweringModel) -> Breaker.State {
        model.provider is KeylessProvider
            ? .open(until: .now + .seconds(3600)) : mind.breakers.state(of: model.name)
    }

    /// What is known of a model's window.
    func window(of model: AnsweringModel) -> SentWindow {
        windows[model.name] ?? SentWindow(tokens: model.provider.capabilities.contextTokens)
    }
}

extension TalkTraits {
    /// Those of a conversation, as what is withheld is now.
    init(_ conversation: Conversation, _ scope: RedactionScope) {
        let before = conversation.consolidation
        self.init(
            isTainted: conversation.holdsUntrustedText,
            isPrivate: before?.traits.isPrivate == true || conversation.messages.contains(where: \.isPrivate),
            isMarked: before.map { $0.traits.isMarked || scope.withholds($0.text) } ?? false
                || conversation.messages.contains { $0.speaks(of: scope) })
    }
}

extension Message {
    /// Somebody says something of what is withheld in it: the operator, or a model that was told of it.
    ///
    /// Results of tools are gone through line by line, and count only where they have what stands in a private file.
    func speaks(of scope: RedactionScope) -> Bool {
        scope.withholds(text) || handed.contains { $0.speaks(of: scope) }
            || toolUses.contains { scope.withholds($0.input) }
            || toolResults.contains { $0.tells(ofFilesIn: scope) }
    }

    /// It was said by the operator, and what it tells or hands over is to stay on this network.
    var isPrivate: Bool {
        role == .user && QuestionKind(of: text, handsOver: handed.contains(where: \.isPrivate)) == .private
    }
}
