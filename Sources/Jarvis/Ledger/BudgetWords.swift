import AIKit
import FoundationEssentials
import Memory

/// The budget of a day or a month in words.
struct BudgetWords {
    var period = BudgetPeriod.day
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

    /// The line for the feed and the chat when a bill passes one of the marks, once in the period each.
    func notice(after before: Micros, of cluster: String, _ time: LocalTime) -> EventRecord? {
        guard let mark = Self.marks.last(where: { before < share($0) && share($0) <= spent }) else {
            return nil
        }
        let ending = mark == 100 ? "is used up" : "is used to \(mark) %"
        return EventRecord(
            time: Date(timeIntervalSince1970: Double(time.now)), severity: mark < 80 ? .info : .warning,
            origin: .system, kind: "budget.\(mark)", subject: nil, cluster: cluster,
            title: "\(period.owner) budget for cloud models \(ending): \(spent) of \(budget)",
            detail: mark == 100
                ? "The rules answer until \(period.end), and local models; see \(period.key)."
                : "At its end the rules answer until \(period.end); see \(period.key) and jarvis cost.",
            dedupeKey: "budget \(Int(saturating: period.began(at: time).timeIntervalSince1970)) \(mark)"
                + (period == .day ? "" : " month"))
    }

    private static let marks: [Int64] = [50, 80, 100]

    private func share(_ percent: Int64) -> Micros {
        // At most 100,000 dollars, see the settings.
        Micros(rawValue: budget.rawValue / 100 * percent + budget.rawValue % 100 * percent / 100)
    }
}
