import AIKit
import Counterparts
import FoundationEssentials
import Memory
import Testing

@testable import Jarvis

@Suite struct PurseTests {
    /// Half past ten in the evening, two hours east of Greenwich.
    private static let evening = LocalTime(
        now: 1_780_000_200 / 86_400 * 86_400 + 73_800, east: 7200, name: "CEST")
    private static let morning = LocalTime(now: evening.now + 7200, east: 7200, name: "CEST")

    private func purse(_ dollars: String, at time: LocalTime = evening) throws -> Purse {
        var purse = Purse(
            store: try Store.temporary().store, cluster: "home", budget: BudgetSettings())
        purse.budget.day = try #require(Micros(dollars: dollars))
        purse.clock = { time }
        return purse
    }

    private func bill(
        _ cost: Int64, reserved: Reservation? = nil, isWasted: Bool = false
    ) -> AnswerBill {
        AnswerBill(
            reservation: reserved, provider: "anthropic", model: "claude-haiku-4-5", requestID: "req_1",
            usage: Usage(
                input: 1, output: 2, cacheRead: 3, cacheWrite: 4, cacheWriteHour: 1, thinking: 2),
            isWasted: isWasted,
            charge: Charge(cost: Micros(rawValue: cost), price: "claude-haiku-4-5 2025-10-15"),
            firstToken: .milliseconds(300), took: .milliseconds(900))
    }

    @Test func `a bill is kept with every class of tokens`() async throws {
        let purse = try purse("10")
        let settled = try #require(try await purse.settle(bill(1234, isWasted: true), of: nil))
        #expect(settled.today == SpentToday(amount: Micros(rawValue: 1234), day: Self.evening.today))
        let record = try #require(try await purse.store.spending.list().first)
        #expect(
            record.tokens
                == SpendRecord.Tokens(
                    input: 1, output: 2, cacheRead: 3, cacheWrite: 4, cacheWriteHour: 1, thinking: 2))
        #expect(record.state == .wasted && record.request == "req_1" && record.cluster == "home")
        #expect(record.firstToken == .milliseconds(300) && record.duration == .milliseconds(900))
        #expect(record.price == "claude-haiku-4-5 2025-10-15" && record.provider == "anthropic")
    }

    @Test func `the marks of a day's budget are told of once each, and only the last one passed`()
        async throws
    {
        let purse = try purse("1")
        var kinds: [String?] = []
        for cost in [Int64(499_999), 1, 100_000, 200_000, 1, 300_000, 5] {
            kinds.append(try await purse.settle(bill(cost), of: nil)?.notice?.kind)
        }
        #expect(kinds == [nil, "budget.50", nil, "budget.80", nil, "budget.100", nil])
        let again = try self.purse("1")
        let all = try #require(try await again.settle(bill(1_000_000), of: nil)?.notice)
        #expect(all.kind == "budget.100" && all.severity == .warning)
        #expect(all.title == "Today's budget for cloud models is used up: $1.00 of $1.00")
    }

    @Test func `at its end nothing is set aside, and the reason says when that ends and which setting it is`()
        async throws
    {
        let purse = try purse("0.50")
        _ = try await purse.settle(bill(500_000), of: nil)
        let most = Micros(rawValue: 20_000)
        let sentence =
            "Today's budget for cloud models is used up ($0.50 of $0.50 spent today). Cloud models are asked again "
            + "after midnight, or when ai.budget.day is raised in the configuration; until then the rules answer, and "
            + "local models."
        await #expect(throws: RunFailure.overBudget(sentence)) {
            try await purse.payment.reserve(most, "claude-haiku-4-5")
        }
        var next = purse
        next.clock = { Self.morning }
        #expect(try await next.payment.reserve(most, "claude-haiku-4-5") != nil)
        #expect(try await next.spent().amount == .zero)
    }

    @Test func `a month has its own budget, with its own marks, over the days`() async throws {
        var purse = try purse("1")
        purse.budget.month = Micros(rawValue: 1_500_000)
        let first = Self.evening.monthBegan
        #expect((Self.evening.now - first) / 86_400 < 31)
        var kinds: [String?] = []
        for (day, cost) in [(1, Int64(700_000)), (2, 600_000), (3, 150_000)] {
            purse.clock = { LocalTime(now: first + day * 86_400, east: 7200, name: "CEST") }
            kinds.append(try await purse.settle(bill(cost), of: nil)?.notice?.title)
        }
        #expect(
            kinds == [
                "Today's budget for cloud models is used to 50 %: $0.70 of $1.00",
                "This month's budget for cloud models is used to 80 %: $1.30 of $1.50", nil,
            ])
        #expect(await purse.left == Micros(rawValue: 50_000))
        let shortage = try #require(await purse.shortage(of: Micros(rawValue: 60_000)))
        #expect(
            shortage.hasPrefix("This month's budget does not suffice") && shortage.contains("ai.budget.month")
        )
        await #expect(throws: RunFailure.overBudget(shortage)) {
            try await purse.payment.reserve(Micros(rawValue: 60_000), "m")
        }
        let report = try await purse.report()
        #expect(report.month?.spent == Micros(rawValue: 1_450_000))
        // The first day of the next month.
        purse.clock = { LocalTime(now: first + 32 * 86_400, east: 7200, name: "CEST") }
        #expect(await purse.left == Micros(rawValue: 1_000_000))
    }

    @Test func `a session has its own budget from its start on, whatever was spent on the day before it`()
        async throws
    {
        var purse = try purse("5")
        _ = try await purse.settle(bill(900_000), of: nil)
        // It begins within the second of its first bill.
        purse.session = Date(timeIntervalSince1970: Double(Self.evening.now + 60) + 0.7)
        purse.clock = { LocalTime(now: Self.evening.now + 60, east: 7200, name: "CEST") }
        purse.budget.session = Micros(rawValue: 1_000_000)
        #expect(await purse.left == Micros(rawValue: 1_000_000))
        var notices: [String?] = []
        for cost in [Int64(500_000), 300_000, 150_000] {
            notices.append(try await purse.settle(bill(cost), of: nil)?.notice?.title)
        }
        #expect(
            notices == [
                "This session's budget for cloud models is used to 50 %: $0.50 of $1.00",
                "This session's budget for cloud models is used to 80 %: $0.80 of $1.00", nil,
            ])
        let error = await #expect(throws: RunFailure.self) {
            try await purse.payment.reserve(Micros(rawValue: 60_000), "m")
        }
        #expect(
            error?.description
                == "This session's budget does not suffice for this answer, which may cost $0.06 ($0.95 of $1.00 "
                + "spent since the house started). Cloud models are asked again after the next start of the house, "
                + "or when ai.budget.session is raised in the configuration; until then the rules answer, and local "
                + "models.")
        let bounded = CostReport.Bounded(
            spent: Micros(rawValue: 950_000), budget: Micros(rawValue: 1_000_000))
        #expect(try await purse.report().session == bounded)
        purse.session = Date(timeIntervalSince1970: Double(Self.evening.now + 120))
        purse.clock = { LocalTime(now: Self.evening.now + 120, east: 7200, name: "CEST") }
        #expect(try await purse.payment.reserve(Micros(rawValue: 60_000), "m") != nil)
        #expect(try await purse.report().session?.spent == .zero)
    }

    @Test func `of two budgets that one bill passes a mark of the higher mark is told`() async throws {
        var purse = try purse("1")
        purse.session = Date(timeIntervalSince1970: Double(Self.evening.now))
        purse.budget.session = Micros(rawValue: 2_000_000)
        let notice = try #require(try await purse.settle(bill(1_000_000), of: nil)?.notice)
        #expect(notice.kind == "budget.100" && notice.title.hasPrefix("Today's budget"))
    }

    @Test func `an answer that may cost more than is left is not asked for`() async throws {
        let purse = try purse("0.10")
        let first = try await purse.payment.reserve(Micros(rawValue: 60_000), "m")
        let error = await #expect(throws: RunFailure.self) {
            try await purse.payment.reserve(Micros(rawValue: 60_000), "m")
        }
        #expect(
            error?.description.hasPrefix(
                "Today's budget does not suffice for this answer, which may cost $0.06 ($0.00 of $0.10 spent "
                    + "today, $0.06 set aside for answers under way).") == true)
        _ = try await purse.settle(bill(1000, reserved: first), of: nil)
        #expect(try await purse.payment.reserve(Micros(rawValue: 60_000), "m") != nil)
    }

    @Test func `a request that was not answered gives back what was set aside`() async throws {
        let purse = try purse("0.10")
        let place = try await purse.payment.reserve(Micros(rawValue: 60_000), "m")
        let nothing = AnswerBill(
            reservation: place, provider: "anthropic", model: "m", usage: Usage(), isWasted: true,
            charge: Charge(cost: .zero, price: Charge.notBegun), took: .zero)
        #expect(try await purse.settle(nothing, of: nil)?.id == nil)
        #expect(try await purse.store.spending.list().isEmpty)
    }

    @Test func `the report is by day and model from a day on, and its sums are those of its lines`()
        async throws
    {
        var purse = try purse("10")
        let days = [-40, -2, -1, 0].map { Self.evening.now + $0 * 86_400 }
        for (index, now) in days.enumerated() {
            purse.clock = { LocalTime(now: now, east: 7200, name: "CEST") }
            for model in ["claude-haiku-4-5", "claude-opus-4-5"].prefix(index) {
                var bill = bill(Int64(100 + index))
                bill.model = ModelID(rawValue: model)
                _ = try await purse.settle(bill, of: nil)
            }
            if index == 0 { _ = try await purse.settle(bill(7), of: nil) }
        }
        let report = try await purse.report()
        #expect(report.lines.map(\.cost.rawValue) == [101, 102, 102, 103, 103])
        #expect(report.total.cost.rawValue == 511 && report.total.answers == 5)
        #expect(report.days.map(\.cost.rawValue) == [101, 204, 206])
        #expect(report.models.map(\.model) == ["claude-haiku-4-5", "claude-opus-4-5"])
        #expect(report.today.rawValue == 206 && report.budget.rawValue == 10_000_000)
        let day = try #require(report.days.last?.day)
        #expect(try await purse.report(since: day).lines.map(\.cost.rawValue) == [103, 103])
        #expect(try await purse.report(since: "2020-01-01").lines.count == 6)
    }

    @Test func `a memory that cannot keep a bill lets no cloud model be asked`() async throws {
        let purse = try purse("10")
        try await purse.store.close()
        let error = await #expect(throws: RunFailure.self) {
            try await purse.payment.reserve(Micros(rawValue: 1), "m")
        }
        #expect(error?.description.hasPrefix("What the answer costs cannot be written down") == true)
    }
}
