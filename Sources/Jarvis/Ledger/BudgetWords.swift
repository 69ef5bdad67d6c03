import AIKit
import FoundationEssentials
import Memory

/// The budget of a day, a month or a session in words.
struct BudgetWords {
    let period: BudgetPeriod
    /// When the period began.
    let began: Date
    let budget: Micros
    let spent: Micros
    /// Set aside for answers under way.
    let reserved: Micros

    var left: Micros { max(.zero, budget - spent - reserved) }

    /// Why an answer is not asked for, until when, and what would change it.
    func refusal(of most: Micros) -> String {
        let amounts =
            "\(spent) of \(budget) spent \(period.adverb)"
            + (reserved > .zero ? ", \(reserved) set aside for answers under way" : "")
        let reason =
            left == .zero
            ? "\(period.owner) budget for cloud models is used up (\(amounts))"
            : "\(period.owner) budget does not suffice for this answer, which may cost \(most) (\(amounts))"
        return
            "\(reason). Cloud models are asked again after \(period.end), or when \(period.key) is raised in the "
            + "configuration; until then the rules answer, and local models."
    }

    /// What cannot be written down is not spent.
    static func unkept(_ error: MemoryError) -> String {
        "What the answer costs cannot be written down, so no cloud model is asked: \(error)"
    }

    /// The last of the marks that a bill passes: 50, 80 or 100 %; `nil` where it passes none.
    func mark(after before: Micros) -> Int64? {
        Self.marks.last { before < share($0) && share($0) <= spent }
    }

    /// The line for the feed and the chat when a bill passes a mark, once in the period each.
    func notice(of mark: Int64, in cluster: String, _ time: LocalTime) -> EventRecord {
        let ending = mark == 100 ? "is used up" : "is used to \(mark) %"
        return EventRecord(
            time: Date(timeIntervalSince1970: Double(time.now)), severity: mark < 80 ? .info : .warning,
            origin: .system, kind: "budget.\(mark)", subject: nil, cluster: cluster,
            title: "\(period.owner) budget for cloud models \(ending): \(spent) of \(budget)",
            detail: mark == 100
                ? "The rules answer until \(period.end), and local models; see \(period.key)."
                : "At its end the rules answer until \(period.end); see \(period.key) and jarvis cost.",
            dedupeKey: "budget \(Int(saturating: began.timeIntervalSince1970)) \(mark)" + period.mark)
    }

    private static let marks: [Int64] = [50, 80, 100]

    private func share(_ percent: Int64) -> Micros {
        // At most 100,000 dollars, see the settings.
        Micros(rawValue: budget.rawValue / 100 * percent + budget.rawValue % 100 * percent / 100)
    }
}
