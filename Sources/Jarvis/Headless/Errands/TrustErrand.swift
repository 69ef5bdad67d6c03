import ClusterKit
import FoundationEssentials
import HTTP
import Memory

extension Errand {
    /// Accepts a certificate: the cluster's name, the fingerprint, and the `HOST:PORT` of the entry nodes.
    package static let trust = Errand("trust", need: .memory) { estate, arguments, _ in
        guard arguments.count >= 3, let fingerprint = CertificateFingerprint(arguments[1]) else {
            return Ending(.usage, "Name a cluster, a fingerprint and entry nodes.")
        }
        for place in arguments.dropFirst(2) {
            if let shown = await certificate(at: place), shown != fingerprint {
                let remedy =
                    arguments.count > 3
                    ? " Each node has a certificate of its own: name the one that shows this with --node HOST:PORT."
                    : ""
                return Ending(
                    .found,
                    "\(place) shows the certificate \(shown), not the one named; nothing was changed.\(remedy)"
                )
            }
        }
        for place in arguments.dropFirst(2) {
            do throws(MemoryError) {
                try await estate.store.preferences.set(
                    TrustPins.key(place: place), to: fingerprint.description, at: .now)
            } catch {
                return Ending(.memory, error.told)
            }
        }
        do throws(MemoryError) {
            try await estate.copyPins()
        } catch {
            return Ending(.memory, error.told)
        }
        guard let site = estate.sites.first(where: { $0.name == arguments[0] }) else {
            return Ending(.done)
        }
        for endpoint in site.client.configuration.endpoints
        where arguments.dropFirst(2).contains(endpoint.description) {
            await site.client.trust(fingerprint, at: endpoint)
        }
        site.refresh()
        return Ending(.done)
    }

    /// The certificate a `HOST:PORT` shows now; `nil` when it cannot be looked at.
    ///
    /// Expects one that nobody has, so the handshake ends before anything is sent.
    private static func certificate(at place: String) async -> CertificateFingerprint? {
        guard let nobodys = CertificateFingerprint(bytes: [UInt8](repeating: 0, count: 32)) else {
            return nil
        }
        do throws(HTTPError) {
            _ = try await HTTPClient().send(
                HTTPRequest(.get, "https://\(place)/", trust: .pinned(nobodys)))
            return nil
        } catch .fingerprintMismatch(_, _, let presented) {
            return presented
        } catch {
            return nil
        }
    }
}
