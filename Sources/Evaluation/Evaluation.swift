import AIKit
import Jarvis

/// Asks all questions of all who are to be asked, world by world, and one after the other, so that times mean something.
package struct Evaluation: Sendable {
    package let contestants: [Contestant]
    package let questions: [GradedQuestion]
    /// The money that all of it may cost together.
    package let budget: Micros

    package init(_ contestants: [Contestant], _ questions: [GradedQuestion], budget: Micros) {
        self.contestants = contestants
        self.questions = questions
        self.budget = budget
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
                }
            }
            await world.close()
        }
        return zip(contestants, trials).map { Scorecard($0.name, $1) }
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
