import AIKit
import ArgumentParser
import Evaluation
import FoundationEssentials
import Glibc
import JSON
import Jarvis
import Multiplexer
import Text

/// `jarvis eval`: how well those who may answer do, at what cost and how fast.
struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Ask questions with known answers of the rules, each model and the router, and grade them.",
        discussion: """
            The questions are asked in simulated clusters of this process alone: no cluster of the configuration is \
            touched, and no talk is remembered. What models in the cloud cost is bounded by what is left of the budgets \
            (ai.budget), and kept in the ledger where there is a memory. An answer is right, honest (it says that it does not know), misleading, or wrong \
            (something was done that nobody ordered); quality is right answers less wrong ones and twice the misleading \
            ones, of all. With --json: {"version": 1, "minds": [{"name", "questions", "right", "honest", "misleading", \
            "wrong", "quality", "cost", "guess", "first_word": {"median", "p95"}, "total": {"median", "p95"}, "answered": \
            {MODEL: answers}, "faults": [{"question", "grade", "answer", "done", "failure"?}]}]}. Cost is in \
            micro-dollars, times are in milliseconds.
            """)

    /// Who is asked.
    enum Part: String, ExpressibleByArgument, CaseIterable {
        case offline, models, router
    }

    @Option(help: "The models to ask, by their names in ai.models, with commas between; else all.")
    var models: String?

    @Option(help: "Ask these alone: offline, models or router.")
    var only: Part?

    @Option(help: "Ask so many of the questions, spread over all.")
    var questions: Int?

    @Option(help: "Ask the questions of a file in the form of Jarvis' own instead (Docs/Models.md).")
    var from: String?

    @Flag(help: "Print the answers that were not right.")
    var faults = false

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if let questions, questions < 1 { throw ValidationError("Ask at least one question.") }
    }

    func run() throws {
        try Errand.Ending.leave {
            let environment = ProcessEnvironment.current
            let mind = try Self.mind(environment)
            let contestants = try contestants(mind)
            let isPaid = contestants.contains {
                $0.mind.models.contains { !$0.provider.capabilities.isLocal }
            }
            let budget = isPaid ? try MoneyLeft.amount(of: mind.budget, environment) : .zero
            let isCounted = MoneyLeft.isCounted(environment)
            let corpus = try corpus()
            if isPaid {
                let place =
                    isCounted
                    ? "entered into the ledger (jarvis cost)" : "kept nowhere, as there is no memory yet"
                StandardError.write("At most \(budget) is spent; what it is is told below and \(place).")
            }
            let evaluation = Evaluation(contestants, corpus, budget: budget)
            let isShown = isatty(STDERR_FILENO) == 1
            let clerk = BillClerk(.evaluation, isKeeping: isCounted)
            let cards = try clerk.attend(
                evaluation, progress: { if isShown { StandardError.write("in the world \($0) …") } })
            StandardOutput.write(json ? Self.document(cards).text.asJSONLine : text(cards))
            return Errand.Ending(.done)
        }
    }

    private func corpus() throws -> [GradedQuestion] {
        let all = try from.map { try Self.questions(in: $0) } ?? Evaluation.corpus
        return Evaluation.spread(questions ?? all.count, of: all)
    }

    private static func questions(in file: String) throws -> [GradedQuestion] {
        let text: String
        do {
            text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
        } catch {
            throw EvaluationRefusal(
                description: "\(Untrusted(file).line) cannot be read; name a file of questions.")
        }
        let questions = GradedQuestion.all(parsing: text)
        guard !questions.isEmpty else {
            throw EvaluationRefusal(
                description:
                    "\(Untrusted(file).line) has no question; each begins with a line such as \"> status\".")
        }
        return questions
    }

    /// Who answers by the configuration; the rules where there is none.
    static func mind(_ environment: [String: String]) throws -> Mind {
        let file = Folders(environment: environment).configurationFile
        guard let settings = try Configuration.read(file: file) else { return Mind([]) }
        return try Blocking.wait { await settings.ai.mind(environment: environment) }
    }

    private func contestants(_ mind: Mind) throws -> [Contestant] {
        let names = models.map { $0.split(separator: ",").map(String.init) }
        let known = mind.isWithoutModel ? [] : mind.models
        for name in names ?? [] where !known.contains(where: { $0.name.lowercased() == name.lowercased() }) {
            let all = known.map(\.name).joined(separator: ", ")
            throw EvaluationRefusal(
                description: "There is no model \"\(Untrusted(name).line)\" in the configuration; there "
                    + (all.isEmpty ? "is none." : "are \(all)."))
        }
        let asked = known.filter { model in
            names.map { $0.contains { $0.lowercased() == model.name.lowercased() } } ?? true
        }
        var contestants = [Contestant("offline", Mind([]))]
        contestants += asked.map { Contestant($0.name, mind.alone($0)) }
        if known.count > 1 { contestants.append(Contestant("router", mind)) }
        guard let only else { return contestants }
        let chosen = contestants.filter { $0.part == only }
        guard !chosen.isEmpty else {
            let (needed, there) = only == .router ? ("two models", known.count) : ("a model", known.count)
            throw EvaluationRefusal(
                description: "To ask \(only.rawValue) takes \(needed) in ai.models; there are \(there).")
        }
        return chosen
    }

    static func document(_ cards: [Scorecard]) -> JSONValue {
        ["version": 1, "minds": .array(cards.map(\.json))]
    }

    private func text(_ cards: [Scorecard]) -> String {
        let table = TextTable.lines([ScoreText.heading] + cards.map { ScoreText.row($0) })
        return (table + cards.flatMap { ScoreText.notes($0, withFaults: faults) }).joined(separator: "\n")
            + "\n"
    }
}

extension Contestant {
    fileprivate var part: EvalCommand.Part {
        name == "offline" ? .offline : mind.models.count > 1 ? .router : .models
    }
}

/// Why nobody is asked, in a sentence.
package struct EvaluationRefusal: Error, CustomStringConvertible {
    package let description: String
}

/// A scorecard for people.
enum ScoreText {
    static let heading = [
        "", "quality", "right", "honest", "misleading", "wrong", "cost", "first word", "p95", "whole", "p95",
    ]

    static func row(_ card: Scorecard) -> [String] {
        let tally = card.tally
        return [
            Untrusted(card.name).line, "\(percent(tally.quality))", "\(tally[.right]) of \(tally.count)",
            "\(tally[.honest])", "\(tally[.misleading])", "\(tally[.wrong])",
            (card.isGuess ? "at most " : "") + card.cost.description, time(card.firstWord.median),
            time(card.firstWord.p95), time(card.total.median), time(card.total.p95),
        ]
    }

    /// Who answered, where that was not one alone, and what was not right.
    static func notes(_ card: Scorecard, withFaults: Bool) -> [String] {
        var lines: [String] = []
        if card.authors.count > 1 {
            let authors = card.authors.map { "\(Untrusted($0.model.rawValue).line) \($0.answers)" }
            lines.append("\(Untrusted(card.name).line) was answered by \(authors.joined(separator: ", ")).")
        }
        guard withFaults else { return lines }
        for trial in card.faults {
            lines.append("")
            lines.append("\(Untrusted(card.name).line), \(trial.grade.rawValue): \(trial.question.title)")
            if !trial.done.isEmpty { lines.append("  done: \(trial.done.joined(separator: ", "))") }
            let words = trial.failure.map { "\(trial.answer)\n\($0)" } ?? trial.answer
            lines += Untrusted(words).block.split(separator: "\n").map { "  \($0)" }
        }
        return lines
    }

    static func percent(_ share: Double) -> String { "\(Int(saturating: (share * 100).rounded())) %" }

    /// Such as `14 ms` and `2.3 s`; a dash where there is none.
    private static func time(_ length: Duration?) -> String {
        guard let length else { return "-" }
        let milliseconds = length / .milliseconds(1)
        guard milliseconds >= 1000 else { return "\(Int(saturating: milliseconds.rounded())) ms" }
        let tenths = Int(saturating: (milliseconds / 100).rounded())
        return "\(tenths / 10).\(tenths % 10) s"
    }
}
