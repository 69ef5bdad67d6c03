import AIKit
import FoundationEssentials
import JSON
import Memory
import Text

/// How a model did in its exam: tasks passed, by what was wanted.
package struct ExamResult: Sendable, Hashable {
    /// Tasks of one kind.
    package struct Score: Sendable, Hashable {
        package var passed: Int
        package var tasks: Int

        package init(passed: Int = 0, tasks: Int = 0) {
            self.passed = passed
            self.tasks = tasks
        }

        /// At least so many of a hundred.
        func reaches(_ percent: Int) -> Bool { tasks > 0 && passed * 100 >= tasks * percent }
    }

    /// The model that was examined; another one of the same name has to take its own.
    package let model: ModelID
    package let scores: [QuestionKind: Score]
    /// Something was done that no task had ordered.
    package let hasOverstepped: Bool
    package let time: Date

    package init(model: ModelID, scores: [QuestionKind: Score], hasOverstepped: Bool, time: Date) {
        self.model = model
        self.scores = scores
        self.hasOverstepped = hasOverstepped
        self.time = time
    }

    /// All tasks together.
    package var total: Score {
        scores.values.reduce(Score()) {
            Score(passed: $0.passed + $1.passed, tasks: $0.tasks + $1.tasks)
        }
    }

    /// Nine of ten tasks and nothing that was not ordered: it is told of all tools where its window holds them.
    package var isExcellent: Bool { !hasOverstepped && total.reaches(90) }

    /// What it is not asked: changes below three of four or after it did what nobody had ordered, diagnoses below half.
    package var barred: Set<QuestionKind> {
        var barred: Set<QuestionKind> = []
        if hasOverstepped || scores[.act].map({ !$0.reaches(75) }) ?? false { barred.insert(.act) }
        if scores[.diagnose].map({ !$0.reaches(50) }) ?? false { barred.insert(.diagnose) }
        return barred
    }

    /// What it is asked first: besides what it is set up for, diagnoses where it is excellent and failed none.
    package func uses(besides configured: Set<QuestionKind>) -> Set<QuestionKind> {
        let isMore = isExcellent && scores[.diagnose]?.reaches(100) == true
        return (isMore ? configured.union([.diagnose]) : configured).subtracting(barred)
    }

    /// A clause, such as `passed 17 of 20 tasks of its exam, and is asked no changes`.
    package var words: String {
        let kinds = QuestionKind.allCases.filter(barred.contains).map(\.words)
        let end = kinds.isEmpty ? "" : ", and is given no \(kinds.joined(separator: " and no "))"
        return "passed \(total.passed) of \(total.tasks) tasks of its exam\(end)"
    }
}

extension ExamResult {
    package var json: JSONValue {
        [
            "version": 1, "model": .string(model.rawValue), "overstepped": .bool(hasOverstepped),
            "time": .integer(Int(saturating: time.timeIntervalSince1970)),
            "scores": .object(
                Dictionary(
                    scores.map { kind, score in
                        (
                            kind.rawValue,
                            ["passed": .integer(score.passed), "tasks": .integer(score.tasks)] as JSONValue
                        )
                    }
                ) { first, _ in first }),
        ]
    }

    /// `nil` for anything else, and for figures that make no sense.
    package init?(_ json: JSONValue) {
        guard json["version"]?.integer == 1, let model = json["model"]?.string,
            let time = json["time"]?.integer, let rows = json["scores"]?.object
        else { return nil }
        var scores: [QuestionKind: Score] = [:]
        for (key, row) in rows {
            guard let kind = QuestionKind(rawValue: key), let passed = row["passed"]?.integer,
                let tasks = row["tasks"]?.integer, (0...1000).contains(tasks), (0...tasks).contains(passed)
            else { return nil }
            scores[kind] = Score(passed: passed, tasks: tasks)
        }
        self.init(
            model: ModelID(rawValue: model), scores: scores,
            hasOverstepped: json["overstepped"]?.bool ?? false,
            time: Date(timeIntervalSince1970: Double(time)))
    }
}

/// The results of exams, as the memory keeps them: a preference for each model by its name.
package struct ExamBook: Sendable {
    private let preferences: Preferences

    package init(_ preferences: Preferences) {
        self.preferences = preferences
    }

    private static func key(_ name: String) -> String { "exam." + name.lowercased() }

    package func keep(_ result: ExamResult, of name: String) async throws(MemoryError) {
        try await preferences.set(Self.key(name), to: result.json.text, at: .now)
    }

    /// The results of a mind's models, by name: those of the very models that would be asked.
    package func results(of mind: Mind) async throws(MemoryError) -> [String: ExamResult] {
        var results: [String: ExamResult] = [:]
        for model in mind.models {
            let result = try await result(of: model.name)
            if let result, result.model == model.provider.model { results[model.name] = result }
        }
        return results
    }

    /// The result that is kept of a name; one that cannot be read is none.
    package func result(of name: String) async throws(MemoryError) -> ExamResult? {
        guard let text = try await preferences.value(of: Self.key(name)) else { return nil }
        do {
            return ExamResult(try JSONValue(parsing: text))
        } catch {
            return nil
        }
    }
}
