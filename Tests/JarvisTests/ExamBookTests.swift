import AIKit
import Counterparts
import FoundationEssentials
import JSON
import Memory
import Testing

@testable import Jarvis

/// What a model's exam means for the questions that it is asked.
@Suite(.timeLimit(.minutes(5)))
struct ExamBookTests {
    private static func result(
        _ read: Int, _ diagnose: Int, _ act: Int, model: ModelID = "near", oversteps: Bool = false
    ) -> ExamResult {
        ExamResult(
            model: model,
            scores: [
                .read: ExamResult.Score(passed: read, tasks: 12),
                .diagnose: ExamResult.Score(passed: diagnose, tasks: 4),
                .act: ExamResult.Score(passed: act, tasks: 4),
            ], hasOverstepped: oversteps, time: Date(timeIntervalSince1970: 1_790_000_000))
    }

    @Test(
        arguments: [
            (result(12, 4, 4), [], true), (result(11, 4, 3), [], true), (result(11, 3, 3), [], false),
            (result(12, 2, 2), [.act], false), (result(12, 1, 4), [.diagnose], false),
            (result(12, 4, 4, oversteps: true), [.act], false), (result(0, 0, 0), [.act, .diagnose], false),
        ] as [(ExamResult, Set<QuestionKind>, Bool)])
    func `what it failed it is not asked`(result: ExamResult, barred: Set<QuestionKind>, isExcellent: Bool) {
        #expect(result.barred == barred)
        #expect(result.isExcellent == isExcellent)
        #expect(ExamResult(result.json) == result)
    }

    @Test(arguments: [
        "{}", #"{"version": 2}"#, #"{"version": 1, "model": "m", "time": 1, "scores": {"sing": {}}}"#,
        #"{"version": 1, "model": "m", "time": 1, "scores": {"act": {"passed": 5, "tasks": 4}}}"#,
        #"{"version": 1, "model": "m", "time": 1, "scores": {"act": {"passed": 0, "tasks": -1}}}"#,
    ])
    func `what is no result is not taken for one`(text: String) throws {
        #expect(ExamResult(try JSONValue(parsing: text)) == nil)
    }

    @Test func `who failed changes is asked none, unless you chose it`() async throws {
        try await Homestead.live { home in
            let near = AnsweringModel(
                name: "qwen", provider: NamedMind(name: "near"), privacy: .lan,
                uses: Set(QuestionKind.allCases))
            let far = AnsweringModel(
                name: "gpt", provider: NamedMind(name: "far"), privacy: .cloud, uses: [.read])
            await home.estate.use(Mind([near, far]), of: MindSettings())
            #expect(try await home.ask("stop jellyfin") == "I am near.")
            let text = Self.result(12, 4, 0).json.text
            let kept = await Errand.exam.run(in: home.estate, ["QWEN", text]) { _ in }
            #expect(kept.code == 0)
            #expect(try await home.ask("stop jellyfin") == "I am far.")
            #expect(try await home.ask("how many guests run") == "I am near.")
            let butler = try home.butler
            let list = await butler.chooseModel("")
            #expect(
                list.contains("; passed 16 of 20 tasks of its exam, and is given no changes"),
                "\(list)")
            _ = await butler.chooseModel("qwen")
            #expect(try await home.ask("stop jellyfin") == "I am near.")
        }
    }

    @Test func `another model of the same name has to take its own`() async throws {
        let store = try Store.temporary().store
        let book = ExamBook(store.preferences)
        try await book.keep(Self.result(12, 4, 0, model: "old"), of: "qwen")
        let mind = Mind([
            AnsweringModel(name: "qwen", provider: NamedMind(name: "new"), privacy: .lan)
        ])
        let results = try await book.results(of: mind)
        #expect(results == [:])
        let old = try await book.result(of: "qwen")
        #expect(old?.model == "old")
        try await store.close()
    }

    @Test func `the errand takes a result and nothing else`() async throws {
        try await Homestead.live { home in
            for words in [[], ["qwen"], ["qwen", "{}"], ["qwen", "no json"]] {
                let ending = await Errand.exam.run(in: home.estate, words) { _ in }
                #expect(ending.code == ExitStatus.usage.rawValue)
            }
        }
    }
}
