/// What was said in exchanges that are no longer sent, a line each.
///
/// Rules make them of the words themselves, so names, numbers and figures stand as they were said, and the same exchanges
/// give the same lines.
enum ExchangeNotes {
    /// Characters that are kept of a question and of its answer.
    private static let longest = (question: 90, answer: 140)

    /// The newest exchanges that have room in so many bytes, in the order they were said; `nil` where none has.
    static func text(of messages: ArraySlice<Message>, within bytes: Int) -> String? {
        var lines: [String] = []
        var room = bytes
        let exchanges = exchanges(in: messages)
        for (question, answer) in exchanges.reversed() {
            let line = "- \(question)" + (answer.isEmpty ? "" : " -> \(answer)")
            guard line.utf8.count + 1 <= room else { break }
            room -= line.utf8.count + 1
            lines.append(line)
        }
        return lines.isEmpty ? nil : lines.reversed().joined(separator: "\n")
    }

    private static func exchanges(in messages: ArraySlice<Message>) -> [(question: String, answer: String)] {
        var found: [(question: String, answer: String)] = []
        for message in messages {
            if message.isQuestion {
                found.append((line(message.text, longest.question), ""))
            } else if message.role == .assistant, !found.isEmpty {
                let words = line(message.text, longest.answer)
                // The last words before the next question are the answer.
                if !words.isEmpty { found[found.count - 1].answer = words }
            }
        }
        return found.filter { !$0.question.isEmpty }
    }

    /// One line in which nothing ends the note that it stands in.
    private static func line(_ text: String, _ longest: Int) -> String {
        let words = text.prefix(longest * 4).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let cut = words.count > longest ? words.prefix(longest - 1) + "…" : words
        return cut.withoutBrackets
    }
}
