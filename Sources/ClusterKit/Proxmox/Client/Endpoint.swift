import HTTP

/// One node of a cluster through which the whole cluster can be asked.
package struct Endpoint: Sendable, Hashable, CustomStringConvertible {
    package var host: String
    package var port: Int
    /// The only certificate to accept there, as each node has its own; `nil` leaves it to the cluster's trust.
    package var fingerprint: CertificateFingerprint?
    /// Plain HTTP, which is refused for any host but this machine.
    package var isPlain: Bool

    package init(
        _ host: String, port: Int = 8006, fingerprint: CertificateFingerprint? = nil, isPlain: Bool = false
    ) {
        self.host = host
        self.port = port
        self.fingerprint = fingerprint
        self.isPlain = isPlain
    }

    package var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    /// `https://host:port/api2/json`.
    var root: String {
        "\(isPlain ? "http" : "https")://\(description)/api2/json"
    }

    /// The host is this machine, by number or as `localhost`.
    var isLoopback: Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}
