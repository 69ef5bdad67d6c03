import HTTP
import JSON
import Text

/// What an Ollama server has and holds, beside its answers: models on its disk, and those that are loaded.
package struct OllamaServer: Sendable {
    private let server: ModelServer

    package init(_ server: ModelServer) {
        self.server = server
    }

    /// A model that is loaded.
    package struct Loaded: Sendable, Hashable {
        /// Untrusted, as all that a server says.
        package let name: String
        /// What it takes in bytes, and how much of that on the graphics card.
        package let size: Int
        package let onCard: Int
    }

    /// The names of the models on its disk.
    package func models() async throws(ProviderError) -> [String] {
        let list = try await ask(.get, "/api/tags", nil)
        return (list["models"]?.array ?? []).prefix(1_000).compactMap { $0["name"]?.string }
    }

    /// The models that are loaded.
    package func loaded() async throws(ProviderError) -> [Loaded] {
        let list = try await ask(.get, "/api/ps", nil)
        return (list["models"]?.array ?? []).prefix(100).compactMap { model in
            guard let name = model["name"]?.string else { return nil }
            return Loaded(
                name: name, size: model["size"]?.count ?? 0, onCard: model["size_vram"]?.count ?? 0)
        }
    }

    /// Loads a model, for as long as the server keeps it; returns once it is loaded.
    package func load(_ model: ModelID) async throws(ProviderError) {
        _ = try await ask(
            .post, "/api/chat", ["model": .string(model.rawValue), "messages": [], "stream": false])
    }

    /// Lets go of a model, and of its memory.
    package func unload(_ model: ModelID) async throws(ProviderError) {
        let body: JSONValue = [
            "model": .string(model.rawValue), "messages": [], "stream": false, "keep_alive": 0,
        ]
        _ = try await ask(.post, "/api/chat", body)
    }

    /// How far a model is pulled.
    package struct Progress: Sendable, Hashable {
        /// In the server's words, untrusted: `pulling manifest`.
        package let status: String
        /// Bytes of the layer under way; `nil` where the server does not tell.
        package let done: Int?
        package let total: Int?

        package init(status: String, done: Int? = nil, total: Int? = nil) {
            self.status = status
            self.done = done
            self.total = total
        }
    }

    /// Has the server fetch a model from its registry, and tells how far it is; throws where it does not end well.
    ///
    /// A server that falls silent for two minutes is given up; it goes on by itself.
    package func pull(
        _ model: ModelID, _ tell: @Sendable (Progress) async -> Void
    ) async throws(ProviderError) {
        var request = request(.post, "/api/pull", ["model": .string(model.rawValue), "stream": true])
        request.limits = HTTPLimits(connect: .seconds(10), total: nil, idle: .seconds(120))
        var hasEnded = false
        do {
            let stream = try await server.client.open(request)
            guard stream.head.status < 300 else {
                var body: [UInt8] = []
                for try await chunk in stream.body where body.count < 64 << 10 { body += chunk }
                throw ServerFault(head: stream.head, body: body, key: server.key).error
            }
            var parser = LineParser(limit: 1 << 20)
            for try await chunk in stream.body {
                for line in try parser.read(chunk) {
                    let event = ServerSentEvent(data: line)
                    guard let value = try event.document(key: server.key, isSignOfLife: { _ in false }) else {
                        continue
                    }
                    if let error = value["error"], error != .null {
                        throw ServerFault(value, key: server.key).error
                    }
                    let status = String((value["status"]?.string ?? "").prefix(200))
                    hasEnded = hasEnded || status == "success"
                    await tell(
                        Progress(
                            status: status, done: value["completed"]?.count, total: value["total"]?.count))
                }
            }
        } catch let error as ProviderError {
            throw error
        } catch let error as HTTPError {
            throw ProviderError(error)
        } catch {
            throw .cutOff(detail: "\(error)")
        }
        guard !Task.isCancelled else { throw .cancelled }
        guard hasEnded else {
            throw .cutOff(detail: "the model was not fetched whole; pulling it again goes on from there")
        }
    }

    private func request(_ method: HTTPRequest.Method, _ path: String, _ body: JSONValue?) -> HTTPRequest {
        var request = HTTPRequest(
            method, ServerAddress(base: server.base, path: path).url,
            headers: OpenAIProvider.headers(server.key) + [HTTPHeader("content-type", "application/json")],
            body: body?.bytes ?? [],
            limits: HTTPLimits(connect: .seconds(10), total: .seconds(300), bodyBytes: 8 << 20),
            trust: server.trust)
        request.unpacksUnasked = true
        return request
    }

    private func ask(_ method: HTTPRequest.Method, _ path: String, _ body: JSONValue?)
        async throws(ProviderError) -> JSONValue
    {
        let response: HTTPResponse
        do throws(HTTPError) {
            response = try await server.client.send(request(method, path, body))
        } catch {
            throw ProviderError(error)
        }
        guard response.head.status < 300 else {
            throw ServerFault(head: response.head, body: response.body, key: server.key).error
        }
        do {
            return try JSONValue(bytes: response.body)
        } catch {
            throw .cutOff(detail: "its answer is not JSON")
        }
    }
}
