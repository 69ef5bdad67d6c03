import HTTP
import JSON
import Text

/// A model of this network that gives texts a place in its space of meanings: texts about the same lie in the same direction.
///
/// Asked by OpenAI's `/embeddings`, as llama-server has it (https://platform.openai.com/docs/api-reference/embeddings), or by
/// Ollama's `/api/embed` (https://github.com/ollama/ollama/blob/main/docs/api.md).
package struct EmbeddingServer: Sendable {
    package let model: ModelID
    private let server: ModelServer
    private let isOllama: Bool

    /// `kind` is one that ``embeds(_:)``; any other is asked as OpenAI is.
    package init(model: ModelID, server: ModelServer, kind: ProviderKind) {
        self.model = model
        self.server = server
        isOllama = kind == .ollama
    }

    /// Whether servers of a kind can be asked for vectors.
    package static func embeds(_ kind: ProviderKind) -> Bool { kind == .openai || kind == .ollama }

    /// Where it is asked, without what may be secret.
    package var address: ServerAddress { ServerAddress(base: server.base, path: path) }

    private var path: String { isOllama ? "/api/embed" : "/embeddings" }

    /// A vector of length 1 for each text, in their order; all have as many numbers.
    ///
    /// Throws for an answer with another count, of different lengths, or with numbers that are none. What is beyond
    /// ``longest`` of a text is not sent.
    package func vectors(of texts: [String], within time: Duration) async throws(ProviderError) -> [[Float]] {
        guard !texts.isEmpty else { return [] }
        let answer = try await ask(texts, within: time)
        let lists = isOllama ? answer["embeddings"]?.array : Self.inOrder(answer["data"]?.array)
        guard let lists, lists.count == texts.count else {
            throw .cutOff(detail: "it was asked for \(texts.count) vectors and gave \(lists?.count ?? 0)")
        }
        var vectors: [[Float]] = []
        for list in lists {
            guard let vector = Self.vector(list), vector.count == vectors.first?.count ?? vector.count else {
                throw .cutOff(detail: "its vectors are not lists of as many numbers each")
            }
            vectors.append(vector)
        }
        return vectors
    }

    /// In characters: models for this hold some 512 tokens.
    private static let longest = 1_200
    /// How many numbers a vector may have.
    private static let lengths = 2...8_192

    private func ask(_ texts: [String], within time: Duration) async throws(ProviderError) -> JSONValue {
        let body: JSONValue = [
            "model": .string(model.rawValue),
            "input": .array(texts.map { .string(String($0.prefix(Self.longest))) }),
        ]
        var request = HTTPRequest(
            .post, address.url,
            headers: OpenAIProvider.headers(server.key) + [HTTPHeader("content-type", "application/json")],
            body: body.bytes,
            limits: HTTPLimits(connect: min(time, .seconds(3)), total: time, bodyBytes: 16 << 20),
            trust: server.trust)
        request.unpacksUnasked = true
        let response: HTTPResponse
        do throws(HTTPError) {
            response = try await server.client.send(request)
        } catch {
            throw ProviderError(error)
        }
        guard (200..<300).contains(response.head.status) else {
            throw ServerFault(head: response.head, body: response.body, key: server.key).error
        }
        do {
            return try JSONValue(bytes: response.body)
        } catch {
            throw .cutOff(detail: "its answer is not JSON")
        }
    }

    /// The vectors of OpenAI's list, each in the place that it says is its own; `nil` where two say the same.
    private static func inOrder(_ data: [JSONValue]?) -> [JSONValue]? {
        guard let data else { return nil }
        var places: [JSONValue?] = Array(repeating: nil, count: data.count)
        for (position, entry) in data.enumerated() {
            let index = entry["index"]?.integer ?? position
            guard places.indices.contains(index), places[index] == nil, let list = entry["embedding"] else {
                return nil
            }
            places[index] = list
        }
        return places.compactMap(\.self)
    }

    /// A list of numbers as a vector of length 1; `nil` where it has no direction.
    private static func vector(_ list: JSONValue) -> [Float]? {
        guard let elements = list.array, lengths.contains(elements.count) else { return nil }
        let numbers = elements.compactMap(\.plainNumber)
        let length = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard numbers.count == elements.count, length.isFinite, length > 1e-9 else { return nil }
        return numbers.map { Float($0 / length) }
    }
}

extension JSONValue {
    /// A number that was written as one.
    fileprivate var plainNumber: Double? {
        if case .string = self { nil } else { double }
    }
}
