import AIKit
import FoundationEssentials
import JSON
import Memory

extension Errand {
    /// What answers cost by day and model, from the day of the first argument on, else in the last 30 days.
    ///
    /// `{"version": 1, "answers": [{"day", "model", "answers", "wasted", "guesses", "prompt", "output", "cost"}],
    /// "total", "today", "reserved", "budget", "month"?, "month_budget"?, "session"?, "session_budget"?}`: money in
    /// micro-dollars, a day by this machine's clock.
    package static let cost = Errand("cost", need: .memory) { estate, arguments, output in
        let day = arguments.first
        guard day.map({ Date(day: $0) != nil }) ?? true else {
            return Ending(.usage, "Give the first day as in 2026-11-01.")
        }
        do throws(MemoryError) {
            output(CostErrand.document(try await estate.costs(since: day)).text)
            return Ending(.done)
        } catch {
            return Ending(.memory, error.told)
        }
    }
}

extension Date {
    /// The begin of a day in UTC, as in `2026-11-01`; `nil` for anything else.
    init?(day: String) {
        guard day.utf8.count == 10, let begin = try? Date(day + "T00:00:00Z", strategy: .iso8601) else {
            return nil
        }
        self = begin
    }
}

extension Estate {
    /// What all butlers' answers cost, from a day on such as `2026-11-01`, or in the last 30 days.
    package func costs(since day: String? = nil) async throws(MemoryError) -> CostReport {
        try await Purse(store: store, cluster: "", budget: settings.ai.budget, session: began)
            .report(since: day)
    }
}

/// The report as scripts read it.
private enum CostErrand {
    static func document(_ report: CostReport) -> JSONValue {
        .known([
            "version": 1, "answers": .array(report.lines.map { .object(members($0)) }),
            "total": .integer(Int(clamping: report.total.cost.rawValue)),
            "today": .integer(Int(clamping: report.today.rawValue)),
            "reserved": .integer(Int(clamping: report.reserved.rawValue)),
            "budget": .integer(Int(clamping: report.budget.rawValue)),
            "month": report.month.map { .integer(Int(clamping: $0.spent.rawValue)) },
            "month_budget": report.month.map { .integer(Int(clamping: $0.budget.rawValue)) },
            "session": report.session.map { .integer(Int(clamping: $0.spent.rawValue)) },
            "session_budget": report.session.map { .integer(Int(clamping: $0.budget.rawValue)) },
        ])
    }

    private static func members(_ line: CostReport.Line) -> [String: JSONValue] {
        [
            "day": .string(line.day), "model": .string(line.model), "answers": .integer(line.answers),
            "wasted": .integer(line.wasted), "guesses": .integer(line.guesses),
            "prompt": .integer(line.prompt), "output": .integer(line.output),
            "cost": .integer(Int(clamping: line.cost.rawValue)),
        ]
    }
}
