import AIKit
import FoundationEssentials
import JSON
import Memory

/// What the answers of models cost, by day and model.
package struct CostReport: Sendable, Hashable {
    /// The answers of one model on one day, or of several together.
    package struct Line: Sendable, Hashable {
        /// A day by this machine's clock, such as `2026-11-30`.
        package var day: String
        package var model: String
        package var answers = 0
        /// Those that broke off.
        package var wasted = 0
        /// Those whose cost is not known and counts as the most that it can be.
        package var guesses = 0
        /// Tokens, whatever the cache did with them.
        package var prompt = 0
        package var output = 0
        package var cost = Micros.zero

        package init(day: String = "", model: String = "") {
            self.day = day
            self.model = model
        }

        /// Takes in another.
        package mutating func add(_ line: Line) {
            answers = answers.saturatingAdding(line.answers)
            wasted = wasted.saturatingAdding(line.wasted)
            guesses = guesses.saturatingAdding(line.guesses)
            prompt = prompt.saturatingAdding(line.prompt)
            output = output.saturatingAdding(line.output)
            cost = cost + line.cost
        }
    }

    /// By day, and by model within it.
    package var lines: [Line]
    /// What is spent today, and what is set aside for answers under way.
    package var today: Micros
    package var reserved: Micros
    /// What may be spent on a day.
    package var budget: Micros
    /// What is spent this month, and what may be; `nil` where only days are bounded.
    package var month: Bounded?
    /// What is spent since the house started, and what may be; `nil` where that has no bound of its own.
    package var session: Bounded?

    /// A time with a budget: what is spent in it, and what may be.
    package struct Bounded: Sendable, Hashable {
        package var spent: Micros
        package var budget: Micros

        package init(spent: Micros, budget: Micros) {
            self.spent = spent
            self.budget = budget
        }
    }

    package init(
        lines: [Line], today: Micros, reserved: Micros, budget: Micros, month: Bounded? = nil,
        session: Bounded? = nil
    ) {
        self.month = month
        self.session = session
        self.lines = lines
        self.today = today
        self.reserved = reserved
        self.budget = budget
    }

    /// Everything together.
    package var total: Line { sum(by: { _ in "" }).first ?? Line() }

    /// The sums by day, in their order.
    package var days: [Line] { sum(by: \.day) }

    /// The sums by model, the dearest first.
    package var models: [Line] {
        sum(by: \.model).sorted { ($1.cost, $0.model) < ($0.cost, $1.model) }
    }

    private func sum(by key: (Line) -> String) -> [Line] {
        var sums: [Line] = []
        for line in lines {
            if let index = sums.firstIndex(where: { key($0) == key(line) }) {
                sums[index].add(line)
            } else {
                sums.append(line)
            }
        }
        return sums
    }
}

extension Purse {
    /// What was spent from a day on, such as `2026-11-01`, or in the last 30 days.
    package func report(since day: String? = nil) async throws(MemoryError) -> CostReport {
        let today = clock().today
        // A day by any clock begins within a day of that of universal time.
        let from = day.flatMap { try? Date($0 + "T00:00:00Z", strategy: .iso8601) }?.addingTimeInterval(
            -86_400)
        let since = from ?? Date(timeIntervalSince1970: Double(today.lowerBound - 29 * 86_400))
        let sums = try await store.spending.sums(by: [.day, .model], since: since)
        let (spent, reserved) = try await store.spending.total(since: clock().dayBegan)
        var report = CostReport(
            lines: sums.map(CostReport.Line.init).filter { $0.day >= day ?? "" },
            today: Micros(rawValue: spent), reserved: Micros(rawValue: reserved), budget: budget.day)
        report.month = try await bounded(.month)
        report.session = try await bounded(.session)
        return report
    }

    private func bounded(_ period: BudgetPeriod) async throws(MemoryError) -> CostReport.Bounded? {
        guard let limit = period.limit(in: budget) else { return nil }
        let spent = try await store.spending.total(since: period.began(at: clock(), session: session)).spent
        return CostReport.Bounded(spent: Micros(rawValue: spent), budget: limit)
    }
}

extension CostReport.Line {
    fileprivate init(_ sum: SpendSum) {
        self.init(day: sum.keys.first ?? "", model: sum.keys.last ?? "")
        answers = sum.answers
        wasted = sum.wasted
        guesses = sum.guesses
        prompt = sum.prompt
        output = sum.output
        cost = Micros(rawValue: sum.cost)
    }
}
