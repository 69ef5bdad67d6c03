import AIKit
import Counterparts
import Testing

@testable import Jarvis

/// What doctor says of a model server.
@Suite(.timeLimit(.minutes(5)))
struct ModelCheckupTests {
    /// A server that lists these models below `/v1` only.
    private func server(_ list: String) throws -> Loopback {
        try Loopback { request in
            let isThere = request.hasPrefix("GET /v1/models")
            return Loopback.Answer(
                status: isThere ? "200 OK" : "404 Not Found",
                headers: ["Content-Type: \(isThere ? "application/json" : "text/plain")"],
                body: Array((isThere ? list : "404 page not found").utf8))
        }
    }

    private func finding(_ list: String, model: String, path: String) async throws -> Finding {
        let server = try server(list)
        defer { server.stop() }
        var settings = ModelSettings()
        settings.provider = .openai
        settings.model = model
        settings.baseURL = server.address + path
        var finding = try #require(await ModelCheckup(settings: settings).findings([:]).first)
        finding.text = finding.text.replacing(server.address, with: "SERVER")
        return finding
    }

    private static let models =
        #"{"data":[{"id":"qwen3:8b"},{"id":"gemma:latest"},{"id":"a"},{"id":"b"},{"id":"c"},{"id":"d"},{"id":"e\u001b[2J"}]}"#

    @Test(arguments: [
        (
            "qwen3:8b", "/v1", Finding.Verdict.good,
            "it answers and has qwen3:8b; also gemma:latest, a, b, c, d and 1 more"
        ),
        (
            "a", "/v1/chat/completions", .good,
            "it answers and has a; also qwen3:8b, gemma:latest, b, c, d and 1 more"
        ),
        (
            "gemma", "/v1/", .good,
            "it answers and has gemma; also qwen3:8b, gemma:latest, a, b, c and 2 more"
        ),
        (
            "m", "/v1", .warning,
            "it has no m; set ai.model to one it has: qwen3:8b, gemma:latest, a, b, c and 2 more"
        ),
    ])
    func `the models of the server are told, and whether the chosen one is among them`(
        model: String, path: String, verdict: Finding.Verdict, text: String
    ) async throws {
        let finding = try await finding(Self.models, model: model, path: path)
        #expect(finding == Finding("model", verdict, "openai at SERVER/v1/models: \(text)"))
    }

    @Test func `a base without its version is named, with the one that would do`() async throws {
        let finding = try await finding(Self.models, model: "a", path: "")
        #expect(
            finding
                == Finding(
                    "model", .fault,
                    "openai at SERVER/models: there is no list of models (404); is ai.base_url right? It usually "
                        + "ends in /v1: SERVER/v1 has 7 models"))
    }

    @Test func `a server without a model is told`() async throws {
        let finding = try await finding(#"{"data":[]}"#, model: "a", path: "/v1")
        #expect(finding.verdict == .warning && finding.text.hasSuffix("it has no model at all; load a there"))
    }
}
