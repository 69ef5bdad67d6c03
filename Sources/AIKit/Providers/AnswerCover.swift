import JSON
import Text

/// Covers the key in whatever a server answers, before anybody shows it, keeps it or acts upon it.
///
/// Reasoning and unknown blocks that hold the key are left out of the message: they can go back unchanged only. A key that
/// is ``Secret/isOrdinary`` is not looked for: servers that need none are given words that any answer may hold.
struct AnswerCover: Sendable {
    private let key: Secret?
    private let secret: KnownSecret?
    private var words: StreamedCover?
    private var thoughts: StreamedCover?
    private var blocks: [ContentBlock] = []

    init(_ key: Secret?) {
        self.key = key
        secret = key.flatMap { $0.isOrdinary ? nil : KnownSecret($0.exposed) }
        words = secret.map(StreamedCover.init)
        thoughts = words
    }

    /// The events to tell with the next one.
    mutating func covered(_ event: ProviderEvent) -> [ProviderEvent] {
        if case .retrying(let wait, let error) = event {
            return [.retrying(after: wait, because: error.hiding(key))]
        }
        guard let secret else { return [event] }
        switch event {
        case .started(let model, let id):
            let model = ModelID(rawValue: secret.covered(in: model.rawValue))
            return [.started(model: model, requestID: id.map(secret.covered))]
        case .textDelta(let text): return thought(thoughts?.pause()) + word(words?.add(text))
        case .thinkingDelta(let text): return word(words?.pause()) + thought(thoughts?.add(text))
        case .reconsidered: return rest() + [event]
        case .toolUseStarted(let id, let name):
            return word(words?.pause()) + thought(thoughts?.pause())
                + [.toolUseStarted(id: secret.covered(in: id), name: secret.covered(in: name))]
        case .completed(let block):
            blocks += [covered(block, secret)].compactMap(\.self)
            return []
        case .finished(let reason):
            return rest() + message(secret).map { .completed($0) } + [.finished(covered(reason, secret))]
        case .usage, .loading, .retrying: return [event]
        }
    }

    /// What is still held back when nothing more comes.
    mutating func rest() -> [ProviderEvent] { thought(thoughts?.end()) + word(words?.end()) }

    private func word(_ text: String?) -> [ProviderEvent] {
        (text ?? "").isEmpty ? [] : [.textDelta(text ?? "")]
    }

    private func thought(_ text: String?) -> [ProviderEvent] {
        (text ?? "").isEmpty ? [] : [.thinkingDelta(text ?? "")]
    }

    /// The blocks in their order; those of text become one where the key only stands in them together.
    private func message(_ secret: KnownSecret) -> [ContentBlock] {
        let texts = blocks.map { if case .text(let text) = $0 { text } else { "" } }
        let whole = texts.joined()
        let covered = secret.covered(in: whole)
        guard covered != whole, let first = texts.firstIndex(where: { !$0.isEmpty }) else { return blocks }
        return blocks.enumerated().compactMap { index, block in
            if index == first { return .text(covered) }
            return if case .text = block { nil } else { block }
        }
    }

    private func covered(_ reason: StopReason, _ secret: KnownSecret) -> StopReason {
        switch reason {
        case .refusal(let category): .refusal(category: category.map(secret.covered))
        case .other(let word): .other(secret.covered(in: word))
        case .endTurn, .toolUse, .maxTokens, .contextFull, .stopSequence, .paused: reason
        }
    }

    private func covered(_ block: ContentBlock, _ secret: KnownSecret) -> ContentBlock? {
        switch block {
        case .text(let text): return .text(secret.covered(in: text))
        case .handed, .circumstances, .toolResult: return block
        case .thinking(.signed(let text, let signature)):
            return secret.isIn(text) || secret.isIn(signature) ? nil : block
        case .thinking(.redacted(let data)): return secret.isIn(data) ? nil : block
        case .toolUse(let use): return .toolUse(covered(use, secret))
        case .opaque(let value): return value.mappingTexts(secret.covered) == value ? block : nil
        }
    }

    private func covered(_ use: ToolUse, _ secret: KnownSecret) -> ToolUse {
        ToolUse(
            id: secret.covered(in: use.id), name: secret.covered(in: use.name),
            input: use.input.mappingTexts(secret.covered),
            malformed: use.malformed.map { text in
                // Its end is not known to be one: it was cut.
                var cover = StreamedCover(secret)
                return cover.add(text)
            },
            extra: JSONValue.object(use.extra).mappingTexts(secret.covered).object ?? [:])
    }
}
