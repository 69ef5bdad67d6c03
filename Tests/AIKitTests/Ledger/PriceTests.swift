import FoundationEssentials
import Testing

@testable import AIKit

struct PriceTests {
    /// An answer whose cost was reckoned by hand from the prices a provider published.
    struct Case: Sendable, CustomTestStringConvertible {
        let model: String
        let day: String
        let usage: Usage
        let cost: Int64

        init(
            _ model: String, _ day: String, _ input: Int, _ output: Int, _ read: Int, _ written: Int,
            _ hour: Int, is cost: Int64
        ) {
            self.model = model
            self.day = day
            self.cost = cost
            usage = Usage(
                input: input, output: output, cacheRead: read, cacheWrite: written, cacheWriteHour: hour)
        }

        var testDescription: String { "\(model) \(day) \(cost)" }
    }

    /// Tokens: fresh, answered, read from the cache, written to it, and of these for an hour; micro-dollars.
    static let cases = [
        Case("claude-haiku-4-5", "2026-11-30", 3000, 300, 0, 0, 0, is: 4500),
        Case("claude-haiku-4-5-20251001", "2026-11-30", 3000, 300, 0, 0, 0, is: 4500),
        Case("claude-haiku-4-5", "2026-11-30", 1, 0, 0, 0, 0, is: 1),
        Case("claude-haiku-4-5", "2026-11-30", 0, 1, 0, 0, 0, is: 5),
        Case("claude-haiku-4-5", "2026-11-30", 0, 0, 1, 0, 0, is: 0),
        Case("claude-haiku-4-5", "2026-11-30", 0, 0, 4, 0, 0, is: 0),
        Case("claude-haiku-4-5", "2026-11-30", 0, 0, 5, 0, 0, is: 1),
        Case("claude-haiku-4-5", "2026-11-30", 0, 0, 14, 0, 0, is: 1),
        Case("claude-haiku-4-5", "2026-11-30", 0, 0, 15, 0, 0, is: 2),
        Case("claude-haiku-4-5", "2026-11-30", 0, 0, 0, 1, 0, is: 1),
        Case("claude-haiku-4-5", "2026-11-30", 0, 0, 0, 2, 0, is: 3),
        Case("claude-haiku-4-5", "2026-11-30", 0, 0, 0, 2, 2, is: 4),
        Case("claude-haiku-4-5", "2026-11-30", 12, 480, 4096, 512, 0, is: 3462),
        Case("claude-haiku-4-5", "2026-11-30", 12, 480, 4096, 1512, 1000, is: 5462),
        Case("claude-haiku-4-5", "2026-11-30", 0, 0, 5, 1, 0, is: 2),
        Case("claude-sonnet-4-5", "2026-11-30", 1_000_000, 0, 0, 0, 0, is: 3_000_000),
        Case("claude-sonnet-4-5", "2026-11-30", 0, 1_000_000, 0, 0, 0, is: 15_000_000),
        Case("claude-sonnet-4-5-20250929", "2026-11-30", 2847, 391, 18230, 1104, 0, is: 24015),
        Case("claude-sonnet-4-5", "2026-11-30", 0, 0, 5, 0, 0, is: 2),
        Case("claude-sonnet-4-5", "2026-11-30", 7, 13, 11, 3, 1, is: 233),
        Case("claude-opus-4-5", "2026-11-30", 4321, 1234, 0, 0, 0, is: 52455),
        Case("claude-opus-4-5@20251101", "2026-11-30", 10, 2000, 150000, 3000, 3000, is: 155050),
        Case("claude-opus-4-5", "2026-11-30", 0, 0, 1, 0, 0, is: 1),
        Case("claude-opus-4-5", "2026-11-30", 0, 0, 0, 1, 0, is: 6),
        Case("claude-opus-4-5", "2026-11-30", 0, 0, 0, 2, 0, is: 13),
        Case("claude-opus-4-1-20250805", "2025-09-01", 100, 100, 100, 100, 0, is: 11025),
        Case("claude-opus-5-5", "2026-11-30", 2500, 700, 12000, 0, 0, is: 26400),
        Case("claude-opus-5-5", "2026-11-30", 2500, 700, 12000, 4000, 4000, is: 58400),
        Case("claude-sonnet-5-5", "2026-10-06", 100, 50, 40001, 0, 0, is: 8700),
        Case("claude-sonnet-5-5", "2026-10-07", 100, 50, 40001, 0, 0, is: 4700),
        Case("claude-sonnet-5-5", "2026-11-30", 100, 50, 40005, 0, 0, is: 4701),
        Case("claude-haiku-5-5", "2026-11-30", 3000, 300, 0, 0, 0, is: 450),
        Case("claude-haiku-5-5", "2026-11-30", 60000, 100, 40000, 0, 0, is: 6450),
        Case("claude-haiku-5-5", "2026-11-30", 60000, 100, 40001, 0, 0, is: 32250),
        Case("claude-haiku-5-5", "2026-11-30", 1, 1, 0, 100000, 100000, is: 100003),
        Case("gpt-5-2025-08-07", "2026-11-30", 1800, 640, 1024, 0, 0, is: 8778),
        Case("gpt-5-nano", "2026-11-30", 9, 1, 0, 0, 0, is: 1),
        Case("llama-3.1-8b-instant", "2026-11-30", 777, 111, 0, 0, 0, is: 48),
        Case("claude-fable-5-1", "2026-11-30", 200000, 8000, 500000, 20000, 0, is: 2_775_000),
        Case("deepseek-v4-flash", "2026-11-30", 25, 0, 0, 0, 0, is: 4),
    ]

    @Test(arguments: cases)
    func `an answer costs what a hand reckons, to the micro-dollar`(row: Case) throws {
        let charge = PriceList.own.charge(
            for: row.usage, by: ModelID(rawValue: row.model), at: try noon(row.day))
        #expect(charge.cost.rawValue == row.cost)
        #expect(!charge.isGuess)
    }

    @Test func `there are forty of them`() {
        #expect(PriceTests.cases.count == 40)
    }

    @Test(arguments: ["claude-opus-9", "claude-haiku-4-55", "gpt-5-turbo", "", "claude-haiku-4-5-2025"])
    func `an unknown model costs as the dearest and says so`(name: String) throws {
        let charge = PriceList.own.charge(
            for: Usage(input: 1000, output: 100), by: ModelID(rawValue: name), at: try noon("2026-11-30"))
        #expect(
            charge == Charge(cost: Micros(rawValue: 22_500), price: "claude-opus-4 2025-05-22", isGuess: true)
        )
    }

    @Test func `figures from outside that make no sense end at the ends of the range`() {
        let absurd = Usage(
            input: .max, output: .max, cacheRead: .max, cacheWrite: .max, cacheWriteHour: .max)
        let row = PriceRow(
            model: "m", from: "2026-01-01", input: Micros(rawValue: .max), output: Micros(rawValue: .max),
            cacheRead: .zero, cacheWrite: .zero, cacheWriteHour: Micros(rawValue: 1))
        #expect(row.cost(of: absurd) == Micros(rawValue: .max))
        #expect(row.cost(of: Usage(input: -5, output: -1, cacheWrite: -1, cacheWriteHour: 7)) == .zero)
    }

    @Test func `before its first day a model costs what it cost then, and thinking costs nothing twice`()
        throws
    {
        let usage = Usage(input: 10, output: 100, thinking: 90)
        let charge = PriceList.own.charge(for: usage, by: "claude-haiku-4-5", at: try noon("2020-01-01"))
        #expect(charge.cost.rawValue == 510)
    }

    @Test func `the most that an answer can cost is never less than it costs`() throws {
        let time = try noon("2026-11-30")
        for row in PriceTests.cases where row.day == "2026-11-30" {
            let model = ModelID(rawValue: row.model)
            let most = PriceList.own.most(
                of: model, at: time, prompt: try #require(row.usage.prompt),
                output: try #require(row.usage.output))
            #expect(most.rawValue >= row.cost)
        }
    }

    @Test(arguments: [
        #"{"checked": "2026-01-01", "prices": []}"#, "prices",
        #"{"checked": "2026-01-01", "prices": [{"model": "m", "from": "2026-01-01", "input": "1"}]}"#,
        #"{"checked": "2026-01-01", "prices": [{"model": "m", "from": "today", "input": "1", "output": "1"}]}"#,
        #"{"checked": "2026-01-01", "prices": [{"model": "m", "from": "2026-01-01", "input": 1, "output": "1"}]}"#,
    ])
    func `a list with a mistake is none`(text: String) {
        #expect(throws: PriceListError.self) { try PriceList(parsing: text) }
    }

    private func noon(_ day: String) throws -> Date {
        try Date("\(day)T12:00:00Z", strategy: .iso8601)
    }
}
