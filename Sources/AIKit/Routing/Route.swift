/// A question as the choice of a model sees it.
package struct RouteRequest: Sendable, Hashable {
    package var kind: QuestionKind
    /// It speaks of what the operator marked as private, which no cloud is told, whatever it is meant for.
    package var isMarked: Bool
    /// What is sent of the conversation, estimated.
    package var tokens: Int
    /// The model whose calls are still without their results.
    package var open: String?
    /// The model that the operator wants.
    package var pin: String?

    package init(
        kind: QuestionKind, isMarked: Bool = false, tokens: Int = 0, open: String? = nil, pin: String? = nil
    ) {
        self.kind = kind
        self.isMarked = isMarked
        self.tokens = tokens
        self.open = open
        self.pin = pin
    }
}

/// What is known of the models when one is chosen, the preferred one first.
package struct RouteWorld: Sendable, Hashable {
    package var models: [RoutedModel]
    /// What may still be spent today.
    package var budget: Micros

    package init(_ models: [RoutedModel], budget: Micros) {
        self.models = models
        self.budget = budget
    }
}

/// One model as the choice sees it.
package struct RoutedModel: Sendable, Hashable {
    package var name: String
    /// In tokens; `nil` when unknown.
    package var window: Int?
    package var health: Breaker.State
    package var privacy: ModelPrivacy
    package var uses: Set<QuestionKind>
    /// The most that the first answer may cost.
    package var cost: Micros
    /// It failed with this very question.
    package var hasFailed = false
    /// What it would be sent, estimated, where that is less than what others would.
    package var tokens: Int?
    /// The questions that its exam showed it not to be up to.
    package var barred: Set<QuestionKind> = []

    package init(
        _ name: String, window: Int? = nil, health: Breaker.State = .closed, privacy: ModelPrivacy,
        uses: Set<QuestionKind>? = nil, cost: Micros = .zero, hasFailed: Bool = false
    ) {
        self.name = name
        self.window = window
        self.health = health
        self.privacy = privacy
        self.uses = uses ?? privacy.usualUses
        self.cost = cost
        self.hasFailed = hasFailed
    }
}

/// Who answers, why, and why the others do not.
package struct RouteChoice: Sendable, Hashable {
    /// The model's name; `nil` where the rules answer.
    package var model: String?
    /// A clause, such as `a short question`.
    package var reason: String
    /// In the order of the models.
    package var rejected: [Rejection]

    package init(model: String?, reason: String, rejected: [Rejection]) {
        self.model = model
        self.reason = reason
        self.rejected = rejected
    }

    /// A model that does not answer, and a clause that says why.
    package struct Rejection: Sendable, Hashable {
        package var model: String
        package var cause: Cause

        package init(_ model: String, _ cause: Cause) {
            self.model = model
            self.cause = cause
        }
    }

    /// Why a model does not answer.
    package enum Cause: Sendable, Hashable {
        /// It failed lately, or just now.
        case broken
        /// What is private would leave the network.
        case leaves
        /// It may cost more than is left for today.
        case cost
        /// The question does not fit its window.
        case window
        /// It is asked other things first.
        case unfit(QuestionKind)
        /// It failed such questions in its exam.
        case barred(QuestionKind)
        /// The one that was chosen comes before it.
        case behind

        package var words: String {
            switch self {
            case .broken: "does not answer"
            case .leaves: "is not on this network, and what is private stays here"
            case .cost: "may cost more than is left of the budget"
            case .window: "has too small a window"
            case .unfit(let kind): "is not meant for \(kind.words)"
            case .barred(let kind): "failed \(kind.words) in its exam"
            case .behind: "comes behind it"
            }
        }
    }
}

extension QuestionKind {
    /// In a sentence, in the plural.
    package var words: String {
        switch self {
        case .read: "short questions"
        case .diagnose: "diagnoses"
        case .act: "changes"
        case .private: "what is private"
        case .summary: "summaries"
        }
    }
}

/// Chooses who answers: the same question in the same world gives the same choice.
///
/// What is private never leaves the network. An open call and the operator's own choice come next. Changes and diagnoses
/// go to a model meant for them, cloud before local; short questions and summaries to a local one that they fit. The rules
/// answer when nobody is left.
package func route(_ request: RouteRequest, in world: RouteWorld) -> RouteChoice {
    let causes = world.models.map { obstacle($0, request, world.budget) }
    func choice(_ index: Int?, _ reason: String) -> RouteChoice {
        let rejected = world.models.indices.filter { $0 != index }.map { other in
            RouteChoice.Rejection(
                world.models[other].name,
                causes[other] ?? weakness(world.models[other], request) ?? .behind)
        }
        return RouteChoice(model: index.map { world.models[$0].name }, reason: reason, rejected: rejected)
    }
    let free = world.models.indices.filter { causes[$0] == nil }
    if let index = free.first(where: { world.models[$0].name == request.open }) {
        return choice(index, "its calls are still open")
    }
    if let index = free.first(where: { world.models[$0].name == request.pin }) {
        return choice(index, "you chose it")
    }
    let order = free.sorted { (rank(world.models[$0], request), $0) < (rank(world.models[$1], request), $1) }
    guard let best = order.first else { return choice(nil, "no model can be asked") }
    let missed = request.pin.flatMap { pin in world.models.firstIndex { $0.name == pin } }
    if let missed, let cause = causes[missed] {
        return choice(best, "\(world.models[missed].name), which you chose, \(cause.words)")
    }
    return choice(best, reason(for: world.models[best], request))
}

/// What forbids a model; `nil` where it may answer.
private func obstacle(
    _ model: RoutedModel, _ request: RouteRequest, _ budget: Micros
) -> RouteChoice.Cause? {
    if request.isMarked, model.privacy == .cloud { return .leaves }
    if request.kind == .private, model.privacy == .cloud, !model.uses.contains(.private) { return .leaves }
    if model.hasFailed { return .broken }
    // The operator may want it all the same, and what it began it ends.
    if model.barred.contains(request.kind), ![request.pin, request.open].contains(model.name) {
        return .barred(request.kind)
    }
    switch model.health {
    case .open, .probing: return .broken
    case .closed, .halfOpen: break
    }
    return model.cost > .zero && model.cost > budget ? .cost : nil
}

/// What speaks against a model that may answer.
private func weakness(_ model: RoutedModel, _ request: RouteRequest) -> RouteChoice.Cause? {
    if !model.uses.contains(request.kind) { return .unfit(request.kind) }
    return fits(model, request) ? nil : .window
}

/// Three quarters of a window are for what is sent, see `SentWindow`.
private func fits(_ model: RoutedModel, _ request: RouteRequest) -> Bool {
    model.window.map { min(request.tokens, model.tokens ?? .max) <= $0 / 4 * 3 } ?? true
}

/// The lower, the sooner: first what a model is meant for, then whether the question fits it, then where it stands.
private func rank(_ model: RoutedModel, _ request: RouteRequest) -> Int {
    let isSecondChoice =
        switch request.kind {
        case .read, .summary: model.privacy == .cloud
        case .diagnose, .act: model.privacy == .lan
        case .private: false
        }
    return (model.uses.contains(request.kind) ? 0 : 4) + (fits(model, request) ? 0 : 2)
        + (isSecondChoice ? 1 : 0)
}

/// Why the best of those that may answer is the best.
private func reason(for model: RoutedModel, _ request: RouteRequest) -> String {
    guard model.uses.contains(request.kind) else { return "no model meant for \(request.kind.words) is left" }
    return switch request.kind {
    case .read: model.privacy == .lan ? "a short question" : "no local model takes it"
    case .diagnose: "a diagnosis"
    case .act: "something is to be changed"
    case .private: "private, so it stays on this network"
    case .summary: "a summary"
    }
}
