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

/// Which entry node is asked first: the one that answered last, then the configuration's order.
struct EndpointOrder {
    private let endpoints: [Endpoint]
    private var preferred = 0
    /// What kept an entry from being used the last time it was tried.
    private(set) var faults: [Endpoint: ProxmoxError] = [:]
    /// The one that answered last; `nil` while none has.
    private(set) var answered: Endpoint?
    private var pins: [String: CertificateFingerprint] = [:]

    init(_ endpoints: [Endpoint]) {
        self.endpoints = endpoints
    }

    /// All of them, best first, with the fingerprints accepted since.
    var candidates: [Endpoint] {
        guard !endpoints.isEmpty else { return [] }
        return (endpoints[preferred...] + endpoints[..<preferred]).map { endpoint in
            var endpoint = endpoint
            endpoint.fingerprint = pins[endpoint.description] ?? endpoint.fingerprint
            return endpoint
        }
    }

    mutating func succeeded(_ endpoint: Endpoint) {
        faults[endpoint] = nil
        answered = endpoint
        preferred = endpoints.firstIndex { $0.description == endpoint.description } ?? preferred
    }

    mutating func failed(_ endpoint: Endpoint, _ error: ProxmoxError) {
        faults[endpoint] = error
        if endpoints.count > 1, endpoints[preferred].description == endpoint.description {
            preferred = (preferred + 1) % endpoints.count
        }
    }

    /// It answers again, and stands by until it is its turn.
    mutating func recovered(_ endpoint: Endpoint) {
        faults = faults.filter { $0.key.description != endpoint.description }
    }

    mutating func pin(_ fingerprint: CertificateFingerprint, at endpoint: Endpoint) {
        pins[endpoint.description] = fingerprint
        faults = faults.filter { $0.key.description != endpoint.description }
    }
}

extension HTTPError {
    /// Another entry node may be asked to do the same: nothing of the request reached this one, or asking
    /// twice changes nothing.
    func allowsAnotherEntry(for call: APICall) -> Bool {
        switch self {
        case .unresolved, .unreachable, .proxyUnreachable, .fingerprintMismatch, .untrusted: true
        case .broken(_, _, let sent): !sent || call.method == .get
        // A forwarded call that takes too long is the other node's fault and will be elsewhere, too.
        case .timedOut(_, let phase, _): phase == "connect" || call.isAnsweredByAnyEntry
        case .tooLarge: call.isAnsweredByAnyEntry
        case .eventTooLarge, .unusable, .cancelled: false
        }
    }
}

extension APICall {
    /// Every entry node answers it alike from what it has.
    var isAnsweredByAnyEntry: Bool { method == .get && reach == .cluster }
}
