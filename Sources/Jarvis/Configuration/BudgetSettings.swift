import AIKit
import Settings

/// What models may cost.
package struct BudgetSettings: Sendable, Hashable {
    /// The most that may be spent on a day by this machine's clock.
    package var day = Micros(rawValue: 10_000_000)
    /// The most that may be spent in a month of the calendar; `nil` where only days are bounded.
    package var month: Micros?
    /// The most that may be spent from the start of a house on, or by one command without a house; `nil` where that has no
    /// bound of its own.
    package var session: Micros?

    package init() {}

    package static let table = SettingsTable<BudgetSettings>(
        "ai.budget",
        [
            Setting(
                "day", \.day, dollars, of: BudgetSettings(), counts: .nextQuestion,
                "What all cloud models together may cost a day; at its end the rules answer until midnight.",
                isCommon: true),
            Setting(
                "month", \.month, dollars, absent: "no bound but that of the days", counts: .nextQuestion,
                "What they may cost in a month of the calendar; at its end the rules answer until the next."),
            Setting(
                "session", \.session, dollars, absent: "no bound but that of the days",
                counts: .nextQuestion,
                "What they may cost since the house started; at its end the rules answer until it starts anew."
            ),
        ])

    private static let dollars = SettingKind<Micros>("dollars, 0 to 100000", text: \.dollars) {
        node throws(SettingsError) in
        guard let amount = Micros(dollars: try node.string()), amount.rawValue <= 100_000_000_000 else {
            throw node.error("expected dollars from 0 to 100000, such as 10.00")
        }
        return amount
    }
}
