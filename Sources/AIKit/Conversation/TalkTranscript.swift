/// A part of a conversation as a model reads it that is to sum it up: a line for what each said, and one for each call.
package struct TalkTranscript: Sendable, Hashable {
    /// What nobody vouches for.
    package let text: String

    /// More bytes are no help to a model.
    private static let most = 16_000
    /// Characters of a remark, the first that lets all remarks in; with the last the oldest remarks are left out.
    private static let lengths = [2_000, 1_000, 500, 250, 120]

    /// The messages before one of a conversation that nothing stands for yet, behind what stands for those before them.
    package init(of conversation: Conversation, before cut: Int, within bytes: Int?) {
        let folded = conversation.consolidation?.folded ?? 0
        let messages = conversation.messages[folded..<max(folded, min(cut, conversation.messages.count))]
        let earlier = conversation.consolidation.map { "Summed up before: \($0.text)" }
        let room = max(0, min(bytes ?? Self.most, Self.most) - (earlier?.utf8.count ?? 0))
        var lines: [String] = []
        for length in Self.lengths {
            lines = Self.lines(messages, length)
            if lines.map({ $0.utf8.count + 1 }).reduce(0, +) <= room { break }
        }
        var left = room
        let newest = lines.reversed().prefix { line in
            left -= line.utf8.count + 1
            return left >= 0
        }
        text = ([earlier].compactMap(\.self) + newest.reversed()).joined(separator: "\n")
    }

    private static func lines(_ messages: ArraySlice<Message>, _ length: Int) -> [String] {
        var uses: [String: ToolUse] = [:]
        return messages.flatMap { message -> [String] in
            let words = message.text.oneLine(of: length)
            let who = message.role == .user ? "Operator" : "Jarvis"
            let results = message.toolResults.compactMap { result in
                uses[result.id].map { CallLine.text(of: $0, result) }
            }
            let handed = message.handed.map { "Operator handed over \($0.title.oneLine(of: length))" }
            for use in message.toolUses { uses[use.id] = use }
            return results + (words.isEmpty ? [] : ["\(who): \(words)"]) + handed
        }
    }
}

extension String {
    /// The text as one line of whole words, of at most so many characters: no number and no name is cut in two.
    func oneLine(of longest: Int) -> String {
        let read = prefix(longest * 4)
        var (line, isWhole) = ("", read.endIndex == endIndex)
        let words = read.split(whereSeparator: \.isWhitespace)
        for word in isWhole ? words[...] : words.dropLast() {
            guard line.count + word.count + 3 <= longest else {
                isWhole = false
                break
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        return isWhole ? line : line.isEmpty ? "…" : line + " …"
    }
}
