import AIKit
import JSON
import Jarvis

/// One of those who are asked.
package struct Contestant: Sendable {
    package let name: String
    package let mind: Mind

    package init(_ name: String, _ mind: Mind) {
        self.name = name
        self.mind = mind
    }
}

/// How one of those who were asked did: quality, cost and latency.
package struct Scorecard: Sendable {
    package let name: String
    package let trials: [Trial]

    package init(_ name: String, _ trials: [Trial]) {
        self.name = name
        self.trials = trials
    }

    package var tally: GradeTally { GradeTally(trials.map(\.grade)) }
    package var cost: Micros { trials.reduce(.zero) { $0 + $1.cost } }
    /// Whether a part of the cost is a guess.
    package var isGuess: Bool { trials.contains(where: \.isGuess) }
    package var firstWord: LatencyPair { LatencyPair(trials.compactMap(\.firstWord)) }
    package var total: LatencyPair { LatencyPair(trials.map(\.took)) }
    /// What was not right, in the order it was asked.
    package var faults: [Trial] { trials.filter { $0.grade != .right } }

    /// How many answers each model gave, the most first.
    package var authors: [(model: ModelID, answers: Int)] {
        Dictionary(grouping: trials.compactMap(\.author)) { $0 }.map { ($0.key, $0.value.count) }
            .sorted { ($1.1, $0.0.rawValue) < ($0.1, $1.0.rawValue) }
    }

    /// The members are told in the help of `jarvis eval`.
    package var json: JSONValue {
        let tally = tally
        return [
            "name": .string(name), "questions": .integer(tally.count), "right": .integer(tally[.right]),
            "honest": .integer(tally[.honest]), "misleading": .integer(tally[.misleading]),
            "wrong": .integer(tally[.wrong]), "quality": .number(tally.quality),
            "cost": .integer(Int(clamping: cost.rawValue)), "guess": .bool(isGuess),
            "first_word": firstWord.json, "total": total.json,
            "answered": .object(
                Dictionary(authors.map { ($0.model.rawValue, .integer($0.answers)) }) { first, _ in first }),
            "faults": .array(faults.map(\.json)),
        ]
    }
}

extension Trial {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [
            "question": .string(question.title), "grade": .string(grade.rawValue), "answer": .string(answer),
            "done": .array(done.map { .string($0) }),
        ]
        members["failure"] = failure.map { .string($0) }
        return .object(members)
    }
}

/// The middle of some lengths of time, and the one that 95 of 100 do not pass; `nil` where there are none.
package struct LatencyPair: Sendable, Hashable {
    package let median: Duration?
    package let p95: Duration?

    package init(_ lengths: [Duration]) {
        let sorted = lengths.sorted()
        func rank(_ percent: Int) -> Duration? {
            guard !sorted.isEmpty else { return nil }
            return sorted[max(0, (sorted.count * percent + 99) / 100 - 1)]
        }
        (median, p95) = (rank(50), rank(95))
    }

    /// In milliseconds.
    fileprivate var json: JSONValue {
        func milliseconds(_ length: Duration?) -> JSONValue {
            length.map { .number(($0 / .milliseconds(1) * 10).rounded() / 10) } ?? .null
        }
        return ["median": milliseconds(median), "p95": milliseconds(p95)]
    }
}
