/// Tells a model's reasoning from its answer where a server leaves both in one text: `<think>…</think>`.
///
/// Templates that open the tag in the prompt leave a lone `</think>` behind, and all before it was reasoning.
/// https://huggingface.co/Qwen/QwQ-32B, https://huggingface.co/deepseek-ai/DeepSeek-R1
struct ThoughtSplitter: Sendable {
    /// A part of the text, told apart.
    enum Part: Sendable, Hashable {
        case words(String)
        case thought(String)
        /// The words so far were reasoning.
        case reconsidered
    }

    private static let opening = ["<think>", "<thinking>"]
    private static let closing = ["</think>", "</thinking>"]

    private var isThinking = false
    private var hasOpened = false
    /// Blanks at the beginning of what is said are no part of it.
    private var isAtBeginning = true
    /// Nothing but blanks since the last line break.
    private var isAtLineStart = true
    /// The end of the text so far, when it may be the beginning of a tag.
    private var held = ""

    /// Takes the next part of the text, which ends anywhere.
    mutating func split(_ text: String) -> [Part] {
        var rest = (held + text)[...]
        held = ""
        var parts: [Part] = []
        while let bracket = rest.firstIndex(of: "<") {
            parts += plain(rest[..<bracket])
            rest = rest[bracket...]
            if let tag = Self.tag(rest) {
                let hasMeaning = pass(tag: tag, &parts)
                if !hasMeaning { parts += plain(rest.prefix(tag.count)) }
                rest = rest.dropFirst(tag.count)
            } else if (Self.opening + Self.closing).contains(where: { $0.hasPrefix(rest) }) {
                held = String(rest)
                return parts
            } else {
                parts += plain(rest.prefix(1))
                rest = rest.dropFirst()
            }
        }
        return parts + plain(rest)
    }

    /// What is left when nothing more comes.
    mutating func end() -> [Part] {
        defer { held = "" }
        return plain(held[...])
    }

    private static func tag(_ text: Substring) -> String? {
        (opening + closing).first { text.hasPrefix($0) }
    }

    /// Acts on a tag; `false` when it is a word like any other.
    private mutating func pass(tag: String, _ parts: inout [Part]) -> Bool {
        if Self.opening.contains(tag) {
            guard !isThinking, isAtLineStart else { return false }
            isThinking = true
            hasOpened = true
        } else {
            guard isThinking || !hasOpened else { return false }
            if !isThinking, !isAtBeginning { parts.append(.reconsidered) }
            isThinking = false
            hasOpened = true
            isAtBeginning = true
        }
        isAtLineStart = true
        return true
    }

    private mutating func plain(_ text: Substring) -> [Part] {
        guard !text.isEmpty else { return [] }
        if isThinking { return [.thought(String(text))] }
        let words = isAtBeginning ? text.drop(while: \.isWhitespace) : text
        guard !words.isEmpty else { return [] }
        isAtBeginning = false
        let line = words.lastIndex(where: \.isNewline).map { words[words.index(after: $0)...] }
        isAtLineStart = (line ?? words).allSatisfy(\.isWhitespace) && (line != nil || isAtLineStart)
        return [.words(String(words))]
    }
}
