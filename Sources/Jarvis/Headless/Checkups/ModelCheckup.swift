import AIKit
import HTTP
import JSON
import Text

/// Examines the model server: whether it answers, takes the key and has the model.
///
/// Costs no tokens.
package struct ModelCheckup: Sendable {
    private let settings: ModelSettings

    package init(settings: ModelSettings) {
        self.settings = settings
    }

    package func findings(_ environment: [String: String]) async -> [Finding] {
        guard settings.provider != .offline else {
            return [finding(.good, "no model is configured; the butler answers by rules, without one")]
        }
        do {
            let key = try await settings.key?.read(environment: environment)
            let response = try await ask(address, key)
            return [await judge(response, key)]
        } catch {
            return [finding(.fault, "\(error) Check the server, ai.base_url and ai.key.")]
        }
    }

    private func ask(_ address: ServerAddress, _ key: String?) async throws(HTTPError) -> HTTPResponse {
        var request = HTTPRequest(
            .get, address.url, headers: headers(key),
            limits: HTTPLimits(total: .seconds(15), bodyBytes: 8 << 20))
        request.unpacksUnasked = true
        return try await HTTPClient().send(request)
    }

    /// Every server of both kinds lists its models there.
    private var address: ServerAddress {
        switch settings.provider {
        case .offline, .anthropic:
            ServerAddress(base: settings.baseURL ?? AnthropicProvider.address, path: "/v1/models?limit=1000")
        case .openai: ServerAddress(base: settings.baseURL ?? "https://api.openai.com/v1", path: "/models")
        }
    }

    private func headers(_ key: String?) -> [HTTPHeader] {
        guard let key else { return [] }
        return switch settings.provider {
        case .offline: []
        case .anthropic: [HTTPHeader("x-api-key", key), HTTPHeader("anthropic-version", "2023-06-01")]
        case .openai: [HTTPHeader("Authorization", "Bearer \(key)")]
        }
    }

    private func judge(_ response: HTTPResponse, _ key: String?) async -> Finding {
        switch response.head.status {
        case 200..<300:
            guard let names = Self.names(in: response) else {
                return finding(
                    .fault, "it answers, but not with a list of models; \(address.hint)\(await advice(key))")
            }
            return judge(names)
        case 401, 403:
            return finding(
                .fault, "the key is not accepted (\(response.head.status)); check what ai.key names")
        case 404:
            if (try? JSONValue(bytes: response.body))?["error"] != nil {
                return finding(.unknown, "it answers, but lists no models; only a question will tell")
            }
            let advice = await advice(key)
            return finding(
                advice.isEmpty ? .warning : .fault,
                "there is no list of models (404); \(address.hint)\(advice)")
        case 503:
            return finding(.warning, "it is busy or still loading its model (503); ask again in a while")
        default:
            return finding(
                .fault,
                "it answers with \(response.head.status) \(Untrusted(response.head.reason).line); "
                    + "is ai.base_url right, and the server well?"
            )
        }
    }

    private func judge(_ names: [String]) -> Finding {
        let model = settings.model ?? ""
        let others = names.filter { $0 != model }
        let shown = others.prefix(5).map { Untrusted($0).line.clipped(toColumns: 64) }.joined(separator: ", ")
        let more = others.count > 5 ? " and \(others.count - 5) more" : ""
        // Ollama calls a model without a tag its latest.
        if names.contains(model) || names.contains(model + ":latest") {
            return finding(
                .good, "it answers and has \(model)\(others.isEmpty ? "" : "; also \(shown)\(more)")")
        }
        if names.isEmpty { return finding(.warning, "it has no model at all; load \(model) there") }
        return finding(.warning, "it has no \(model); set ai.model to one it has: \(shown)\(more)")
    }

    /// Where its models are instead, when they are found a step further.
    private func advice(_ key: String?) async -> String {
        guard settings.provider == .openai, let base = settings.baseURL else { return "" }
        let further = ServerAddress(base: base, path: "/v1/models")
        guard further.url != address.url, let response = try? await ask(further, key),
            let names = Self.names(in: response)
        else { return "" }
        let place = further.description.dropLast("/models".count)
        return ": \(place) has \(names.count == 1 ? "one model" : "\(names.count) models")"
    }

    private static func names(in response: HTTPResponse) -> [String]? {
        guard (200..<300).contains(response.head.status) else { return nil }
        return (try? JSONValue(bytes: response.body))?["data"]?.array?.compactMap { $0["id"]?.string }
    }

    private func finding(_ verdict: Finding.Verdict, _ text: String) -> Finding {
        let name = settings.provider.rawValue
        return Finding(
            "model", verdict, settings.provider == .offline ? text : "\(name) at \(address): \(text)")
    }
}
