import AIKit
import HTTP
import JSON

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
            let response = try await HTTPClient().send(
                HTTPRequest(
                    .get, address, headers: headers(key),
                    limits: HTTPLimits(total: .seconds(15), bodyBytes: 8 << 20)))
            return [judge(response)]
        } catch {
            return [finding(.fault, "\(error) Check the server, ai.base_url and ai.key.")]
        }
    }

    /// Every server of both kinds lists its models there.
    private var address: String {
        switch settings.provider {
        case .offline: ""
        case .anthropic: trimmed(settings.baseURL ?? AnthropicProvider.address) + "/v1/models?limit=1000"
        case .openai: trimmed(settings.baseURL ?? "https://api.openai.com/v1") + "/models"
        }
    }

    private func trimmed(_ base: String) -> String {
        base.hasSuffix("/") ? String(base.dropLast()) : base
    }

    private func headers(_ key: String?) -> [HTTPHeader] {
        guard let key else { return [] }
        return switch settings.provider {
        case .offline: []
        case .anthropic: [HTTPHeader("x-api-key", key), HTTPHeader("anthropic-version", "2023-06-01")]
        case .openai: [HTTPHeader("Authorization", "Bearer \(key)")]
        }
    }

    private func judge(_ response: HTTPResponse) -> Finding {
        let model = settings.model ?? ""
        switch response.head.status {
        case 200..<300:
            let list = (try? JSONValue(bytes: response.body))?["data"]?.array
            let names = list?.compactMap { $0["id"]?.string }
            guard let names else {
                return finding(.warning, "it answers, but not with a list of models; is ai.base_url right?")
            }
            guard !names.contains(model) else { return finding(.good, "it answers and has \(model)") }
            let others = names.prefix(5).joined(separator: ", ")
            return finding(
                .warning,
                "its list has no \(model); set ai.model to one it has\(others.isEmpty ? "" : ": \(others)")")
        case 401, 403:
            return finding(
                .fault, "the key is not accepted (\(response.head.status)); check what ai.key names")
        case 404: return finding(.unknown, "it answers, but lists no models; only a question will tell")
        default:
            return finding(
                .fault,
                "it answers with \(response.head.status) \(response.head.reason); is ai.base_url right, and the server well?"
            )
        }
    }

    private func finding(_ verdict: Finding.Verdict, _ text: String) -> Finding {
        let name = settings.provider.rawValue
        return Finding(
            "model", verdict, settings.provider == .offline ? text : "\(name) at \(address): \(text)")
    }
}
