import Glibc

/// Where a request goes, read by libcurl's own URL parser.
struct Destination {
    /// What errors call the peer: the host, or the path of the unix socket.
    let name: String
    /// Whether a proxy named by the environment is left aside: for loopback hosts and unix sockets.
    let bypassesProxy: Bool

    init(_ request: HTTPRequest) throws(HTTPError) {
        let host = try WebAddress(ofRequest: request.url).bracketedHost
        guard let socket = request.unixSocket else {
            name = host
            bypassesProxy = Destination.isLoopback(host)
            return
        }
        // 108 bytes with the closing NUL: unix(7).
        guard !socket.isEmpty, socket.utf8.count < 108, !socket.utf8.contains(0) else {
            throw .unusable(detail: "the path of the unix socket is empty or longer than 107 bytes")
        }
        name = socket
        bypassesProxy = true
    }

    static func isLoopback(_ host: String) -> Bool {
        let name = host.lowercased()
        guard name != "localhost", !name.hasSuffix(".localhost"), name != "[::1]" else { return true }
        var address = in_addr()
        // 127.0.0.0/8, in network order. A name such as 127.example.org is no address.
        return inet_pton(AF_INET, name, &address) == 1 && UInt32(bigEndian: address.s_addr) >> 24 == 127
    }
}
