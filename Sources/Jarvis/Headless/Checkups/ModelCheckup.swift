import AIKit
import HTTP
import JSON
import Text

/// Examines the model server: whether it answers, takes the key and has the model.
///
/// Costs no tokens.
package struct ModelCheckup: Sendable {
    private let settings: ModelSettings
    private let name: String?

    /// `name` is the model's in the list, where there is one.
    package init(settings: ModelSettings, name: String? = nil) {
        self.settings = settings
        self.name = name
    }

    /// One for each model that may be asked.
    package static func findings(
        of settings: MindSettings, _ environment: [String: String]
    ) async -> [Finding] {
        guard !settings.models.isEmpty else {
            return await ModelCheckup(settings: settings.model).findings(environment)
        }
        var findings: [Finding] = []
        for model in settings.models {
            let checkup = ModelCheckup(settings: model.settings, name: model.name)
            findings += await checkup.findings(environment)
        }
        return findings
    }

    package func findings(_ environment: [String: String]) async -> [Finding] {
        guard let api = settings.provider.api else {
            let text = "no model is configured; the butler answers by rules, without one"
            return [Finding("model", .good, text)]
        }
        var examination = ModelExamination(settings: settings, api: api, name: name)
        do {
            let secret = try await settings.key?.read(environment: environment)
            examination.key = secret.map { Secret($0) }
            return [try await examination.finding()]
        } catch {
            return [
                examination.finding(
                    .fault,
                    "\("\(error)".withStop) Check the server, \(examination.place).base_url and \(examination.place).key."
                )
            ]
        }
    }
}

/// The list of models is asked for, and judged.
private struct ModelExamination {
    let settings: ModelSettings
    let api: ModelAPI
    let name: String?
    var key: Secret?

    /// Where the model's keys stand in the file.
    var place: String { name.map { "ai.models.\($0)" } ?? "ai" }

    func finding() async throws(HTTPError) -> Finding {
        try await judge(ask(address))
    }

    private func ask(_ address: ServerAddress) async throws(HTTPError) -> HTTPResponse {
        var request = HTTPRequest(
            .get, address.url, headers: api.headers(key),
            limits: HTTPLimits(total: .seconds(15), bodyBytes: 8 << 20))
        request.unpacksUnasked = true
        return try await HTTPClient().send(request)
    }

    private var address: ServerAddress {
        ServerAddress(base: settings.baseURL ?? api.base, path: api.models)
    }

    private func judge(_ response: HTTPResponse) async -> Finding {
        switch response.head.status {
        case 200..<300:
            guard let names = names(in: response) else {
                return finding(
                    .fault, "it answers, but not with a list of models; \(address.hint)\(await advice())")
            }
            return judge(names)
        case 401, 403:
            return finding(
                .fault, "the key is not accepted (\(response.head.status)); check what \(place).key names")
        case 404:
            if (try? JSONValue(bytes: response.body))?["error"] != nil {
                return finding(.unknown, "it answers, but lists no models; only a question will tell")
            }
            let advice = await advice()
            return finding(
                advice.isEmpty ? .warning : .fault,
                "there is no list of models (404); \(address.hint)\(advice)")
        case 503:
            return finding(.warning, "it is busy or still loading its model (503); ask again in a while")
        default:
            return finding(
                .fault,
                "it answers with \(response.head.status) \(Untrusted(withoutKey(response.head.reason)).line); "
                    + "is \(place).base_url right, and the server well?"
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
        return finding(.warning, "it has no \(model); set \(place).model to one it has: \(shown)\(more)")
    }

    /// Where its models are instead, when they are found a step further.
    private func advice() async -> String {
        guard let beyond = api.modelsBeyond, let base = settings.baseURL else { return "" }
        let further = ServerAddress(base: base, path: beyond)
        guard further.url != address.url, let response = try? await ask(further),
            let names = names(in: response)
        else { return "" }
        let place = further.description.dropLast("/models".count)
        return ": \(place) has \(names.count == 1 ? "one model" : "\(names.count) models")"
    }

    private func names(in response: HTTPResponse) -> [String]? {
        guard (200..<300).contains(response.head.status) else { return nil }
        let document = try? JSONValue(bytes: response.body)
        // Ollama has a list of its own.
        if let models = document?["models"]?.array, settings.provider == .ollama {
            return models.compactMap { $0["name"]?.string }.map(withoutKey)
        }
        return document?["data"]?.array?.compactMap { $0["id"]?.string }.map(withoutKey)
    }

    /// A text of the server's without the key, should it quote it.
    private func withoutKey(_ text: String) -> String {
        key.map { $0.isOrdinary ? text : $0.covered(in: text) } ?? text
    }

    func finding(_ verdict: Finding.Verdict, _ text: String) -> Finding {
        Finding(name.map { "model \($0)" } ?? "model", verdict, "\(settings.provider) at \(address): \(text)")
    }
}
