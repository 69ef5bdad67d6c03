import AIKit
import FoundationEssentials
import Memory

/// A time that has a budget of its own.
enum BudgetPeriod: Sendable, CaseIterable {
    case day
    case month

    /// The most that may be spent in it; `nil` where it has no bound.
    func limit(in budget: BudgetSettings) -> Micros? {
        switch self {
        case .day: budget.day
        case .month: budget.month
        }
    }

    /// When the present one began.
    func began(at time: LocalTime) -> Date {
        switch self {
        case .day: time.dayBegan
        case .month: Date(timeIntervalSince1970: Double(time.monthBegan))
        }
    }

    /// The setting that bounds it.
    var key: String {
        switch self {
        case .day: "ai.budget.day"
        case .month: "ai.budget.month"
        }
    }

    /// Whose budget it is: `Today's`.
    var owner: String {
        switch self {
        case .day: "Today's"
        case .month: "This month's"
        }
    }

    /// When something is spent: `today`.
    var adverb: String {
        switch self {
        case .day: "today"
        case .month: "this month"
        }
    }

    /// What ends it: `midnight`.
    var end: String {
        switch self {
        case .day: "midnight"
        case .month: "the end of the month"
        }
    }
}

extension BudgetSettings {
    /// The times that are bounded.
    var periods: [BudgetPeriod] { BudgetPeriod.allCases.filter { $0.limit(in: self) != nil } }

    /// The bounds as the memory keeps them, in the order of ``periods``.
    func caps(at time: LocalTime) -> [SpendCap] {
        periods.map { SpendCap(limit: ($0.limit(in: self) ?? .zero).rawValue, since: $0.began(at: time)) }
    }
}
