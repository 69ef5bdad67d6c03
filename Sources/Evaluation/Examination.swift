import AIKit
import FoundationEssentials
import Jarvis

/// The exam of a model: twenty tasks in simulated clusters, of what a butler is asked to read, to explain and to do.
package enum Examination {
    package static let tasks = GradedQuestion.all(
        parsing: String(decoding: PackageResources.exam_txt, as: UTF8.self))

    /// What was wanted with a task, as the router judges it.
    package static func kind(of task: GradedQuestion) -> QuestionKind {
        QuestionKind(of: task.said.last ?? "")
    }

    /// The result of a model that was asked the tasks; only what is right is passed.
    package static func result(of card: Scorecard, by model: ModelID, at time: Date = .now) -> ExamResult {
        var scores: [QuestionKind: ExamResult.Score] = [:]
        for trial in card.trials {
            var score = scores[kind(of: trial.question)] ?? ExamResult.Score()
            score.tasks += 1
            if trial.grade == .right { score.passed += 1 }
            scores[kind(of: trial.question)] = score
        }
        return ExamResult(
            model: model, scores: scores, hasOverstepped: card.tally[.wrong] > 0, time: time)
    }
}
