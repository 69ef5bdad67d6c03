import AIKit
import Settings

extension SettingKind<String> {
    /// The URL of a server that is asked with a secret which is kept elsewhere; `key` is the key of its place.
    static func serverURL(_ example: String, secretIn key: String) -> SettingKind {
        SettingKind("a URL such as \(example)") { node throws(SettingsError) in
            let text = try node.string()
            let hasScheme = text.hasPrefix("http://") || text.hasPrefix("https://")
            guard hasScheme, !ModelAddress(text).host.isEmpty, !text.contains(where: \.isWhitespace) else {
                throw node.error("expected the server's URL, such as \(example)")
            }
            let place = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst(2).first ?? ""
            guard !place.contains("@"), !text.contains(where: { "?#".contains($0) }) else {
                throw node.error(
                    "a server's URL is expected without a name, a password and a query; see \(key)")
            }
            return text
        }
    }
}
