import ClusterKit
import HTTP
import Text

/// Why a cluster of the configuration cannot be driven yet, in a sentence.
package struct ConfigurationError: Error, Sendable, CustomStringConvertible {
    package let description: String
}

extension ClusterSettings {
    /// What the client needs, secrets read and accepted certificates filled in: `pins` are the fingerprints the
    /// operator accepted, by `host:port`; they come before those of the file, or a renewed certificate could not be
    /// accepted with a word.
    package func resolved(
        environment: [String: String], pins: [String: CertificateFingerprint]
    ) async throws(ConfigurationError) -> ClusterConfiguration {
        let credential: ClusterConfiguration.Credential
        do throws(SecretError) {
            switch login {
            case .token(let id, let secret):
                credential = .token(id: id, secret: Secret(try await secret.read(environment: environment)))
            case .password(let user, let secret):
                let password = try await secret.read(environment: environment, isPassword: true)
                credential = .password(user: user, secret: Secret(password))
            }
        } catch {
            throw ConfigurationError(description: "cluster \(name): \(error)")
        }
        return configuration(credential, pins)
    }

    /// The same with the secret at hand instead of where the settings say it is.
    package func configuration(secret: Secret) -> ClusterConfiguration {
        switch login {
        case .token(let id, _): configuration(.token(id: id, secret: secret), [:])
        case .password(let user, _): configuration(.password(user: user, secret: secret), [:])
        }
    }

    private func configuration(
        _ credential: ClusterConfiguration.Credential, _ pins: [String: CertificateFingerprint]
    ) -> ClusterConfiguration {
        ClusterConfiguration(
            name: name, endpoints: entries.compactMap { endpoint($0, pins) }, credential: credential,
            trust: authorityFile.map { .authority(file: $0) } ?? .system)
    }

    /// The fingerprint of the file: one for this port comes before one for the host.
    private func pin(of url: String) -> CertificateFingerprint? {
        Self.pinNames(of: url).lazy.compactMap { fingerprints[$0] }.first
    }

    private func endpoint(_ url: String, _ pins: [String: CertificateFingerprint]) -> Endpoint? {
        guard let address = WebAddress(url), let port = address.port else { return nil }
        return Endpoint(
            address.host, port: port, fingerprint: pins["\(address.host):\(port)"] ?? pin(of: url))
    }
}
