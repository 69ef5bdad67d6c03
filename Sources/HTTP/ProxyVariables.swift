import Glibc

/// What the environment says of proxies, read as libcurl reads it.
///
/// Source: libcurl-env(3), CURLOPT_NOPROXY(3). Networks in IPv6 are not compared.
package struct ProxyVariables: Sendable {
    private let environment: [String: String]

    /// Of this process, as it is now.
    static var ofThisProcess: ProxyVariables {
        let names = names(for: "http") + names(for: "https") + leavingOut + [nearby]
        let values = names.compactMap { name in getenv(name).map { (name, String(cString: $0)) } }
        return ProxyVariables(Dictionary(values) { first, _ in first })
    }

    /// Not HTTP_PROXY, which a client of a web server could set.
    private static func names(for scheme: String) -> [String] {
        (scheme == "http" ? ["http_proxy"] : ["https_proxy", "HTTPS_PROXY"]) + ["all_proxy", "ALL_PROXY"]
    }

    private static let leavingOut = ["no_proxy", "NO_PROXY"]
    /// `all` has hosts of private networks asked through the proxy, too.
    private static let nearby = "JARVIS_PROXY"

    package init(_ environment: [String: String]) {
        self.environment = environment
    }

    /// The variable in use for a host, and the proxy's own `HOST:PORT` without account and password; `nil` when the host
    /// is reached without one.
    package func proxy(
        for host: String, scheme: String = "https"
    ) -> (variable: String, place: String)? {
        guard !spares(host), !isLeftOut(host.lowercased()),
            let variable = Self.names(for: scheme).first(where: { environment[$0]?.isEmpty == false }),
            let address = environment[variable]
        else { return nil }
        let place =
            address.split(separator: "/", omittingEmptySubsequences: true).dropFirst(
                address.contains("://") ? 1 : 0
            ).first ?? ""
        return (variable, String(place.split(separator: "@").last ?? ""))
    }

    /// Whether a host is asked without a proxy whatever proxies there are: this machine, and private networks unless they
    /// are asked for.
    func spares(_ host: String) -> Bool {
        Destination.isLoopback(host) || environment[Self.nearby] != "all" && Destination.isPrivate(host)
    }

    private func isLeftOut(_ host: String) -> Bool {
        let list = Self.leavingOut.compactMap { environment[$0] }.first ?? ""
        if list == "*" { return true }
        return list.lowercased().split { $0 == "," || $0 == " " }.contains { entry in
            let name = entry.drop { $0 == "." }
            return host == name || host.hasSuffix("." + name) || Self.network(name, holds: host)
        }
    }

    /// Whether `10.0.0.0/8` holds an address.
    private static func network(_ text: Substring, holds host: String) -> Bool {
        let parts = text.split(separator: "/")
        guard parts.count == 2, let bits = Int(parts[1], radix: 10), (0...32).contains(bits),
            let base = address(parts[0]), let address = address(host[...])
        else { return false }
        let mask: UInt32 = bits == 0 ? 0 : ~0 << UInt32(32 - bits)
        return base & mask == address & mask
    }

    private static func address(_ text: Substring) -> UInt32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        guard parts.count == 4 else { return nil }
        return parts.reduce(into: UInt32?.some(0)) { sum, part in
            sum = sum.flatMap { sum in part.map { sum << 8 | UInt32($0) } }
        }
    }
}
