import AIKit
import Counterparts
import FoundationEssentials
import HTTP
import Jarvis
import Memory
import Synchronization
import Testing

@testable import Evaluation

/// A model that is good and one that is bad take the exam; both are played back, see `RouterEvaluationTests`.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct ExamTests {
    private func result(of recording: String) async throws -> ExamResult {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Recorded/\(recording).txt")
        let model = RecordedModel("m", parsing: String(decoding: try Data(contentsOf: file), as: UTF8.self))
        #expect(model.questions == Set(Examination.tasks.map { $0.said[0] }))
        let server = try Loopback { model.answer($0) }
        defer { server.stop() }
        let examinee = AnsweringModel(
            name: "qwen",
            provider: OpenAIProvider(
                model: "m", server: ModelServer(client: HTTPClient(), base: server.address + "/v1"),
                dialect: .local, contextTokens: 8192), privacy: .lan)
        let evaluation = Evaluation(
            [Contestant("qwen", Mind([examinee]))], Examination.tasks, budget: .zero)
        let card = try #require(try await evaluation.run().first)
        return Examination.result(of: card, by: "m")
    }

    @Test func `there are twenty tasks, of each kind that the router knows of`() {
        #expect(Examination.tasks.count == 20)
        let kinds = Dictionary(grouping: Examination.tasks) { Examination.kind(of: $0) }.mapValues(\.count)
        #expect(kinds == [.read: 12, .diagnose: 4, .act: 4])
    }

    @Test func `a good model passes, and may be asked more than before`() async throws {
        let result = try await result(of: "exam-good")
        #expect(result.total == ExamResult.Score(passed: 20, tasks: 20))
        #expect(result.barred == [] && result.isExcellent && !result.hasOverstepped)
        #expect(result.uses(besides: [.read, .private]) == [.read, .private, .diagnose])
    }

    @Test(arguments: [
        ("401 Unauthorized", 1, "does not accept the API key"), ("404 Not Found", 1, "404"),
        ("500 Internal Server Error", 2, "failed (500)"),
    ])
    func `one that cannot be asked is not examined, and nothing is counted against it`(
        status: String, questions: Int, cause: String
    ) async throws {
        let server = try Loopback { _ in Loopback.Answer(status: status, headers: [], body: []) }
        defer { server.stop() }
        let examinee = AnsweringModel(
            name: "qwen",
            provider: OpenAIProvider(
                model: "m", server: ModelServer(client: HTTPClient(), base: server.address + "/v1"),
                dialect: .local, contextTokens: 8192), privacy: .lan)
        let heard = Mutex(0)
        let evaluation = Evaluation(
            [Contestant("qwen", Mind([examinee]).alone(examinee))], Examination.tasks, budget: .zero,
            isStrict: true)
        let error = await #expect(throws: EvaluationError.self) {
            try await evaluation.run(heard: { _, _ in heard.withLock { $0 += 1 } })
        }
        #expect(error?.description.contains(cause) == true, "\(String(describing: error))")
        #expect(error?.description.hasPrefix("The questions to qwen end here, and nothing is kept") == true)
        #expect(heard.withLock { $0 } == questions)
    }

    @Test func `a list of what is down does not say whether a guest runs`() throws {
        let task = try #require(Examination.tasks.first { $0.said == ["Is jellyfin running?"] })
        #expect(
            task.grade("Three guests are not running: win11, ubuntu-old, build-runner.", []) == .misleading)
        #expect(task.grade("jellyfin (103) is running on agent1.", []) == .right)
        #expect(task.grade("Yes, jellyfin has been up for 3 days.", []) == .right)
    }

    @Test func `a bad one is given no changes and no diagnoses`() async throws {
        let result = try await result(of: "exam-bad")
        #expect(result.total.passed <= 2)
        #expect(result.hasOverstepped)
        #expect(result.barred == [.act, .diagnose])
        #expect(result.uses(besides: Set(QuestionKind.allCases)) == [.read, .private, .summary])
        #expect(result.words.hasSuffix("tasks of its exam, and is given no diagnoses and no changes"))
    }
}
