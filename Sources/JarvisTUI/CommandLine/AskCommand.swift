import ArgumentParser
import JSON
import Jarvis

/// `jarvis ask "…"`: one question to the butler.
struct AskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask", abstract: "Ask the butler something and print his answer.",
        discussion: """
            What changes something is asked about on the terminal, with no as the default; without a terminal nobody can be \
            asked and it is refused. With --json: {"version": 1, "question", "answer", "tools": [{"id", "name", "arguments", \
            "tier", "state": "done"|"failed"|"unknown"|"refused", "detail"}], "notes", "failure"}, when the answer is \
            complete.
            """)

    @Argument(help: "The question; several words need no quotes.")
    var words: [String]

    @Flag(help: "Print JSON.")
    var json = false

    @Option(help: "The cluster it is about; the first of the configuration when left out.")
    var cluster: String?

    func run() throws {
        try Errand.Ending.leave {
            let messenger = Messenger()
            let question = words.joined(separator: " ")
            let answer = AskAnswer(question: question, isStreaming: !json)
            let ending = try messenger.converse(.ask, [question] + (cluster.map { [$0] } ?? [])) { part in
                answer.take(part).map { card in
                    let word = ControllingTerminal().map { Self.word(on: card, from: $0) }
                    return ["\(card.audience)", "\(card.card)"] + (word ?? ["nobody"])
                }
            }
            try messenger.close()
            return answer.finish(after: ending)
        }
    }

    private static func word(on card: AskedQuestion, from terminal: ControllingTerminal) -> [String] {
        var lines = ["", "\(card.tier): \(card.summary)", "  \(card.call)"]
        lines += card.impact.map { "  \($0)" }
        terminal.say(lines.joined(separator: "\n"))
        guard let word = card.word else { return terminal.confirms("Do it?") ? ["yes"] : ["no"] }
        return terminal.line("Type \(word) to do it").map { ["type", $0] } ?? ["no"]
    }
}
