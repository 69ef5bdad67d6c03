import AIKit
import OfflineButler
import Settings

/// One model: who serves it, and how it is asked.
package struct ModelSettings: Sendable, Hashable {
    package var provider = ProviderKind.offline
    /// The model's name as the provider spells it; needed for every provider but `offline`.
    package var model: String?
    /// The server, such as `http://127.0.0.1:8080/v1`; the provider's own when absent.
    package var baseURL: String?
    /// The key; local servers need none.
    package var key: SecretSource?
    /// The most tokens of one answer, thinking included.
    package var maximumTokens = 4096
    /// The model's context window in tokens; the server is asked, or it is learnt from a refusal, when absent.
    package var contextTokens: Int?
    package var reasoning = ReasoningEffort.auto
    /// How long Ollama keeps the model loaded after an answer, in minutes; its own measure when absent.
    package var keepsLoaded: Int?
    /// The network card that wakes the server's machine; `nil` where it is not to be woken.
    package var wake: HardwareAddress?

    package init() {}

    /// The keys of one model, wherever it stands in the file.
    static let settings: [Setting<ModelSettings>] = [
        Setting(
            "provider", \.provider, .choice(of: ProviderKind.all) { $0.name }, of: ModelSettings(),
            counts: .nextQuestion, "Who answers; offline are rules, without a model.", isCommon: true),
        Setting(
            "model", \.model, name,
            absent: "none, and only offline needs none", counts: .nextQuestion, "The model.",
            isCommon: true),
        Setting(
            "base_url", \.baseURL, address, absent: "the provider's own", counts: .nextQuestion,
            "The server.", isCommon: true),
        Setting(
            SettingRow(
                key: "key", values: "where it is kept, as a token's secret", fallback: "none",
                help: "The key; local servers need none.", counts: .nextQuestion, isCommon: true),
            \.key
        ) { node, settings, mistakes in settings.key = SecretSource.read(node, &mistakes) },
        Setting(
            "max_tokens", \.maximumTokens, .number(64...128_000, "tokens"), of: ModelSettings(),
            counts: .nextQuestion, "The most that one answer may have, thinking included.", isCommon: true),
        Setting(
            "context_tokens", \.contextTokens, .number(1024...10_000_000, "tokens"),
            absent: "asked of the server or learnt; 200000 for anthropic", counts: .nextQuestion,
            "The model's context window.", isCommon: true),
        Setting(
            "reasoning", \.reasoning, .choice, of: ModelSettings(), counts: .nextQuestion,
            "How much it thinks; older Claude models want off.", isCommon: true),
        Setting(
            "keep_loaded", \.keepsLoaded, .number(0...10_080, "minutes"), absent: "the server's own",
            counts: .nextQuestion, "How long Ollama keeps the model loaded after an answer."),
        Setting(
            "wake", \.wake, card, absent: "it is not woken", counts: .nextQuestion,
            "The network card of the server's machine, which is woken when it does not answer."),
    ]

    /// Notes what a provider needs and is not there.
    static func check(
        _ given: SettingsTable<some Sendable>.Given, _ settings: ModelSettings,
        _ mistakes: inout SettingsMistakes
    ) {
        let provider = settings.provider
        guard let api = provider.api else { return }
        if given["model"] == nil {
            mistakes.note(given.node.error("provider \(provider.name) needs a model"))
        }
        if api.needsKey, given["key"] == nil {
            let variable = provider.name.uppercased() + "_API_KEY"
            mistakes.note(
                given.node.error("provider \(provider.name) needs a key, such as key: {env: \(variable)}"))
        }
    }

    private static let name = SettingKind<String>("the name that the provider has for it") {
        node throws(SettingsError) in
        let text = try node.string()
        guard !text.looksLikeSecret else {
            throw node.error("this looks like a key; a model's name is expected, and the key kept elsewhere")
        }
        return text
    }

    private static let card = SettingKind<HardwareAddress>("a card's address such as bc:24:11:00:00:01") {
        node throws(SettingsError) in
        guard let address = HardwareAddress(try node.string()) else {
            throw node.error("expected the address of a network card, such as bc:24:11:00:00:01")
        }
        return address
    }

    private static let address = SettingKind.serverURL("http://127.0.0.1:8080/v1", secretIn: "ai.key")
}
