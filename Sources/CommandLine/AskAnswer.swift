import Glibc
import JSON
import Jarvis
import Multiplexer
import Text

/// The answer to `jarvis ask` as it comes in: printed at once, or kept for one JSON document.
final class AskAnswer {
    private let question: String
    private let isStreaming: Bool
    private var lines = LineReader()
    private var words = SafeWords()
    private var text = ""
    private var tools: [AskedTool] = []
    private var notes: [String] = []
    private var failure: String?
    private var isLineOpen = false

    init(question: String, isStreaming: Bool) {
        self.question = question
        self.isStreaming = isStreaming
    }

    /// Takes a part of the answer, which ends anywhere; returns what the operator has to decide.
    func receive(_ part: String) -> [AskedQuestion] {
        var questions: [AskedQuestion] = []
        for line in lines.lines(with: part) {
            if let event = AskEvent(line: line), let question = receive(event) { questions.append(question) }
        }
        return questions
    }

    private func receive(_ event: AskEvent) -> AskedQuestion? {
        switch event {
        case .text(let part):
            text += part
            write(words.pass(part))
        case .reconsidered:
            endLine()
            text = ""
            if isStreaming { say("[the model was thinking aloud; its answer follows]") }
        case .note(let words): note(words)
        case .tool(let tool): receive(tool)
        case .question(let question):
            endLine()
            return question
        case .end(let reason): failure = reason
        }
        return nil
    }

    private func receive(_ tool: AskedTool) {
        endLine()
        tools.removeAll { $0.id == tool.id }
        tools.append(tool)
        guard isStreaming, isWorthALine(tool) else { return }
        report(tool)
    }

    /// On a terminal, what is being done; what went wrong is told in the end.
    private func isWorthALine(_ tool: AskedTool) -> Bool {
        switch tool.state {
        case .ended(.failed), .ended(.unknown), .refused: false
        case .ended(.done): isatty(STDERR_FILENO) == 1
        case .running: isatty(STDERR_FILENO) == 1 && tool.tier != "GREEN"
        }
    }

    /// What went wrong, unless the answer said so in the same words.
    private func reportFaults() {
        for tool in tools where [.ended(.failed), .ended(.unknown), .refused].contains(tool.state) {
            if let detail = tool.detail, text.contains(detail) { continue }
            report(tool)
        }
    }

    private func report(_ tool: AskedTool) {
        let detail = tool.detail.map { ": \($0)" } ?? ""
        say("[\(tool.name) \(tool.tier ?? "") \(tool.state.word)\(detail)]")
    }

    /// Something to know beside the answer: on standard error, and in the document.
    func note(_ words: String) {
        endLine()
        notes.append(words)
        if isStreaming { say(words) }
    }

    /// Ends the last line, or prints the document; and says how it went, after the errand has ended so.
    func finish(after ending: Errand.Ending) -> Errand.Ending {
        endLine()
        if ending.code != 0, !ending.text.isEmpty { failure = ending.text }
        if isStreaming { reportFaults() } else { StandardOutput.write(document.text.asJSONLine) }
        // What a server said is in it: it may not write lines of its own.
        func words(_ text: String) -> String { isStreaming ? Untrusted(text).line : "" }
        if ending.code != 0 { return Errand.Ending(code: ending.code, text: words(ending.text)) }
        if let failure { return Errand.Ending(.unavailable, words(failure)) }
        if tools.contains(where: { $0.state == .refused }) { return Errand.Ending(.refused) }
        let isDone = tools.allSatisfy { ![.ended(.failed), .ended(.unknown)].contains($0.state) }
        return Errand.Ending(isDone ? .done : .found)
    }

    /// What `--json` prints.
    var document: JSONValue {
        [
            "version": 1, "question": .string(question), "answer": .string(text),
            "tools": .array(tools.map { .object($0.members) }),
            "notes": .array(notes.map { .string($0) }), "failure": failure.map { .string($0) } ?? .null,
        ]
    }

    private func write(_ safe: String) {
        guard isStreaming, !safe.isEmpty else { return }
        StandardOutput.write(safe)
        isLineOpen = !safe.hasSuffix("\n")
    }

    private func endLine() {
        write(words.end())
        if isLineOpen { write("\n") }
    }

    private func say(_ words: String) {
        StandardError.write(Untrusted(words).line)
    }
}

/// Makes a stream of untrusted text safe to print, a word at a time.
///
/// What belongs together, such as the parts of an emoji, is looked at together: a word goes on when the next blank
/// has come.
struct SafeWords {
    private var held = ""

    /// The longest that is held back without a blank, in characters.
    private static let longest = 512

    /// What may be printed now.
    mutating func pass(_ text: String) -> String {
        held += text
        guard let blank = held.lastIndex(where: \.isWhitespace) else {
            return held.count > Self.longest ? end() : ""
        }
        let next = held.index(after: blank)
        defer { held = String(held[next...]) }
        return Self.safe(held[..<next])
    }

    /// What is left.
    mutating func end() -> String {
        defer { held = "" }
        return Self.safe(held[...])
    }

    /// Lines stay lines; everything else that steers a terminal is shown.
    private static func safe(_ text: Substring) -> String {
        text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
            .map { Untrusted($0).line }.joined(separator: "\n")
    }
}
