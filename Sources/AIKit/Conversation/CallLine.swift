/// What came of a call, in one line: the tool, its arguments, its id and the first line of the result.
enum CallLine {
    /// Characters of the arguments and of a result's first line.
    private static let longest = (arguments: 120, result: 160)

    static func text(of use: ToolUse, _ result: ToolResult) -> String {
        let arguments = use.input.object?.isEmpty == false ? " " + use.input.text : ""
        // Of what cannot be named whole nothing is told: who leaves out what is private goes by the line.
        guard arguments.count <= longest.arguments else { return "\(use.name) … (call \(result.id))" }
        return "\(use.name)\(arguments) (call \(result.id)): \(firstLine(of: result.plainContent))"
    }

    /// The lines of the calls in a part of a conversation, the newest that have room in so many bytes, without brackets;
    /// `nil` where there are none.
    static func texts(of messages: ArraySlice<Message>, within bytes: Int) -> String? {
        var uses: [String: ToolUse] = [:]
        var lines: [String] = []
        for message in messages {
            for use in message.toolUses { uses[use.id] = use }
            lines += message.toolResults.compactMap { result in
                uses[result.id].map { "- " + text(of: $0, result).withoutBrackets }
            }
        }
        var room = bytes
        let newest = lines.reversed().prefix { line in
            room -= line.utf8.count + 1
            return room >= 0
        }
        return newest.isEmpty ? nil : newest.reversed().joined(separator: "\n")
    }

    /// A framed result with its first line alone; one that is hardly longer stays whole.
    static func folded(_ result: ToolResult) -> String {
        let (content, inner) = (result.content, result.plainContent)
        let short = "\(firstLine(of: inner))\n… the memory has all of it, by its call \(result.id)"
        guard short.utf8.count < inner.utf8.count else { return content }
        guard content.utf8.count > inner.utf8.count, let head = content.firstIndex(of: "\n") else {
            return short
        }
        return "\(content[...head])\(short)\n</data>"
    }

    private static func firstLine(of text: String) -> String {
        let first = text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
        return String(first).oneLine(of: longest.result)
    }
}
