import HTTP

/// Where a request to a model server goes: `ai.base_url` and the path of the interface.
package struct ServerAddress: Sendable, Hashable, CustomStringConvertible {
    /// The whole address, with everything the operator put into it.
    package let url: String
    private let path: String

    /// Joins them; a base that ends with the path, or a part of it, is understood as well.
    ///
    /// `https://host/v1/chat/completions` and `https://host/v1/` mean `https://host/v1`; a query stays at the end.
    package init(base: String, path: String) {
        let query = base.firstIndex(of: "?") ?? base.endIndex
        var place = base[..<query]
        while place.hasSuffix("/") { place = place.dropLast() }
        for end in ["/chat/completions", "/v1/messages"] where place.hasSuffix(end) {
            place = place.dropLast(end.count)
        }
        if path.hasPrefix("/v1/"), place.hasSuffix("/v1") { place = place.dropLast(3) }
        url = "\(place)\(path)\(base[query...])"
        self.path = path
    }

    /// The address without what may be secret: a user, a password, a query.
    package var description: String {
        let plain = url.prefix { $0 != "?" && $0 != "#" }
        guard let scheme = plain.firstRange(of: "://") else { return String(plain) }
        let rest = plain[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" }
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? authority
        return "\(plain[..<scheme.upperBound])\(host)\(rest.dropFirst(authority.count))"
    }

    /// What to look at when nothing useful answers there.
    package var hint: String {
        path.hasPrefix("/v1/")
            ? "is ai.base_url right? It usually ends before /v1"
            : "is ai.base_url right? It usually ends in /v1"
    }
}

/// Where a model server stands, judged by its address alone: no name is looked up.
package struct ModelAddress: Sendable, Hashable {
    /// The host without brackets, lower case; empty when the text is no URL.
    package let host: String

    package init(_ url: String) {
        host = WebAddress(url)?.host.lowercased() ?? ""
    }

    /// Whether what is said to it stays on this machine or its network: loopback, private and link-local ranges
    /// (RFC 1918, RFC 3927, RFC 4193, RFC 4291), and the names of home networks (RFC 6762, RFC 8375).
    package var isLocal: Bool {
        if host.contains(":") { return isLocalIPv6 }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { UInt8($0) }
        if parts.count == 4, numbers.count == 4 { return Self.isLocal(numbers[0], numbers[1]) }
        let suffixes = [".localhost", ".local", ".lan", ".internal", ".home.arpa"]
        return host == "localhost" || suffixes.contains { host.hasSuffix($0) }
            || parts.count == 1 && !host.isEmpty
    }

    private var isLocalIPv6: Bool {
        let first = host.split(separator: ":").first.flatMap { UInt16($0, radix: 16) } ?? 0
        return host == "::1" || first & 0xFE00 == 0xFC00 || first & 0xFFC0 == 0xFE80
    }

    private static func isLocal(_ first: UInt8, _ second: UInt8) -> Bool {
        switch (first, second) {
        case (127, _), (10, _), (192, 168), (169, 254): true
        case (172, 16...31): true
        default: false
        }
    }
}
