/// When an answer that streams in is more, or takes longer, than any answer does.
///
/// A server is told how many tokens it may send; one that does not stop is stopped here.
struct AnswerBounds {
    /// Bytes of words and of thinking.
    static let mostWords = 8 << 20
    /// Bytes of the stream, whatever they are.
    static let mostBytes = 64 << 20
    /// Parts for each token that was asked for: some servers send a word in several, and count thinking apart.
    static let partsPerToken = 8
    /// The longest time in which nothing but signs of life and arguments comes; a small machine reads long before
    /// its first word.
    static let patience = Duration.seconds(600)

    private let mostParts: Int
    private var parts = 0
    private var words = 0
    private var bytes = 0
    private var heard: ContinuousClock.Instant

    init(maxTokens: Int, since start: ContinuousClock.Instant) {
        mostParts = min(max(maxTokens, 1024), .max / Self.partsPerToken) * Self.partsPerToken
        heard = start
    }

    /// Counts what came of a chunk.
    mutating func take(
        chunk: Int, _ events: [ProviderEvent], at now: ContinuousClock.Instant
    ) throws(ProviderError) {
        bytes += chunk
        for event in events {
            switch event {
            case .textDelta(let text), .thinkingDelta(let text):
                parts += 1
                words += text.utf8.count
                heard = now
            case .started, .toolUseStarted, .completed, .finished: heard = now
            case .usage, .reconsidered, .retrying, .loading: break
            }
        }
        guard words <= Self.mostWords else {
            throw .cutOff(detail: "it has more than \(Self.mostWords >> 20) MiB of words")
        }
        guard bytes <= Self.mostBytes else {
            throw .cutOff(detail: "it has more than \(Self.mostBytes >> 20) MiB")
        }
        guard parts <= mostParts else {
            throw .cutOff(detail: "the model went on far beyond the tokens that it was asked for")
        }
        guard now - heard <= Self.patience else {
            let minutes = Self.patience.components.seconds / 60
            throw .cutOff(detail: "for \(minutes) minutes nothing of an answer came")
        }
    }
}
