import AIKit
import Counterparts
import FoundationEssentials
import HTTP
import Jarvis
import Testing

@testable import Evaluation

/// The router between a model of one's own network and one in a cloud, both played back by servers on loopback.
///
/// What they answer stands in `Recorded/` and was written by hand after the shape of real answers, some of it wrong on purpose: it
/// shows that the router sends each question where it belongs, relieves who loses its way and pays less, and nothing about
/// how good any model is. Calls run against the real simulator, and tokens are those of what was really sent.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct RouterEvaluationTests {
    private static func recorded(_ name: String, as model: String) throws -> RecordedModel {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Recorded/\(name).txt")
        return RecordedModel(model, parsing: String(decoding: try Data(contentsOf: file), as: UTF8.self))
    }

    /// The questions of the corpus that a model has answers to: alone and in one world, the first that asks them.
    private static func questions(_ model: RecordedModel) -> [GradedQuestion] {
        var open = model.questions
        return Evaluation.corpus.filter { question in
            question.said.count == 1 && question.world != "quorumless" && open.remove(question.said[0]) != nil
        }
    }

    /// Lives with both servers until the body ends.
    private func live(
        _ body: (_ near: AnsweringModel, _ far: AnsweringModel, [GradedQuestion]) async throws -> Void
    ) async throws {
        let (near, far) = (
            try Self.recorded("local", as: "qwen2.5-7b"), try Self.recorded("cloud", as: "gpt-5-mini")
        )
        let (nearServer, farServer) = (try Loopback { near.answer($0) }, try Loopback { far.answer($0) })
        defer {
            nearServer.stop()
            farServer.stop()
        }
        try await body(
            AnsweringModel(
                name: "qwen",
                provider: OpenAIProvider(
                    model: "qwen2.5-7b",
                    server: ModelServer(client: HTTPClient(), base: nearServer.address + "/v1"),
                    dialect: .local, contextTokens: 16_384), privacy: .lan),
            AnsweringModel(
                name: "gpt",
                provider: OpenAIProvider(
                    model: "gpt-5-mini",
                    server: ModelServer(client: HTTPClient(), base: farServer.address + "/v1"),
                    dialect: OpenAIDialect(limitKey: "max_tokens", isLocal: false), contextTokens: 200_000),
                privacy: .cloud), Self.questions(far))
    }

    @Test func `the router is nearly as good as the cloud alone, for half its money at most`() async throws {
        try await live { near, far, questions in
            #expect(questions.count >= 40)
            let cap = Micros(rawValue: 10_000_000)
            let evaluation = Evaluation(
                [Contestant("gpt", Mind([far])), Contestant("router", Mind([far, near]))], questions,
                budget: cap)
            let cards = try await evaluation.run()
            let (cloud, router) = (cards[0], cards[1])
            for trial in cloud.faults + router.faults where trial.grade != .honest {
                Issue.record(
                    "\(trial.grade.rawValue): \(trial.question.title) \(trial.done)\n\(trial.answer)")
            }
            #expect(cloud.tally.quality > 0.9)
            #expect(router.tally.quality >= 0.97 * cloud.tally.quality)
            #expect(cloud.cost > .zero && !cloud.isGuess && !router.isGuess)
            #expect(router.cost.rawValue * 2 <= cloud.cost.rawValue)
            #expect(cloud.cost + router.cost <= cap)
            // Both answer, and what is to be changed or explained goes to the cloud.
            #expect(Set(router.authors.map(\.model)) == ["gpt-5-mini", "qwen2.5-7b"])
            let kinds = Dictionary(grouping: router.trials) { $0.author?.rawValue ?? "" }
                .mapValues { Set($0.map { QuestionKind(of: $0.question.said[0]) }) }
            #expect(kinds["qwen2.5-7b"] == [.read])
            print(
                "router: quality \(router.tally.quality) of \(cloud.tally.quality), cost \(router.cost) of "
                    + "\(cloud.cost), \(router.authors.map { "\($0.model) \($0.answers)" })")
        }
    }

    @Test func `no money passes the cap, however much is asked`() async throws {
        try await live { near, far, questions in
            let some = Evaluation.spread(12, of: questions)
            let cap = Micros(rawValue: 30_000)
            let evaluation = Evaluation(
                [Contestant("gpt", Mind([far])), Contestant("router", Mind([far, near]))], some, budget: cap)
            let cards = try await evaluation.run()
            #expect(cards[0].cost + cards[1].cost <= cap)
            #expect(cards[0].cost > .zero)
            // The bills of all answers come to what the questions cost, for the ledger.
            for trial in cards.flatMap(\.trials) {
                #expect(trial.bills.reduce(.zero) { $0 + $1.charge.cost } == trial.cost)
                #expect(trial.bills.allSatisfy { $0.reservation == nil && !$0.isEmpty })
            }
            #expect(cards[1].trials.contains { $0.bills.contains { $0.model == "qwen2.5-7b" } })
            // When it is used up the rules answer, or the model that costs nothing.
            #expect(cards[0].authors.map(\.model).contains("offline"))
        }
    }
}
