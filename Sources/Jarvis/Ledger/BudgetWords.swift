import AIKit
import FoundationEssentials
import Memory

/// The budget of a day in words.
struct BudgetWords {
    let budget: Micros
    let spent: Micros
    /// Set aside for answers under way.
    let reserved: Micros

    var left: Micros { max(.zero, budget - spent - reserved) }

    /// Why an answer is not asked for, until when, and what would change it.
    func refusal(of most: Micros) -> String {
        let amounts =
            "\(spent) of \(budget) spent today"
            + (reserved > .zero ? ", \(reserved) set aside for answers under way" : "")
        let reason =
            left == .zero
            ? "Today's budget for cloud models is used up (\(amounts))"
            : "Today's budget does not suffice for this answer, which may cost \(most) (\(amounts))"
        return
            "\(reason). Cloud models are asked again after midnight, or when ai.budget.day is raised in the "
            + "configuration; until then the rules answer, and local models."
    }

    /// What cannot be written down is not spent.
    static func unkept(_ error: MemoryError) -> String {
        "What the answer costs cannot be written down, so no cloud model is asked: \(error)"
    }

    /// The line for the feed and the chat when a bill passes one of the marks, once a day each.
    func notice(after before: Micros, of cluster: String, _ time: LocalTime) -> EventRecord? {
        guard let mark = Self.marks.last(where: { before < share($0) && share($0) <= spent }) else {
            return nil
        }
        let ending = mark == 100 ? "is used up" : "is used to \(mark) %"
        return EventRecord(
            time: Date(timeIntervalSince1970: Double(time.now)), severity: mark < 80 ? .info : .warning,
            origin: .system, kind: "budget.\(mark)", subject: nil, cluster: cluster,
            title: "Today's budget for cloud models \(ending): \(spent) of \(budget)",
            detail: mark == 100
                ? "The rules answer until midnight, and local models; see ai.budget.day."
                : "At its end the rules answer until midnight; see ai.budget.day and jarvis cost.",
            dedupeKey: "budget \(time.today.lowerBound) \(mark)")
    }

    private static let marks: [Int64] = [50, 80, 100]

    private func share(_ percent: Int64) -> Micros {
        // At most 100,000 dollars, see the settings.
        Micros(rawValue: budget.rawValue / 100 * percent + budget.rawValue % 100 * percent / 100)
    }
}
