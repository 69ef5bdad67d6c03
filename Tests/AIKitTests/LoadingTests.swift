import Counterparts
import HTTP
import Synchronization
import Testing

@testable import AIKit

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
