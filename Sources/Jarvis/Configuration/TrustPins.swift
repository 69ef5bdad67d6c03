import FoundationEssentials
import Glibc
import HTTP
import JSON
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

    /// Writes all of them beside the memory, for commands that only look and so leave the memory to others.
    ///
    /// The memory stays what counts: a copy that cannot be written only makes them ask there.
    package static func copy(from store: Store, to folder: String) async throws(MemoryError) {
        guard !store.isTemporary else { return }
        let pins = try await all(in: store)
        guard pins != copied(in: folder) else { return }
        let text = JSONValue.object(pins.mapValues { .string($0.description) }).text
        let fresh = "\(file(in: folder)).\(getpid())"
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return }
        let isWritten = write(descriptor, text, text.utf8.count) == text.utf8.count
        close(descriptor)
        if isWritten { rename(fresh, file(in: folder)) } else { unlink(fresh) }
    }

    /// What was copied there; `nil` when nothing was.
    package static func copied(in folder: String) -> [String: CertificateFingerprint]? {
        guard let data = FileManager.default.contents(atPath: file(in: folder)),
            case .object(let members)? = try? JSONValue(bytes: [UInt8](data))
        else { return nil }
        return members.compactMapValues { $0.string.flatMap { CertificateFingerprint($0) } }
    }

    private static func file(in folder: String) -> String { folder + "/certificates.json" }
}
