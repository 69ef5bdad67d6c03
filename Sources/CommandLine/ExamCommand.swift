import AIKit
import ArgumentParser
import Evaluation
import Glibc
import JSON
import Jarvis
import Multiplexer
import Text

/// `jarvis exam MODEL`: what a model is good for.
struct ExamCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exam", abstract: "Give a model twenty tasks and keep how it did.",
        discussion: """
            The tasks are done in simulated clusters of this process alone: things to read, to explain and to do. The result \
            is kept by the model's name and id and counts from its next question on: who fails changes or diagnoses is \
            given none, who does well is told of more tools. What it costs is entered into the ledger. `/model` and \
            `jarvis doctor` show the result. With --json: {"version": 1, "name", "model", "passed", "tasks", "barred": \
            ["act"|"diagnose"], "cost", "results": [{"task", "kind", "grade", "answer"}]}. Cost is in micro-dollars.
            """)

    @Argument(help: "The model's name in ai.models; where there is one only, its provider's.")
    var model: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        try Errand.Ending.leave {
            let environment = ProcessEnvironment.current
            let mind = try EvalCommand.mind(environment)
            let known = mind.isWithoutModel ? [] : mind.models
            guard let examinee = known.first(where: { $0.name.lowercased() == model.lowercased() }) else {
                let all = known.map(\.name).joined(separator: ", ")
                throw EvaluationRefusal(
                    description: "There is no model \"\(Untrusted(model).line)\" in the configuration; there "
                        + (all.isEmpty ? "is none." : "are \(all)."))
            }
            let isPaid = !examinee.provider.capabilities.isLocal
            let budget = isPaid ? try MoneyLeft.amount(of: mind.budget, environment) : .zero
            if isPaid { StandardError.write("At most \(budget) is spent.") }
            let card = try examined(examinee, mind, budget)
            let result = Examination.result(of: card, by: examinee.provider.model)
            StandardOutput.write(
                json ? document(card, result, examinee).text.asJSONLine : text(card, result, examinee))
            return try Self.keep(result, of: examinee)
        }
    }

    private func examined(
        _ examinee: AnsweringModel, _ mind: Mind, _ budget: Micros
    ) throws -> Scorecard {
        let contestant = Contestant(examinee.name, mind.alone(examinee))
        let evaluation = Evaluation([contestant], Examination.tasks, budget: budget, isStrict: true)
        let isShown = !json
        // The result is kept in a memory in any case.
        let cards = try BillClerk(.exam, isKeeping: true).attend(
            evaluation,
            heard: { trial in
                if isShown { StandardOutput.write(Self.line(trial) + "\n") }
            })
        return cards.first ?? Scorecard(examinee.name, [])
    }

    private static func keep(_ result: ExamResult, of examinee: AnsweringModel) throws -> Errand.Ending {
        let messenger = Messenger()
        let ending = try messenger.carry(.exam, [examinee.name, result.json.text])
        try messenger.close()
        return ending
    }

    /// A task with its mark, and of one that was not passed the beginning of the answer.
    private static func line(_ trial: Trial) -> String {
        let task = trial.question.said.joined(separator: " → ")
        guard trial.grade != .right else { return "  ok    \(task)" }
        let answer = Untrusted(trial.failure ?? trial.answer).line.clipped(toColumns: 100)
        return "  FAIL  \(task)\n        \(trial.grade.rawValue): \(answer)"
    }

    private func text(_ card: Scorecard, _ result: ExamResult, _ examinee: AnsweringModel) -> String {
        let cost = card.cost > .zero ? " It cost \(card.cost)." : ""
        let id = Untrusted(examinee.provider.model.rawValue).line
        return "\(examinee.name) (\(id)) \(result.words).\(cost)\n"
    }

    private func document(
        _ card: Scorecard, _ result: ExamResult, _ examinee: AnsweringModel
    ) -> JSONValue {
        [
            "version": 1, "name": .string(examinee.name), "model": .string(examinee.provider.model.rawValue),
            "passed": .integer(result.total.passed), "tasks": .integer(result.total.tasks),
            "barred": .array(result.barred.map(\.rawValue).sorted().map { .string($0) }),
            "cost": .integer(Int(clamping: card.cost.rawValue)),
            "results": .array(
                card.trials.map { trial in
                    [
                        "task": .string(trial.question.said.joined(separator: " → ")),
                        "kind": .string(Examination.kind(of: trial.question).rawValue),
                        "grade": .string(trial.grade.rawValue),
                        "answer": .string(trial.failure ?? trial.answer),
                    ]
                }),
        ]
    }
}
