import CCurl
import Glibc

/// The parts of a URL that say where it leads, read by libcurl's own parser: what is judged is what would be asked.
package struct WebAddress: Sendable, Hashable {
    /// The host as it is written; an IPv6 address in its shortest form, in brackets.
    let bracketedHost: String
    /// `nil` where none is written.
    package let port: Int?
    /// Nothing is written but scheme, host and port: no user, path, query or fragment.
    package let isBare: Bool

    /// Reads a URL of any scheme that libcurl asks, or one without, which is taken for `https`; `nil` for what is none.
    package init?(_ url: String) {
        do throws(HTTPError) {
            try self.init(reading: url, flags: CURLU_DEFAULT_SCHEME)
        } catch {
            return nil
        }
    }

    /// The host without the brackets of an IPv6 address.
    package var host: String {
        bracketedHost.hasPrefix("[") ? String(bracketedHost.dropFirst().dropLast()) : bracketedHost
    }

    /// Reads the URL of a request; one that names a user is refused, as what is said to it may be shown.
    init(ofRequest url: String) throws(HTTPError) {
        try self.init(reading: url, flags: CURLU_DISALLOW_USER)
    }

    private init(reading url: String, flags: Int32) throws(HTTPError) {
        guard url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .unusable(detail: "the URL has a character that is not percent-encoded")
        }
        try LibCurl.load()
        guard let parser = curl.url() else { throw .unusable(detail: "libcurl has no memory for a URL") }
        defer { curl.url_cleanup(parser) }
        let code = curl.url_set(
            parser, CURLUPART_URL, url, UInt32(flags | CURLU_PATH_AS_IS))
        guard code == CURLUE_OK else {
            throw .unusable(detail: "the URL cannot be read: \(String(curl: curl.url_strerror(code)))")
        }
        guard let host = Self.part(CURLUPART_HOST, of: parser), !host.isEmpty else {
            throw .unusable(detail: "the URL names no host")
        }
        bracketedHost = host
        port = Self.part(CURLUPART_PORT, of: parser).flatMap { Int($0, radix: 10) }
        let others = [CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_QUERY, CURLUPART_FRAGMENT]
        let path = Self.part(CURLUPART_PATH, of: parser) ?? "/"
        isBare = path == "/" && others.allSatisfy { Self.part($0, of: parser) == nil }
    }

    private static func part(_ part: CURLUPart, of parser: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl.url_get(parser, part, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { curl.free(text) }
        return String(cString: text)
    }
}

/// Where a request goes, read by libcurl's own URL parser.
struct Destination {
    /// What errors call the peer: the host, or the path of the unix socket.
    let name: String
    /// Whether a proxy named by the environment is left aside: for hosts nearby and unix sockets.
    let bypassesProxy: Bool

    init(_ request: HTTPRequest) throws(HTTPError) {
        let host = try WebAddress(ofRequest: request.url).bracketedHost
        guard let socket = request.unixSocket else {
            name = host
            bypassesProxy = ProxyVariables.ofThisProcess.spares(host)
            return
        }
        // 108 bytes with the closing NUL: unix(7).
        guard !socket.isEmpty, socket.utf8.count < 108, !socket.utf8.contains(0) else {
            throw .unusable(detail: "the path of the unix socket is empty or longer than 107 bytes")
        }
        name = socket
        bypassesProxy = true
    }

    /// Whether a host is of a network that no proxy outside can reach: an address of RFC 1918, RFC 3927, RFC 4193 or RFC
    /// 6598, or a name that the public DNS has not (RFC 6762, RFC 8375).
    static func isPrivate(_ host: String) -> Bool {
        let name = host.lowercased()
        var address = in_addr()
        if inet_pton(AF_INET, name, &address) == 1 {
            let number = UInt32(bigEndian: address.s_addr)
            let networks: [(base: UInt32, bits: UInt32)] = [
                (0x0A00_0000, 8), (0xAC10_0000, 12), (0xC0A8_0000, 16), (0xA9FE_0000, 16), (0x6440_0000, 10),
            ]
            return networks.contains { number >> (32 - $0.bits) == $0.base >> (32 - $0.bits) }
        }
        let bare = name.drop { $0 == "[" }.prefix { $0 != "]" && $0 != "%" }
        var wide = in6_addr()
        if inet_pton(AF_INET6, String(bare), &wide) == 1 {
            return withUnsafeBytes(of: wide) { $0[0] & 0xFE == 0xFC || $0[0] == 0xFE && $0[1] & 0xC0 == 0x80 }
        }
        let suffixes = [".local", ".lan", ".home.arpa", ".internal"]
        return !name.contains(".") || suffixes.contains { name.hasSuffix($0) }
    }

    static func isLoopback(_ host: String) -> Bool {
        let name = host.lowercased()
        guard name != "localhost", !name.hasSuffix(".localhost"), name != "[::1]" else { return true }
        var address = in_addr()
        // 127.0.0.0/8, in network order. A name such as 127.example.org is no address.
        return inet_pton(AF_INET, name, &address) == 1 && UInt32(bigEndian: address.s_addr) >> 24 == 127
    }
}
