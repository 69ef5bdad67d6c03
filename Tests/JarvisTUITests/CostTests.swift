import AIKit
import JSON
import Jarvis
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct CostTests {
    @Test(arguments: [("costs", 80, 24), ("costs-36x8", 36, 8)])
    func `what answers cost stands by day and by model`(name: String, width: Int, height: Int) throws {
        var state = Sample.state(Size(width: width, height: height))
        state.press("Esc")
        state.push(CostLayer())
        #expect(state.update(.kit(.costs(Self.report)), at: Sample.start) == [])
        try GoldenScreen(name: name).expect(state)
    }

    @Test func `month and session stand below the day where they have a budget`() {
        var report = Self.report
        report.month = CostReport.Bounded(
            spent: Micros(rawValue: 1_500_000), budget: Micros(rawValue: 60_000_000))
        report.session = CostReport.Bounded(
            spent: Micros(rawValue: 40_000), budget: Micros(rawValue: 2_000_000))
        var state = Sample.state(Size(width: 80, height: 24))
        state.press("Esc")
        state.push(CostLayer())
        _ = state.update(.kit(.costs(report)), at: Sample.start)
        let rows = state.picture().text.split(separator: "\n")
        #expect(rows.contains { $0.contains("This month") && $0.contains("$1.50 of $60.00") })
        #expect(rows.contains { $0.contains("This session") && $0.contains("$0.04 of $2.00") })
        #expect(rows.contains { $0.contains("By model") })
    }

    @Test func `a key asks for it, and another closes it`() {
        var state = Sample.state(Size(width: 80, height: 24))
        state.focus(.cluster)
        #expect(state.press("$") == [.kit(.loadCosts)])
        #expect(state.picture().text.contains("Adding up"))
        _ = state.update(.kit(.costs(Self.report)), at: Sample.start)
        #expect(state.picture().text.contains("By model"))
        state.press("Esc")
        #expect(!state.layers.contains { $0 is CostLayer })
        // What comes late opens nothing over what was begun since.
        _ = state.update(.kit(.costs(Self.report)), at: Sample.start)
        #expect(state.layers.isEmpty)
    }

    @Test func `what was kept back of a question is told sooner than how fast the answer came`() {
        var run = RunSummary(
            responses: 1, usage: Usage(input: 3000, output: 90), took: .milliseconds(2400),
            cost: Micros(rawValue: 4500), firstToken: .milliseconds(600), writing: .milliseconds(1800))
        run.kept = RedactionCount(addresses: 2, withheld: 1)
        let note = RunNote(run: run, glyphs: .rich)
        #expect(
            note.text(within: 62)
                == "2.4 s · 2 addresses and 1 private line kept back · $0.0045")
        #expect(note.text(within: 42) == "2.4 s · 90 tokens · 3 kept back · $0.0045")
        #expect(note.text(within: 32) == "2.4 s · 3 kept back · $0.0045")
        #expect(note.text(within: 20) == "2.4 s · $0.0045")
    }

    @Test(arguments: [
        (60, "2.4 s · first 0.6 s · 90 tokens · 50/s · $0.0045"),
        (40, "2.4 s · first 0.6 s · 50/s · $0.0045"),
        (30, "2.4 s · 90 tokens · $0.0045"), (20, "2.4 s · $0.0045"), (10, "2.4 s"), (4, ""),
    ])
    func `the chat tells of an answer as much as there is room for`(width: Int, words: String) {
        let run = RunSummary(
            responses: 1, usage: Usage(input: 3000, output: 90), took: .milliseconds(2400),
            cost: Micros(rawValue: 4500), firstToken: .milliseconds(600), writing: .milliseconds(1800))
        #expect(RunNote(run: run, glyphs: .rich).text(within: width) == words)
    }

    @Test func `an answer for nothing has no cost, and one of an unknown price the most that it can be`() {
        let free = RunSummary(
            usage: Usage(output: 0), took: .milliseconds(300), firstToken: .milliseconds(10))
        #expect(RunNote(run: free, glyphs: .rich).text(within: 60) == "0.3 s")
        let guess = RunSummary(took: .seconds(1), cost: Micros(rawValue: 22_500), isGuess: true)
        #expect(RunNote(run: guess, glyphs: .rich).text(within: 60) == "1.0 s · at most $0.0225")
    }

    @Test func `the top line tells what was spent today, until the day is over`() {
        var state = Sample.state(Size(width: 160, height: 24))
        let day = Int(Sample.start.epoch)
        #expect(!Self.top(state).contains("today"))
        _ = state.update(
            .kit(.spent(SpentToday(amount: Micros(rawValue: 420_000), day: day..<day + 60))),
            at: Sample.start)
        #expect(Self.top(state).contains("$0.42 today"))
        state.wait(until: 61)
        #expect(!Self.top(state).contains("today"))
        _ = state.update(.kit(.spent(SpentToday(amount: .zero, day: 0..<Int.max))), at: Sample.start)
        #expect(!Self.top(state).contains("today"))
    }

    @Test func `the command prints a row a model and day, a bar and the sums`() {
        let text = CostCommand.words([
            "answers": [
                ["day": "2026-11-29", "model": "claude-haiku-4-5", "answers": 12, "cost": 54_000],
                ["day": "2026-11-30", "model": "claude-haiku-4-5", "answers": 1, "wasted": 1, "cost": 100],
                ["day": "2026-11-30", "model": "owl\u{1B}[2J", "answers": 3, "guesses": 3, "cost": 270_000],
            ],
            "total": 324_100, "today": 270_100, "budget": 10_000_000,
        ])
        #expect(!text.contains("\u{1B}"))
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.count == 5)
        #expect(lines[0].hasSuffix("12 answers  $0.0540          ####") || lines[0].hasSuffix("####"))
        #expect(lines[1].hasSuffix("#") && lines[1].contains("1 answer ") && !lines[1].hasSuffix("##"))
        #expect(lines[2].contains("at most $0.27") && lines[2].hasSuffix(String(repeating: "#", count: 20)))
        #expect(!lines[2].contains("2026"))
        #expect(
            lines[3]
                == "Together: $0.3241 for 16 answers, of which 1 broke off; the cost of 3 is not known and counts in full."
        )
        #expect(lines[4] == "Today: $0.2701 of $10.00 (ai.budget.day).")
        let bounds = CostCommand.words([
            "answers": [], "budget": 0, "month": 20_000, "month_budget": 1_000_000, "session": 10_000,
            "session_budget": 500_000,
        ])
        #expect(
            bounds.hasSuffix(
                "This month: $0.02 of $1.00 (ai.budget.month).\n"
                    + "Since the house started: $0.01 of $0.50 (ai.budget.session).\n"))
        #expect(
            CostCommand.words(["answers": [], "budget": 0])
                == "No answer of a model was kept in that time.\nToday: $0.00 of $0.00 (ai.budget.day).\n")
    }

    @Test func `what is left is what the tightest budget leaves`() {
        var budget = BudgetSettings()
        budget.day = Micros(rawValue: 1000)
        let report: JSONValue = [
            "today": 100, "reserved": 50, "month": 4900, "month_budget": 5000, "session": 10,
            "session_budget": 20,
        ]
        #expect(MoneyLeft.left(by: report, of: budget) == Micros(rawValue: 850))
        budget.month = Micros(rawValue: 5000)
        #expect(MoneyLeft.left(by: report, of: budget) == Micros(rawValue: 50))
        budget.session = Micros(rawValue: 20)
        #expect(MoneyLeft.left(by: report, of: budget) == .zero)
    }

    private static func top(_ state: AppState) -> String {
        state.picture().text.split(separator: "\n").first.map(String.init) ?? ""
    }

    static let report: CostReport = {
        func line(_ day: String, _ model: String, _ answers: Int, _ cost: Int64) -> CostReport.Line {
            var line = CostReport.Line(day: day, model: model)
            (line.answers, line.cost) = (answers, Micros(rawValue: cost))
            return line
        }
        var guess = line("2026-11-30", "owl-9", 2, 45_000)
        (guess.guesses, guess.wasted) = (2, 1)
        return CostReport(
            lines: [
                line("2026-11-28", "claude-haiku-4-5", 40, 180_000),
                line("2026-11-29", "claude-opus-4-5", 3, 1_240_000),
                line("2026-11-30", "claude-haiku-4-5", 2, 9000), guess,
            ], today: Micros(rawValue: 54_000), reserved: .zero, budget: Micros(rawValue: 10_000_000))
    }()
}
