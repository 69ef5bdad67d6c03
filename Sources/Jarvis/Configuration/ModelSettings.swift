import AIKit
import OfflineButler
import Settings

/// Which mind answers in the chat.
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

    package init() {}

    init(_ node: SettingsNode, _ mistakes: inout SettingsMistakes) {
        let keys = node.mapping(
            known: ["provider", "model", "base_url", "key", "max_tokens", "context_tokens", "reasoning"],
            &mistakes)
        provider =
            mistakes.take { () throws(SettingsError) in
                try keys["provider"]?.choice(of: ProviderKind.all) { $0.name }
            } ?? provider
        model = mistakes.take { () throws(SettingsError) in try keys["model"]?.string() }
        baseURL = mistakes.take { () throws(SettingsError) in try keys["base_url"].map(Self.address) }
        key = mistakes.take { () throws(SettingsError) in try keys["key"].map(SecretSource.init) }
        maximumTokens =
            mistakes.take { () throws(SettingsError) in
                try keys["max_tokens"]?.integer(in: 64...128_000)
            } ?? maximumTokens
        contextTokens = mistakes.take { () throws(SettingsError) in
            try keys["context_tokens"]?.integer(in: 1024...10_000_000)
        }
        reasoning = mistakes.take { () throws(SettingsError) in try keys["reasoning"]?.choice() } ?? reasoning
        guard let api = provider.api else { return }
        if keys["model"] == nil {
            mistakes.note(node.error("provider \(provider.name) needs a model"))
        }
        if api.needsKey, keys["key"] == nil {
            let variable = provider.name.uppercased() + "_API_KEY"
            mistakes.note(
                node.error("provider \(provider.name) needs a key, such as key: {env: \(variable)}"))
        }
    }

    private static func address(_ node: SettingsNode) throws(SettingsError) -> String {
        let text = try node.string()
        let hasScheme = text.hasPrefix("http://") || text.hasPrefix("https://")
        guard hasScheme, !ModelAddress(text).host.isEmpty, !text.contains(where: \.isWhitespace) else {
            throw node.error("expected the server's URL, such as http://127.0.0.1:8080/v1")
        }
        return text
    }
}
