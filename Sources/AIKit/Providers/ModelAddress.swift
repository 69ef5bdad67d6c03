import HTTP

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
