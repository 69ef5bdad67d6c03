import Counterparts
import HTTP
import JSON
import Testing

@testable import AIKit

/// Vectors of texts, over a real connection.
@Suite(.timeLimit(.minutes(1)))
struct EmbeddingTests {
    private func vectors(
        of texts: [String] = ["a", "b"], _ body: String, _ kind: ProviderKind = .openai,
        status: String = "200 OK"
    ) async throws -> (vectors: [[Float]], request: String) {
        let server = try Loopback([
            Loopback.Answer(
                status: status, headers: ["Content-Type: application/json"], body: Array(body.utf8))
        ])
        defer { server.stop() }
        let base = server.address + (kind == .openai ? "/v1" : "")
        let embeddings = EmbeddingServer(
            model: "nomic", server: ModelServer(client: HTTPClient(), base: base), kind: kind)
        let vectors = try await embeddings.vectors(of: texts, within: .seconds(30))
        return (vectors, server.requests.first ?? "")
    }

    @Test func `llama-server is asked for all texts at once, and each vector has its place and length 1`()
        async throws
    {
        let body = #"{"data":[{"index":1,"embedding":[0,2]},{"index":0,"embedding":[3,4]}]}"#
        let (vectors, request) = try await self.vectors(body)
        #expect(vectors == [[0.6, 0.8], [0, 1]])
        #expect(request.hasPrefix("POST /v1/embeddings HTTP/1.1"))
        #expect(request.hasSuffix(#"{"input":["a","b"],"model":"nomic"}"#))
    }

    @Test func `Ollama is asked by its own interface, and of a long text the beginning is sent`() async throws
    {
        let long = String(repeating: "x", count: 5_000)
        let (vectors, request) = try await self.vectors(of: [long], #"{"embeddings":[[0,-5]]}"#, .ollama)
        #expect(vectors == [[0, -1]])
        #expect(request.hasPrefix("POST /api/embed HTTP/1.1"))
        #expect(request.contains(String(repeating: "x", count: 1_200) + "\""))
    }

    @Test(arguments: [
        "", "[]", "{}", "null", #"{"data":[]}"#, #"{"data":[{"embedding":[1,2]}]}"#,
        #"{"data":[{"embedding":[1,2]},{"embedding":[1,2,3]}]}"#,
        #"{"data":[{"embedding":[1,2]},{"embedding":[]}]}"#,
        #"{"data":[{"embedding":[1,2]},{"embedding":[1]}]}"#,
        #"{"data":[{"embedding":[1,2]},{"embedding":[0,0]}]}"#,
        #"{"data":[{"embedding":[1,2]},{"embedding":[1e308,1e308]}]}"#,
        #"{"data":[{"embedding":[1,2]},{"embedding":[1,null]}]}"#,
        #"{"data":[{"embedding":[1,2]},{"embedding":["1","2"]}]}"#,
        #"{"data":[{"embedding":[1,2]},{"embedding":[NaN,2]}]}"#,
        #"{"data":[{"embedding":[1,2]},{"embedding":"AAAA"}]}"#,
        #"{"data":[{"index":0,"embedding":[1,2]},{"index":0,"embedding":[1,2]}]}"#,
        #"{"data":[{"index":0,"embedding":[1,2]},{"index":7,"embedding":[1,2]}]}"#,
        #"{"data":[{"index":0,"embedding":[1,2]},{"index":-1,"embedding":[1,2]}]}"#,
        #"{"data":[{"embedding":[1,2]},{"embedding":[1,2]},{"embedding":[1,2]}]}"#,
        #"{"embeddings":[[1,2],[1,2]]}"#,
        "{\"data\":[{\"embedding\":[1,2]},{\"embedding\":["
            + (0..<9_000).map { _ in "1" }.joined(separator: ",")
            + "]}]}",
    ])
    func `an answer that is no list of as many vectors of one length is refused`(body: String) async {
        await #expect(throws: ProviderError.self) { _ = try await vectors(body) }
    }

    @Test func `a server that refuses says why, and no text is no question`() async throws {
        do {
            _ = try await vectors(
                #"{"error":{"message":"no embeddings here"}}"#, status: "501 Not Implemented")
            Issue.record("it did not throw")
        } catch let error as ProviderError {
            #expect(error.description.contains("no embeddings here"))
        }
        let nowhere = EmbeddingServer(
            model: "m", server: ModelServer(client: HTTPClient(), base: "http://127.0.0.1:9/v1"),
            kind: .openai)
        #expect(try await nowhere.vectors(of: [], within: .seconds(1)) == [])
        #expect(nowhere.address.description == "http://127.0.0.1:9/v1/embeddings")
        #expect(EmbeddingServer.embeds(.ollama) && !EmbeddingServer.embeds(.anthropic))
    }
}
