import JSON

/// What a model says in one answer while it comes in: its words, told from reasoning among them, and its calls.
struct SpokenAnswer: Sendable {
    private var splitter = ThoughtSplitter()
    private(set) var text = ""
    private(set) var calls = OpenAICalls()

    /// Takes words, in which reasoning may stand between tags.
    mutating func say(_ words: String) -> [ProviderEvent] {
        words.isEmpty ? [] : told(splitter.split(words))
    }

    /// Takes words that are nothing else.
    mutating func say(plainly words: String) -> [ProviderEvent] {
        guard !words.isEmpty else { return [] }
        text += words
        return [.textDelta(words)]
    }

    /// Takes a call, or a fragment of one.
    mutating func call(_ call: JSONValue, isWhole: Bool) -> [ProviderEvent] {
        let begun = isWhole ? calls.add(whole: call) : calls.add(call)
        return begun.map { [.toolUseStarted(id: $0.id, name: $0.name)] } ?? []
    }

    /// What was held back, and the blocks of the message.
    mutating func end() -> (rest: [ProviderEvent], blocks: [ProviderEvent]) {
        let rest = told(splitter.end())
        let spoken: [ContentBlock] = text.allSatisfy(\.isWhitespace) ? [] : [.text(text)]
        let uses = calls.toolUses.map { ContentBlock.toolUse($0) }
        return (rest, (spoken + uses).map { .completed($0) })
    }

    private mutating func told(_ parts: [ThoughtSplitter.Part]) -> [ProviderEvent] {
        parts.map { part in
            switch part {
            case .words(let words):
                text += words
                return .textDelta(words)
            case .thought(let words): return .thinkingDelta(words)
            case .reconsidered:
                text = ""
                return .reconsidered
            }
        }
    }
}
