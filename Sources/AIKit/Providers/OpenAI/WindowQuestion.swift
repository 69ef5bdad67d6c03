import HTTP
import JSON

/// Asks a server that speaks OpenAI's chat completions how many tokens its model holds.
///
/// No standard has it: llama-server says it in `/props` and `/v1/models` as `n_ctx`, vLLM as `max_model_len`, Groq as
/// `context_window`, OpenRouter as `context_length`, Mistral as `max_context_length`, Ollama in `/api/ps` once the model
/// is loaded. The question costs no tokens; servers elsewhere are asked for their models only.
struct WindowQuestion {
    let server: ModelServer
    let model: ModelID
    let isLocal: Bool

    /// The window in tokens; `nil` when the server does not tell it.
    func answer() async -> Int? {
        let root = ServerAddress(base: String(server.base.prefix { $0 != "?" && $0 != "#" }), path: "").url
        let outside = root.hasSuffix("/v1") ? String(root.dropLast(3)) : root
        if isLocal, let props = await document(outside + "/props") {
            // The one of a slot: what one request may have.
            let settings = props["default_generation_settings"]
            if let window = Self.tokens(settings?["n_ctx"]) ?? Self.tokens(props["n_ctx"]) { return window }
        }
        let models = ServerAddress(base: server.base, path: "/models").url
        if let list = await document(models), let window = window(in: list["data"]?.array ?? []) {
            return window
        }
        guard isLocal, let loaded = await document(outside + "/api/ps") else { return nil }
        return window(in: loaded["models"]?.array ?? [])
    }

    private static let names = [
        "n_ctx", "max_model_len", "context_window", "context_length", "max_context_length",
    ]

    private func window(in models: [JSONValue]) -> Int? {
        let own = models.first { entry in
            let names = [entry["id"], entry["model"], entry["name"]].compactMap { $0?.string }
            return names.contains { $0 == model.rawValue || $0 == model.rawValue + ":latest" }
        }
        guard let entry = own ?? (models.count == 1 ? models.first : nil) else { return nil }
        return Self.names.lazy.compactMap { Self.tokens(entry[$0]) ?? Self.tokens(entry["meta"]?[$0]) }.first
    }

    /// A window that can be one.
    private static func tokens(_ value: JSONValue?) -> Int? {
        value?.integer.flatMap { (256...100_000_000).contains($0) ? $0 : nil }
    }

    /// What the server answers within a few seconds; `nil` for anything but a good answer in JSON.
    private func document(_ url: String) async -> JSONValue? {
        var request = HTTPRequest(
            .get, url, headers: OpenAIProvider.headers(server.key),
            limits: HTTPLimits(connect: .seconds(3), total: .seconds(5), bodyBytes: 8 << 20),
            trust: server.trust)
        request.unpacksUnasked = true
        do {
            let response = try await server.client.send(request)
            guard (200..<300).contains(response.head.status) else { return nil }
            return try JSONValue(bytes: response.body)
        } catch {
            // Whether it can be reached is told when it is asked something.
            return nil
        }
    }
}
