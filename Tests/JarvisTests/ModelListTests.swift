import AIKit
import Counterparts
import Settings
import Testing

@testable import Jarvis

@Suite(.timeLimit(.minutes(1)))
struct ModelListTests {
    private static let list = """
        ai:
          models:
            - name: claude
              provider: anthropic
              model: claude-haiku-5-5
              key: {env: KEY}
            - name: qwen
              provider: openai
              model: qwen3:8b
              base_url: http://192.168.1.9:8080/v1
              context_tokens: 32768
              max_tokens: 1000
              reasoning: off
          budget: {day: 1.50, session: 0.75}
        """

    private func settings(_ text: String) throws -> MindSettings {
        try Configuration(parsing: text, file: "config.yaml").ai
    }

    private func mistakes(_ text: String) -> [String] {
        ConfigurationReading(text, file: "f").mistakes.all.map(\.description)
    }

    @Test func `a list has its models in order, each with all that it says of itself`() throws {
        let settings = try settings(Self.list)
        #expect(settings.choices == settings.models)
        #expect(settings.models.map(\.name) == ["claude", "qwen"])
        #expect(settings.models.map(\.privacy) == [.cloud, .lan])
        #expect(settings.models.map(\.uses) == [[.read, .diagnose, .act], [.read, .private]])
        let qwen = try #require(settings.models.last).settings
        #expect(qwen.contextTokens == 32768 && qwen.maximumTokens == 1000 && qwen.reasoning == .off)
        #expect(settings.budget.day == Micros(rawValue: 1_500_000))
        #expect(settings.budget.session == Micros(rawValue: 750_000) && settings.budget.month == nil)
    }

    @Test func `one model without a list is a list of one, named by its provider and asked everything`()
        throws
    {
        let settings = try settings("ai: {provider: anthropic, model: m, key: {env: K}}")
        let model = try #require(settings.choices.first)
        #expect(settings.choices.count == 1 && model.name == "anthropic" && model.privacy == .cloud)
        #expect(model.uses == Set(QuestionKind.allCases) && model.settings == settings.model)
        #expect(MindSettings().choices.isEmpty)
    }

    @Test func `what a model is good for and how far its words go may be said`() throws {
        let settings = try settings(
            """
            ai: {models: [{name: far, provider: openai, model: m, base_url: "https://llm.example.com/v1",
              privacy: lan, good_for: [private, act]},
              {name: proxy, provider: openai, model: m, base_url: "http://127.0.0.1:4000", privacy: cloud}]}
            """)
        #expect(settings.models.map(\.privacy) == [.lan, .cloud])
        #expect(settings.models.map(\.uses) == [[.private, .act], [.read, .diagnose, .act]])
    }

    @Test(arguments: [
        ("{provider: openai, model: m}", "f:1: ai.models.1: a model of the list needs a name"),
        ("{name: a, model: m}", "f:1: ai.models.1: a model of the list needs a provider"),
        ("{name: a, provider: offline}", "f:1: ai.models.1.provider: the rules answer in any case"),
        ("{name: a, provider: openai}", "f:1: ai.models.1: provider openai needs a model"),
        (
            "{name: a, provider: anthropic, model: m}",
            "f:1: ai.models.1: provider anthropic needs a key, such as key: {env: ANTHROPIC_API_KEY}"
        ),
        ("{name: auto, provider: openai, model: m}", "f:1: ai.models.1.name: auto has a meaning"),
        ("{name: a b, provider: openai, model: m}", "f:1: ai.models.1.name: a name has 1 to 32"),
        ("{name: a, provider: openai, model: m, privacy: me}", "f:1: ai.models.1.privacy: \"me\" is not one"),
        ("{name: a, provider: openai, model: m, good_for: []}", "ai.models.1.good_for: name at least one"),
        ("{name: a, provider: openai, model: m, good_for: [fun]}", "\"fun\" is not one of: read, diagnose"),
        (
            "{name: a, provider: openai, model: m, good_for: [private]}",
            "f:1: ai.models.1.good_for: what is private goes to no cloud"
        ),
        ("{name: a, provider: openai, model: m, budget: 3}", "f:1: ai.models.1.budget: unknown key"),
        (
            "{name: b, provider: openai, model: m}, {name: b, provider: openai, model: n}",
            "f:1: ai.models.2.name: a second model is called \"b\"; names must differ"
        ),
        (
            "{name: sk-ant-api03-AAAABBBBCCCCDDDD, provider: openai, model: m}",
            "f:1: ai.models.1.name: this looks like a key"
        ),
    ])
    func `a mistake in the list is told with its place`(models: String, words: String) {
        let told = mistakes("ai: {models: [\(models)]}")
        #expect(told.count == 1 && told.contains { $0.contains(words) }, "\(told)")
    }

    @Test func `a list and a model beside it are not both taken`() {
        let told = mistakes(Self.list + "\n  provider: openai\n  max_tokens: 100")
        #expect(told.count == 2)
        #expect(told.allSatisfy { $0.hasSuffix("this belongs to one of its models") }, "\(told)")
    }

    @Test func `the keys of all models are secrets of the house, and looked for`() async throws {
        #expect(try Configuration(parsing: Self.list, file: "f").secretVariables == ["KEY"])
        var reading = ConfigurationReading(Self.list, file: "f")
        await reading.examine(
            environment: [:], screen: ScreenJudge(theme: { _ in nil }, keys: { _ in [] }))
        let told = reading.mistakes.all.map(\.description)
        #expect(told.count == 1 && told[0].hasPrefix("f:6: ai.models.1.key: the environment variable KEY"))
    }

    @Test func `doctor asks every model of the list and names it`() async throws {
        let server = try Loopback { _ in
            Loopback.Answer(
                headers: ["Content-Type: application/json"], body: Array(#"{"data":[{"id":"m"}]}"#.utf8))
        }
        defer { server.stop() }
        let text = """
            ai: {models: [{name: one, provider: openai, model: m, base_url: "\(server.address)"},
              {name: two, provider: openai, model: n, base_url: "\(server.address)"}]}
            """
        let findings = await ModelCheckup.findings(of: try settings(text), [:])
        #expect(findings.map(\.subject) == ["model one", "model two"])
        #expect(findings.map(\.verdict) == [.good, .warning])
        #expect(findings[1].text.hasSuffix("it has no n; set ai.models.two.model to one it has: m"))
    }
}
