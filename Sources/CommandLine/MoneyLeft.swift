import AIKit
import Glibc
import JSON
import Jarvis
import Multiplexer

/// The money that is left of all budgets, without a memory being made for it.
enum MoneyLeft {
    /// Whether there is a memory that keeps what is spent.
    static func isCounted(_ environment: [String: String]) -> Bool {
        access(Folders(environment: environment).state + "/jarvis.db", F_OK) == 0
    }

    /// Throws why it is not known.
    static func amount(of budget: BudgetSettings, _ environment: [String: String]) throws -> Micros {
        guard isCounted(environment) else {
            return [budget.day, budget.month, budget.session].compactMap(\.self).min() ?? .zero
        }
        let messenger = Messenger()
        let (text, ending) = try messenger.collect(.cost)
        try messenger.close()
        guard ending.code == ExitStatus.done.rawValue else {
            throw EvaluationRefusal(
                description: "What was spent is not known, so no cloud model is asked: \(ending.text)")
        }
        return left(by: try JSONValue(parsing: text), of: budget)
    }

    /// By what `jarvis cost --json` prints.
    static func left(by report: JSONValue, of budget: BudgetSettings) -> Micros {
        func amount(_ key: String) -> Micros {
            Micros(rawValue: Int64(clamping: report[key]?.integer ?? 0))
        }
        let bounds = [(budget.day, "today"), (budget.month, "month"), (budget.session, "session")]
        let left = bounds.compactMap { limit, key in limit.map { $0 - amount(key) - amount("reserved") } }
        return max(.zero, left.min() ?? .zero)
    }
}
