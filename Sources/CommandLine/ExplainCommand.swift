import ArgumentParser
import Glibc
import House
import JSON
import Jarvis

/// `jarvis explain`: what a printed code means, without any network.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Say what an error's code means, and what helps.",
        discussion: """
            Errors end with their code, such as [J-PVE-401]. Without one all codes are listed. \
            With --json: {"version": 1, "explanations": [{"code", "cause", "remedy"}]}.
            """)

    @Argument(help: ArgumentHelp("The code, such as J-PVE-401.", valueName: "code"))
    var code: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        try Errand.Ending.leave {
            let meant = code.map { code in Explanation.named(code).map { [$0] } ?? [] } ?? Explanation.all
            guard !meant.isEmpty else { return Errand.Ending(.usage, CodeWords.regret(code ?? "")) }
            let document: JSONValue = ["version": 1, "explanations": .array(meant.map(\.json))]
            StandardOutput.write(json ? document.text.asJSONLine : Self.text(meant))
            return Errand.Ending(.done)
        }
    }

    /// One whole, or all as a table.
    private static func text(_ meant: [Explanation]) -> String {
        if meant.count == 1, let one = meant.first {
            return "\(one.code)\nCause:   \(one.cause)\nRemedy:  \(one.remedy)\n"
        }
        let columns = TerminalSize(of: STDOUT_FILENO)?.columns
        return TextTable.lines(meant.map { [$0.code, $0.cause] }, columns: columns).joined(separator: "\n")
            + "\n"
    }
}
