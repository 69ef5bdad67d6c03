import AIKit
import Jarvis
import Testing

@testable import Evaluation

/// The rules' own mind is asked everything over the simulator, as `jarvis eval --only offline` does.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct OfflineEvaluationTests {
    /// The share of right answers that is promised.
    private static let bound = 0.85

    @Test func `the rules mislead nobody, and most of what they say is right`() async throws {
        let evaluation = Evaluation([Contestant("offline", Mind([]))], Evaluation.corpus, budget: .zero)
        let card = try #require(try await evaluation.run().first)
        let tally = card.tally
        #expect(tally.count >= 120)
        #expect(tally[.misleading] == 0 && tally[.wrong] == 0)
        #expect(tally.right >= Self.bound)
        #expect(card.cost == .zero && !card.isGuess)
        #expect(card.total.median != nil && card.firstWord.median != nil)
        let counts = Grade.allCases.map { "\($0.rawValue) \(tally[$0])" }.joined(separator: ", ")
        print("offline over the simulator: \(tally.count) questions: \(counts)")
        for trial in card.faults where trial.grade != .honest {
            Issue.record("\(trial.grade.rawValue): \(trial.question.title) \(trial.done)\n\(trial.answer)")
        }
    }

    @Test func `no question is asked twice, and every world is there`() throws {
        let all = Evaluation.corpus
        #expect(Set(all.map(\.title)).count == all.count)
        #expect(Set(all.map(\.world)) == ["calm", "dead", "quorumless", "filling", "crashed", "orders"])
        // What nothing is expected of is right whatever is answered.
        let empty = all.filter { $0.facts.isEmpty && $0.misleading.isEmpty && $0.orders.isEmpty }
        #expect(empty.filter { !$0.isBeyondKnowing }.map(\.title) == [])
    }
}
