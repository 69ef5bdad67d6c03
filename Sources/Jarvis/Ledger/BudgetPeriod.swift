import AIKit
import FoundationEssentials
import Memory

/// A time that has a budget of its own.
enum BudgetPeriod: Sendable, CaseIterable {
    case day
    case month
    /// Since the house started; a command without one is a session of its own.
    case session

    /// The most that may be spent in it; `nil` where it has no bound.
    func limit(in budget: BudgetSettings) -> Micros? {
        switch self {
        case .day: budget.day
        case .month: budget.month
        case .session: budget.session
        }
    }

    /// When the present one began, of a session that began then.
    func began(at time: LocalTime, session: Date) -> Date {
        switch self {
        case .day: time.dayBegan
        case .month: Date(timeIntervalSince1970: Double(time.monthBegan))
        // Bills have whole seconds.
        case .session: Date(timeIntervalSince1970: session.timeIntervalSince1970.rounded(.down))
        }
    }

    /// The setting that bounds it.
    var key: String {
        switch self {
        case .day: "ai.budget.day"
        case .month: "ai.budget.month"
        case .session: "ai.budget.session"
        }
    }

    /// Whose budget it is: `Today's`.
    var owner: String {
        switch self {
        case .day: "Today's"
        case .month: "This month's"
        case .session: "This session's"
        }
    }

    /// When something is spent: `today`.
    var adverb: String {
        switch self {
        case .day: "today"
        case .month: "this month"
        case .session: "since the house started"
        }
    }

    /// What its lines in the feed are told apart by, beside when it began.
    var mark: String {
        switch self {
        case .day: ""
        case .month: " month"
        case .session: " session"
        }
    }

    /// What ends it: `midnight`.
    var end: String {
        switch self {
        case .day: "midnight"
        case .month: "the end of the month"
        case .session: "the next start of the house"
        }
    }
}

extension BudgetSettings {
    /// The times that are bounded.
    var periods: [BudgetPeriod] { BudgetPeriod.allCases.filter { $0.limit(in: self) != nil } }

    /// The bounds as the memory keeps them, in the order of ``periods``.
    func caps(at time: LocalTime, session: Date) -> [SpendCap] {
        periods.map { period in
            SpendCap(
                limit: (period.limit(in: self) ?? .zero).rawValue,
                since: period.began(at: time, session: session))
        }
    }
}
