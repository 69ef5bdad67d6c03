import Text

/// Puts what was kept back into an answer as it comes.
///
/// Reasoning is shown restored and kept as it came: it goes back unchanged or not at all.
package struct RestoredAnswer: Sendable {
    private let table: PlaceholderTable
    /// The kinds of placeholders that may come back.
    private let kinds: Set<Placeholder.Kind>
    /// The placeholders in what is answered.
    private let standing: Set<Placeholder>
    private var words = ""
    private var thoughts = ""

    /// For an answer to what was sent with these placeholders.
    init(_ table: PlaceholderTable = PlaceholderTable(), standing: Set<Placeholder> = []) {
        (self.table, self.standing) = (table, standing)
        kinds = table.kinds
    }

    /// What was kept back of what is answered, by class and then by placeholder.
    var kept: [KeptWord] {
        RedactionClass.allCases.flatMap { part in
            standing.filter { $0.kind.redactionClass == part }
                .sorted {
                    ($0.kind.rawValue, $0.numbers.first ?? 0, $0.numbers.last ?? 0)
                        < ($1.kind.rawValue, $1.numbers.first ?? 0, $1.numbers.last ?? 0)
                }
                .map { KeptWord(part, $0.text, table.original(of: $0) ?? "") }
        }
    }

    /// The events to tell with the next one.
    package mutating func restored(_ event: ProviderEvent) -> [ProviderEvent] {
        switch event {
        case .textDelta(let piece): thought() + word(piece)
        case .thinkingDelta(let piece): word() + thought(piece)
        case .completed(let block): rest() + [.completed(restored(block))]
        case .toolUseStarted, .reconsidered, .finished: rest() + [event]
        case .started, .usage, .retrying, .loading: [event]
        }
    }

    /// What is still held back when nothing more comes.
    package mutating func rest() -> [ProviderEvent] { thought() + word() }

    private mutating func word(_ piece: String? = nil) -> [ProviderEvent] {
        let text = told(of: &words, with: piece)
        return text.isEmpty ? [] : [.textDelta(text)]
    }

    private mutating func thought(_ piece: String? = nil) -> [ProviderEvent] {
        let text = told(of: &thoughts, with: piece)
        return text.isEmpty ? [] : [.thinkingDelta(text)]
    }

    /// A longer word is no placeholder.
    private static let longest = 80

    /// What can be told of a text that goes on with a piece, or ends.
    private func told(of held: inout String, with piece: String?) -> String {
        held += piece ?? ""
        var end = held.endIndex
        if piece != nil, !kinds.isEmpty {
            let tail = held.reversed().prefix(while: Placeholder.isPart).count
            if tail <= Self.longest, Placeholder.mayEnd(Array(held.suffix(tail))[...], of: kinds) {
                end = held.index(end, offsetBy: -tail)
            }
        }
        defer { held = String(held[end...]) }
        return table.restored(String(held[..<end]))
    }

    private func restored(_ block: ContentBlock) -> ContentBlock {
        switch block {
        case .text(let text): return .text(table.restored(text))
        case .toolUse(var use):
            use.input = use.input.mappingTexts(table.restored)
            use.malformed = use.malformed.map(table.restored)
            return .toolUse(use)
        case .handed, .circumstances, .thinking, .toolResult, .opaque: return block
        }
    }
}

/// A word that was kept back, and what was sent in its place.
package struct KeptWord: Sendable, Hashable {
    package let part: RedactionClass
    package let placeholder: String
    /// For the operator's own eyes; untrusted.
    package let original: String

    package init(_ part: RedactionClass, _ placeholder: String, _ original: String) {
        (self.part, self.placeholder, self.original) = (part, placeholder, original)
    }
}
