import HTTP
import Memory

/// The certificates the operator accepted, as the memory keeps them.
enum TrustPins {
    private static let prefix = "trust."

    /// The preference that holds the fingerprint of an entry node.
    static func key(host: String, port: Int) -> String {
        "\(prefix)\(host):\(port)"
    }

    /// All of them by `host:port`.
    static func all(in store: Store) async throws(MemoryError) -> [String: CertificateFingerprint] {
        var pins: [String: CertificateFingerprint] = [:]
        for preference in try await store.preferences.list() where preference.key.hasPrefix(prefix) {
            pins[String(preference.key.dropFirst(prefix.count))] = CertificateFingerprint(preference.value)
        }
        return pins
    }
}
