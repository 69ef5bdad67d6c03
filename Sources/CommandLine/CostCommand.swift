import AIKit
import ArgumentParser
import JSON
import Jarvis
import Text

/// `jarvis cost`: what answers of models cost.
struct CostCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cost", abstract: "Print what answers of models cost, by day and model.",
        discussion: """
            With --json: {"version": 1, "answers": [{"day", "model", "answers", "wasted", "guesses", "prompt", "output", \
            "cost"}], "total", "today", "reserved", "budget", "month", "month_budget", "session", "session_budget"}. Money is in \
            micro-dollars, prompt and output in tokens; wasted are answers that broke off, guesses those whose cost is not known and counts as the most that it can be; \
            reserved is set aside for answers under way.
            """)

    @Flag(help: "Print JSON.")
    var json = false

    @Option(help: "The first day, such as 2026-11-01; otherwise the last 30 days.")
    var since: String?

    func run() throws {
        try Errand.Ending.leave {
            let messenger = Messenger()
            let (text, ending) = try messenger.collect(.cost, since.map { [$0] } ?? [])
            try messenger.close()
            guard !text.isEmpty else { return ending }
            StandardOutput.write(json ? text.asJSONLine : Self.words(try JSONValue(parsing: text)))
            return ending
        }
    }

    /// A row a model and day, with a bar, and the sums below.
    static func words(_ report: JSONValue) -> String {
        let answers = report["answers"]?.array ?? []
        let most = answers.compactMap { $0["cost"]?.integer }.max() ?? 0
        var lastDay = ""
        let rows = answers.map { line in
            let day = line["day"]?.string ?? ""
            defer { lastDay = day }
            let cost = line["cost"]?.integer ?? 0
            let isGuess = line["guesses"]?.integer ?? 0 > 0
            return [
                day == lastDay ? "" : day, Untrusted(line["model"]?.string ?? "").line,
                count(line["answers"]?.integer ?? 0, "answer"), (isGuess ? "at most " : "") + money(cost),
                bar(cost, of: most),
            ]
        }
        let table = rows.isEmpty ? ["No answer of a model was kept in that time."] : TextTable.lines(rows)
        return (table + sums(report, answers)).joined(separator: "\n") + "\n"
    }

    private static func sums(_ report: JSONValue, _ answers: [JSONValue]) -> [String] {
        func sum(_ key: String) -> Int { answers.map { $0[key]?.integer ?? 0 }.saturatingSum() }
        var together = "\(money(report["total"]?.integer ?? 0)) for \(count(sum("answers"), "answer"))"
        if sum("wasted") > 0 { together += ", of which \(sum("wasted")) broke off" }
        if sum("guesses") > 0 {
            together += "; the cost of \(sum("guesses")) is not known and counts in full"
        }
        let today =
            "Today: \(money(report["today"]?.integer ?? 0)) of \(money(report["budget"]?.integer ?? 0)) "
            + "(ai.budget.day)."
        let others = [
            bound("This month", "month", in: report), bound("Since the house started", "session", in: report),
        ]
        let bounds = [today] + others.compactMap(\.self)
        return answers.isEmpty ? bounds : ["Together: \(together)."] + bounds
    }

    /// What is spent in a time that has a budget, in a sentence; `nil` for one without.
    private static func bound(_ name: String, _ key: String, in report: JSONValue) -> String? {
        report["\(key)_budget"]?.integer.map { budget in
            "\(name): \(money(report[key]?.integer ?? 0)) of \(money(budget)) (ai.budget.\(key))."
        }
    }

    private static func money(_ amount: Int) -> String {
        Micros(rawValue: Int64(clamping: amount)).description
    }

    private static func count(_ number: Int, _ word: String) -> String {
        "\(number) \(word)\(number == 1 ? "" : "s")"
    }

    /// Up to twenty signs; what cost anything has one.
    private static func bar(_ cost: Int, of most: Int) -> String {
        guard cost > 0, most > 0 else { return "" }
        return String(repeating: "#", count: max(1, Int(saturating: Double(cost) / Double(most) * 20)))
    }
}
