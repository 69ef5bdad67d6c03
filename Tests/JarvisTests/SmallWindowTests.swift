import AIKit
import Counterparts
import HTTP
import Jarvis
import Testing

/// The butler with a small mind of one's own: his own words and all his tools, and the whole cluster looked at each time.
@Suite(.timeLimit(.minutes(5)))
struct SmallWindowTests {
    @Test(arguments: [(8192, 3.3), (6144, 3.6), (32_768, 2.7)])
    func `a small window answers ten questions in a row`(window: Int, bytesPerToken: Double) async throws {
        let mind = SmallMind(
            window: window, bytesPerToken: bytesPerToken, calling: "get_cluster_resources")
        let loopback = try Loopback { mind.answer($0) }
        defer { loopback.stop() }
        let provider = OpenAIProvider(
            model: "m", server: ModelServer(client: HTTPClient(), base: loopback.address + "/v1"),
            dialect: .local)
        try await Homestead.live(provider: provider) { home in
            for number in 1...10 {
                #expect(try await home.ask("How are things, for the \(number)th time?") == "All is well.")
            }
            #expect(mind.refusals <= 1 && mind.torn == 0)
            let kept = try await home.butler.resume()
            #expect(kept.filter { $0.text == "All is well." }.count == 10)
            #expect(kept.flatMap(\.toolResults).allSatisfy { $0.content.contains("vaultwarden") })
        }
    }
}
