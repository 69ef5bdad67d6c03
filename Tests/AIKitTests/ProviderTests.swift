import Counterparts
import HTTP
import Synchronization
import Testing
import Text

@testable import AIKit

@Suite
struct ProviderTests {
    private let impatient = RetryPolicy(sleep: { _ in }, jitter: { 0 })

    @Test
    func `an overloaded server is asked again with the very same request`() async throws {
        let busy = Loopback.Answer(
            status: "529 ", headers: ["retry-after: 1"],
            body: Array(#"{"error":{"type":"overloaded_error","message":"Overloaded"}}"#.utf8))
        let loopback = try Loopback([busy, busy, .init(body: try Fixtures.bytes("anthropic/text.sse"))])
        defer { loopback.stop() }
        let outcome = await ContractCase.respond(
            .anthropic, at: loopback.address, retry: impatient, key: Secret("sk-secret"))
        #expect(outcome == ContractCase.all[0].outcome)
        #expect(loopback.requests.count == 3)
        #expect(Set(loopback.requests).count == 1)
        let request = try #require(loopback.requests.first)
        #expect(request.hasPrefix("POST /v1/messages HTTP/1.1\r\n"))
        #expect(request.contains("x-api-key: sk-secret\r\n"))
        #expect(request.contains("anthropic-version: 2023-06-01\r\n"))
    }

    @Test(arguments: [
        (
            "429 ", #"{"error":{"message":"spent","details":{"error_code":"enforced_spend_limit_reached"}}}"#,
            "",
            ProviderError.spendLimit(detail: "spent")
        ),
        ("401 ", #"{"error":{"message":"bad sk-secret"}}"#, "", .authentication(detail: "bad <redacted>")),
        (
            "500 ", #"{"error":{"message":"own bug"}}"#, "x-should-retry: false",
            .server(status: 500, detail: "own bug")
        ),
        (
            "503 ", "{}", "retry-after: 86400",
            .overloaded(retryAfter: .seconds(86400), detail: "no reason given")
        ),
    ])
    func `what waiting cannot mend is not asked again`(
        _ status: String, _ body: String, _ header: String, _ expected: ProviderError
    ) async throws {
        let answer = Loopback.Answer(
            status: status, headers: header.isEmpty ? [] : [header], body: Array(body.utf8))
        let loopback = try Loopback([answer, answer])
        defer { loopback.stop() }
        let outcome = await ContractCase.respond(
            .openai, at: loopback.address, retry: impatient, key: Secret("sk-secret"))
        #expect(outcome == .failure(expected))
        #expect(loopback.requests.count == 1)
    }

    @Test
    func `a stream that breaks off is not begun again`() async throws {
        let cut = Loopback.Answer(body: try Fixtures.bytes("anthropic/cut-before-stop.sse"))
        let loopback = try Loopback([cut, cut])
        defer { loopback.stop() }
        let outcome = await ContractCase.respond(.anthropic, at: loopback.address, retry: impatient)
        guard case .failure(.cutOff) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(loopback.requests.count == 1)
    }

    @Test
    func `a server that is not there is offline`() async throws {
        let loopback = try Loopback([])
        loopback.stop()
        let outcome = await ContractCase.respond(.openai, at: "http://127.0.0.1:1", retry: impatient)
        guard case .failure(.offline) = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }
}

/// A server that is still loading its model.
@Suite
struct LoadingTests {
    private static let loading = Loopback.Answer(
        status: "503 Service Unavailable", headers: ["Content-Type: application/json"],
        body: Array(#"{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}"#.utf8))

    private func events(
        _ answers: [Loopback.Answer], sleep: @escaping @Sendable (Duration) async throws -> Void
    ) async throws -> (events: [ProviderEvent], failure: ProviderError?) {
        let loopback = try Loopback(answers)
        defer { loopback.stop() }
        let provider = OpenAIProvider(
            model: "m",
            server: ModelServer(
                client: HTTPClient(), base: loopback.address, retry: RetryPolicy(sleep: sleep)),
            dialect: .local)
        let question = Conversation(system: "s", messages: [.user("Hi")])
        var events: [ProviderEvent] = []
        do {
            for try await event in provider.respond(to: ProviderRequest(conversation: question)) {
                events.append(event)
            }
            return (events, nil)
        } catch {
            return (events, error as? ProviderError)
        }
    }

    @Test func `it is waited for, and every second is told`() async throws {
        let whole = Loopback.Answer(body: try Fixtures.bytes("openai/no-done.sse"))
        let heard = try await events([Self.loading, Self.loading, Self.loading, whole]) { _ in }
        #expect(heard.failure == nil)
        #expect(heard.events.prefix(3) == [.loading(.zero), .loading(.seconds(1)), .loading(.seconds(2))])
        #expect(heard.events.last == .finished(.endTurn))
    }

    @Test func `after two minutes it is given up`() async throws {
        let waited = Mutex(Duration.zero)
        let heard = try await events(Array(repeating: Self.loading, count: 130)) { time in
            waited.withLock { $0 += time }
        }
        #expect(heard.failure == .loading(detail: "Loading model"))
        #expect(waited.withLock { $0 } == .seconds(120))
        #expect(heard.events.last == .loading(.seconds(119)))
    }

    @Test func `waiting can be stopped`() async throws {
        let heard = try await events([Self.loading, Self.loading]) { _ in throw CancellationError() }
        #expect(heard.failure == .cancelled)
    }
}
