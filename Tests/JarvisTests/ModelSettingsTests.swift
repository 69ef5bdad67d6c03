import AIKit
import Testing

@testable import Jarvis

@Suite struct ModelSettingsTests {
    @Test(arguments: [
        "http://127.0.0.1:8080/v1", "http://localhost:11434/v1", "http://[::1]:8080", "http://10.0.0.7/v1",
        "http://172.31.255.1", "https://192.168.1.2:8443/v1", "http://[fd12:3456::1]:80/v1",
        "http://[fe80::1]/", "http://ollama:11434/v1", "https://llama.lan/v1", "http://mac.local",
        "http://u@gpu.home.arpa:80",
    ])
    func `a server of one's own is local by its address`(url: String) {
        #expect(ModelAddress(url).isLocal)
        #expect(OpenAIDialect(of: url) == .local)
    }

    @Test(arguments: [
        "https://openrouter.ai/api/v1", "http://172.32.0.1", "https://8.8.8.8/v1", "http://[2001:db8::1]/v1",
        "https://10.example.com/v1", "https://127.0.0.1.example.com",
        "https://localhost@evil.example/v1", "",
    ])
    func `a server elsewhere is not`(url: String) {
        #expect(!ModelAddress(url).isLocal)
        #expect(OpenAIDialect(of: url) == OpenAIDialect(limitKey: "max_tokens", isLocal: false))
    }

    @Test(arguments: ["https://api.openai.com/v1", "https://api.groq.com/openai/v1"])
    func `the two that moved on get the newer limit`(url: String) {
        #expect(OpenAIDialect(of: url) == .hosted)
    }

    @Test func `reasoning can be switched off and the answer's length set`() async throws {
        let text =
            "ai: {provider: anthropic, model: m, key: {env: K}, reasoning: off, max_tokens: 9000}"
        let settings = try Configuration(parsing: text, file: "config.yaml").ai
        #expect(settings.model.reasoning == .off)
        let mind = await settings.mind(environment: ["K": "key"])
        #expect(mind.preferred.limits == AgentLimits(toolTime: .seconds(240), responseTokens: 9000))
    }
}
