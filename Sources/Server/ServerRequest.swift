import NIOHTTP1

/// One whole request as it came over the wire; nothing in it is to be trusted.
package struct ServerRequest: Sendable {
    package let method: String
    /// The path with the query.
    package let target: String
    package internal(set) var body: [UInt8]
    private let headers: HTTPHeaders

    package init(
        method: String, target: String, headers: [(name: String, value: String)] = [], body: [UInt8] = []
    ) {
        self.method = method
        self.target = target
        self.headers = HTTPHeaders(headers.map { ($0.name, $0.value) })
        self.body = body
    }

    init(_ head: HTTPRequestHead) {
        method = head.method.rawValue
        target = head.uri
        headers = head.headers
        body = []
    }

    /// The first header of that name, in whatever case it is written.
    package subscript(name: String) -> String? { headers.first(name: name) }

    /// The path without the query.
    package var path: Substring { target.prefix { $0 != "?" } }

    /// Longer answers may come compressed.
    var takesGzip: Bool { headers["Accept-Encoding"].contains { $0.contains("gzip") } }

    /// What the opening of a WebSocket proves it understood; `nil` when it opens none.
    var webSocketKey: String? {
        self["Upgrade"]?.lowercased() == "websocket" ? self["Sec-WebSocket-Key"] : nil
    }
}
