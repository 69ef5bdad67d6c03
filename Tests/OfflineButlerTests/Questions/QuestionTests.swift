import AIKit
import Counterparts
import Testing

@testable import OfflineButler

@Suite
struct QuestionTests {
    /// What came of one question.
    private struct Trial {
        let question: GradedQuestion
        let answer: String
        let done: [String]
        let grade: Grade
    }

    private static func questions(in file: String) throws -> [GradedQuestion] {
        GradedQuestion.all(parsing: try Fixtures.text("Questions/\(file).txt"))
    }

    private func ask(_ question: GradedQuestion) async -> Trial {
        var conversation = Conversation(system: "")
        let world = QuestionWorld(question.world)
        let done = Collected<String>()
        for words in question.said {
            conversation = await agent(world, done).run(words, in: conversation) { _ in }
        }
        let answer = conversation.messages.last?.text ?? ""
        return Trial(
            question: question, answer: answer, done: done.all, grade: question.grade(answer, done.all))
    }

    private func agent(_ world: QuestionWorld, _ done: Collected<String>) -> Agent {
        let time = TestTime()
        return Agent(
            provider: OfflineProvider(now: { QuestionWorld.now }), tools: world.tools { done.add($0) },
            desk: ApprovalDesk(now: { time.now }), gate: { _ in SafetyGate() }, audit: { _ in },
            confirm: { _ in
                time.advance(by: .seconds(5))
                return .yes
            })
    }

    /// The share of right answers that is promised.
    private static let bound = 0.85

    @Test(arguments: ["open", "held-out"])
    func `a question is answered rightly, or the butler says that he cannot`(file: String) async throws {
        var trials: [Trial] = []
        for question in try Self.questions(in: file) { trials.append(await ask(question)) }
        let tally = Dictionary(grouping: trials, by: \.grade).mapValues(\.count)
        let counts = Grade.allCases.map { "\($0.rawValue) \(tally[$0] ?? 0)" }
        print("\(file): \(trials.count) questions: \(counts.joined(separator: ", "))")
        #expect(trials.count >= 60)
        for trial in trials where trial.grade == .misleading || trial.grade == .wrong {
            Issue.record(
                "\(trial.grade.rawValue): \(trial.question.title) \(trial.done)\n\(trial.answer)")
        }
        #expect(Double(tally[.right] ?? 0) >= Self.bound * Double(trials.count))
    }

    @Test
    func `the questions are enough to be a promise`() throws {
        let all = try ["open", "held-out"].flatMap { try Self.questions(in: $0) }
        #expect(all.count >= 200)
        #expect(Set(all.map(\.title)).count == all.count)
    }
}
