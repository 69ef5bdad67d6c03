import ArgumentParser
import JSON
import Jarvis

/// `jarvis ask "…"`: one question to the butler.
struct AskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask", abstract: "Ask the butler something and print his answer.",
        discussion: """
            What changes something is asked about on the terminal: what was typed before the question, or sooner than \
            it can be read, is no answer, RED takes the whole word yes, no is the default, "no, REASON" tells the butler \
            why, and "none" is no to all he would ask. Without a terminal nobody can be \
            asked and it is refused. With --json: {"version": 1, "question", "answer", "tools": [{"id", "name", "arguments", \
            "tier", "state": "done"|"failed"|"unknown"|"refused", "detail"}], "notes", "failure"}, when the answer is \
            complete.
            """)

    @Argument(help: "The question; several words need no quotes.")
    var words: [String]

    @Flag(help: "Print JSON.")
    var json = false

    @Option(help: "The cluster it is about; when left out the one that the question names, else the first.")
    var cluster: String?

    @Option(help: "Who shall answer: a name of ai.models, offline for the rules, or auto.")
    var model: String?

    func run() throws {
        try Errand.Ending.leave {
            let messenger = Messenger(asksDemo: true)
            let question = words.joined(separator: " ")
            let answer = AskAnswer(question: question, isStreaming: !json)
            let ending = try messenger.converse(.ask, arguments(question)) { part in
                answer.receive(part).map { card in
                    let word = ControllingTerminal().map { Self.word(on: card, from: $0) }
                    return ["\(card.audience)", "\(card.card)"] + (word ?? ["nobody"])
                }
            }
            try messenger.close()
            return answer.finish(after: ending)
        }
    }

    private func arguments(_ question: String) -> [String] {
        [question] + (cluster == nil && model == nil ? [] : [cluster ?? ""]) + (model.map { [$0] } ?? [])
    }

    /// The operator's word on a card, from the terminal.
    static func word(on card: AskedQuestion, from terminal: ControllingTerminal) -> [String] {
        var lines = ["", "\(card.tier): \(card.summary)", "  \(card.call)"]
        lines += card.impact.map { "  \($0)" }
        if !card.others.isEmpty { lines.append("and then, as long as each ends well:") }
        lines += card.others.flatMap { ["  \($0.summary)", "    \($0.call)"] }
        terminal.say(lines.joined(separator: "\n"))
        let word = card.word ?? (isGrave(card) ? "yes" : nil)
        let question = word.map { "Type \($0) to do it" } ?? "Do it? [y/N]"
        guard let answer = terminal.answer(question) else { return ["no"] }
        return meaning(of: answer, to: card, word)
    }

    /// Whether more than one letter is asked for: what interrupts something that matters.
    private static func isGrave(_ card: AskedQuestion) -> Bool {
        !["GREEN", "YELLOW", "ORANGE"].contains(card.tier)
    }

    /// The operator's word in the form of the errand: no, unless it is the very word.
    private static func meaning(of answer: String, to card: AskedQuestion, _ word: String?) -> [String] {
        let text = answer.split(separator: " ").joined(separator: " ")
        if let word = card.word, text == word { return ["type", text] }
        if card.word == nil, text.lowercased() == "yes" || word == nil && text.lowercased() == "y" {
            return ["yes"]
        }
        if ["none", "no to all"].contains(text.lowercased()) { return ["none"] }
        guard text.lowercased().hasPrefix("no, ") || text.lowercased().hasPrefix("no because ") else {
            return ["no"]
        }
        return ["because", String(text.drop { $0 != " " }.dropFirst())]
    }
}
