import AIKit
import Jarvis

/// Asks all questions of all who are to be asked, world by world, and one after the other, so that times mean something.
package struct Evaluation: Sendable {
    package let contestants: [Contestant]
    package let questions: [GradedQuestion]
    /// The money that all of it may cost together.
    package let budget: Micros
    /// Whether a failure that says nothing of what a model is able to ends all of it.
    package let isStrict: Bool

    package init(
        _ contestants: [Contestant], _ questions: [GradedQuestion], budget: Micros, isStrict: Bool = false
    ) {
        self.contestants = contestants
        self.questions = questions
        self.budget = budget
        self.isStrict = isStrict
    }

    /// The questions that Jarvis comes with.
    package static let corpus = GradedQuestion.all(
        parsing: String(decoding: PackageResources.homelab_txt, as: UTF8.self))

    /// So many of some questions, spread evenly over them.
    package static func spread(_ count: Int, of all: [GradedQuestion]) -> [GradedQuestion] {
        guard count < all.count, count > 0 else { return all }
        return (0..<count).map { all[$0 * all.count / count] }
    }

    /// `progress` hears of each world that begins, and `heard` of each answer.
    package func run(
        progress: @Sendable (String) -> Void = { _ in },
        heard: @Sendable (Contestant, Trial) -> Void = { _, _ in }
    ) async throws(EvaluationError) -> [Scorecard] {
        var trials = contestants.map { _ in [Trial]() }
        var spent = Micros.zero
        for sitting in sittings {
            progress(sitting.questions[0].world)
            let world = try await EvaluatedWorld.open(sitting.questions[0].world)
            var here = Micros.zero
            for index in sitting.contestants {
                for question in sitting.questions {
                    let mind = contestants[index].mind.within(left(of: spent, besides: here))
                    let trial = await Interview(world: world, mind: mind).trial(of: question)
                    (here, spent) = (here + trial.cost, spent + trial.cost)
                    trials[index].append(trial)
                    heard(contestants[index], trial)
                    guard isStrict, let cause = Self.hindrance(in: trials[index]) else { continue }
                    await world.close()
                    throw .hindered(contestants[index].name, cause)
                }
            }
            await world.close()
        }
        return zip(contestants, trials).map { Scorecard($0.name, $1) }
    }

    /// Why nothing is to be learnt of a model: it cannot be asked, or it broke off twice in a row.
    private static func hindrance(in trials: [Trial]) -> RunFailure? {
        guard let cause = trials.last?.cause else { return nil }
        switch cause {
        case .provider(let error) where error.bars: return cause
        case .provider(let error) where error.breaks:
            guard case .provider(let before)? = trials.dropLast().last?.cause, before.breaks else {
                return nil
            }
            return cause
        case .overBudget, .windowTooSmall: return cause
        case .provider, .truncated, .tooManyIterations, .empty, .spokenCall, .outOfDepth, .cancelled:
            return nil
        }
    }

    /// Those who are asked in one world, by their places, and what.
    private struct Sitting {
        var contestants: [Int]
        var questions: [GradedQuestion]
    }

    /// A sitting for each world; an order changes its world, so that each has one of its own.
    private var sittings: [Sitting] {
        var sittings: [Sitting] = []
        for question in questions {
            if question.world == Self.changing {
                sittings += contestants.indices.map { Sitting(contestants: [$0], questions: [question]) }
            } else if let index = sittings.firstIndex(where: { $0.questions[0].world == question.world }) {
                sittings[index].questions.append(question)
            } else {
                sittings.append(Sitting(contestants: Array(contestants.indices), questions: [question]))
            }
        }
        return sittings
    }

    private static let changing = "orders"

    /// What a memory that knows of `here` may let be spent, so that nothing passes the budget.
    private func left(of spent: Micros, besides here: Micros) -> Micros {
        max(.zero, budget - spent) + here
    }
}

extension Mind {
    /// The same with so much money for a day, and no other bound.
    fileprivate func within(_ budget: Micros) -> Mind {
        var mind = self
        mind.budget = BudgetSettings()
        mind.budget.day = budget
        return mind
    }
}

extension ProviderError {
    /// Whether the model cannot be asked at all.
    fileprivate var bars: Bool {
        switch self {
        case .offline, .authentication, .forbidden, .rateLimited, .overloaded, .loading, .spendLimit,
            .unknownModel, .misconfigured:
            true
        case .timedOut, .server, .cutOff, .contextOverflow, .badRequest, .toolCallFailed, .refused,
            .cancelled:
            false
        }
    }

    /// Whether an answer was hindered on its way, which may happen once.
    fileprivate var breaks: Bool {
        switch self {
        case .timedOut, .server, .cutOff: true
        case .offline, .authentication, .forbidden, .rateLimited, .overloaded, .loading, .spendLimit,
            .unknownModel, .misconfigured, .contextOverflow, .badRequest, .toolCallFailed, .refused,
            .cancelled:
            false
        }
    }
}
