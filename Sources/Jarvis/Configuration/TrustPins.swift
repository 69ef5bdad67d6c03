import HTTP
import Memory

/// The certificates the operator accepted, as the memory keeps them.
package enum TrustPins {
    private static let prefix = "trust."

    /// The preference that holds the fingerprint of an entry node.
    package static func key(host: String, port: Int) -> String {
        key(place: "\(host):\(port)")
    }

    /// The same for a `HOST:PORT`; an IPv6 address may stand in brackets.
    static func key(place: String) -> String {
        prefix + place.filter { $0 != "[" && $0 != "]" }
    }

    /// All of them by `host:port`.
    package static func all(in store: Store) async throws(MemoryError) -> [String: CertificateFingerprint] {
        var pins: [String: CertificateFingerprint] = [:]
        for preference in try await store.preferences.list() where preference.key.hasPrefix(prefix) {
            pins[String(preference.key.dropFirst(prefix.count))] = CertificateFingerprint(preference.value)
        }
        return pins
    }
}
