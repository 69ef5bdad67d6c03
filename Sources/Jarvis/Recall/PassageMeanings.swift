import AIKit
import FoundationEssentials
import Memory

/// What a model of this network makes of the operator's notes: a vector a passage, made in the background, by which they are
/// found where the words are others.
actor PassageMeanings {
    private let server: EmbeddingServer
    private let passages: Passages
    private var making: Task<Void, Never>?
    /// Until then it is not asked again, as it did not answer.
    private var silentUntil: ContinuousClock.Instant?

    /// So many passages are sent at once.
    private static let batch = 16
    /// How long a batch may take, on a small machine too, and how long a search waits.
    private static let patience = (batch: Duration.seconds(120), search: Duration.seconds(3))
    private static let silence = Duration.seconds(60)

    init(_ server: EmbeddingServer, _ passages: Passages) {
        self.server = server
        self.passages = passages
    }

    /// Makes the vectors that are missing, unless that is under way.
    func begin() {
        guard making == nil, !isSilent else { return }
        making = Task { await self.make() }
    }

    func stop() { making?.cancel() }

    /// Returns when nothing is being made.
    func rest() async { await making?.value }

    private var isSilent: Bool { silentUntil.map { .now < $0 } ?? false }

    private func make() async {
        defer { making = nil }
        let model = server.model.rawValue
        do {
            while !Task.isCancelled {
                let missing = try await passages.unmade(by: model, limit: Self.batch)
                guard !missing.isEmpty else { return }
                let texts = missing.map { NoteCover.covering("\($0.heading)\n\($0.text)") }
                let vectors = try await server.vectors(of: texts, within: Self.patience.batch)
                guard !Task.isCancelled else { return }
                try await passages.keep(
                    zip(missing, vectors).map { PassageVector(passage: $0.id, numbers: $1) }, by: model)
            }
        } catch {
            // The notes are found by their words; doctor asks the server and says how it is.
            fallSilent()
        }
    }

    /// The passages that mean most nearly the same; none where the model does not answer.
    func nearest(to words: String, limit: Int) async throws(MemoryError) -> [PassageRecord] {
        guard !isSilent else { return [] }
        let vectors: [[Float]]
        do throws(ProviderError) {
            vectors = try await server.vectors(of: [words], within: Self.patience.search)
        } catch {
            fallSilent()
            return []
        }
        guard let vector = vectors.first else { return [] }
        return try await passages.nearest(to: vector, by: server.model.rawValue, limit: limit)
    }

    private func fallSilent() { silentUntil = .now + Self.silence }
}
