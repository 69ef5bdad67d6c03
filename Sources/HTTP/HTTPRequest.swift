/// One HTTP/1.1 request as the client sends it.
package struct HTTPRequest: Sendable {
    /// The request method.
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case delete = "DELETE"
    }

    package var method: Method
    /// An absolute `http://` or `https://` URL; path and query are already percent-encoded.
    package var url: String
    /// Sent as given and in this order.
    ///
    /// Only `Host`, the framing of the body (`Content-Length`) and `Accept-Encoding` for
    /// `acceptsCompression` and `unpacksUnasked` are added. A line break or another
    /// control character in one, and a framing header of your own, make the request unusable.
    package var headers: [HTTPHeader]
    /// The body, empty for none.
    ///
    /// Proxmox answers 501 to a body on GET or DELETE.
    package var body: [UInt8]
    package var limits: HTTPLimits
    package var trust: TLSTrust
    /// Asks for an answer in gzip, which libcurl unpacks as it comes: `HTTPLimits.bodyBytes` counts what comes out.
    package var acceptsCompression = false
    /// Asks for an answer as it is and unpacks it all the same, because some proxies compress unasked.
    package var unpacksUnasked = false
    /// The path of a unix socket to connect to instead of the URL's host.
    package var unixSocket: String?

    package init(
        _ method: Method, _ url: String, headers: [HTTPHeader] = [], body: [UInt8] = [],
        limits: HTTPLimits = HTTPLimits(), trust: TLSTrust = .system, unixSocket: String? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.limits = limits
        self.trust = trust
        self.unixSocket = unixSocket
    }
}

/// One header line.
///
/// A secret value is a value like any other here and is never printed: errors name
/// headers, not their values, and descriptions, dumps and mirrors show the value's length.
package struct HTTPHeader: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    package var description: String {
        "\(name): <\(value.utf8.count) bytes>"
    }

    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}

/// The deadlines and bounds of one request: nothing waits for ever.
package struct HTTPLimits: Sendable, Hashable {
    /// Name look-up, TCP and TLS together.
    package var connect: Duration
    /// The whole exchange, body included.
    ///
    /// `nil` for streams, which `idle` bounds instead.
    package var total: Duration?
    /// The longest silence between two bytes of the answer.
    package var idle: Duration
    /// The most bytes of body that `HTTPClient.send` keeps; one more fails the request.
    ///
    /// A stream keeps nothing but its small buffer and may be endless.
    package var bodyBytes: Int
    /// How old a kept connection may be that is used again, in whole seconds: what is behind a name, and which certificate it
    /// shows, is looked at anew with each connection only.
    package var age: Duration

    package init(
        connect: Duration = .seconds(5), total: Duration? = .seconds(30), idle: Duration = .seconds(30),
        bodyBytes: Int = 64 << 20, age: Duration = .seconds(600)
    ) {
        self.age = age
        self.connect = connect
        self.total = total
        self.idle = idle
        self.bodyBytes = bodyBytes
    }
}

/// Whom to believe on the other side of TLS.
package enum TLSTrust: Sendable, Hashable {
    /// The system's certificate authorities, host name checked.
    case system
    /// The authorities in this PEM file only, host name checked.
    case authority(file: String)
    /// Exactly the leaf certificate with this SHA-256, checked inside the handshake; names and dates
    /// do not matter then.
    case pinned(CertificateFingerprint)
}

/// The headers of a request as libcurl's list wants them: checked, and without libcurl's own additions.
struct HeaderLines {
    let lines: [String]

    /// Checks headers that the caller has given.
    ///
    /// - Throws: `.unusable` for a header that would not arrive as the one header it is.
    init(_ headers: [HTTPHeader]) throws(HTTPError) {
        var lines: [String] = []
        var missing = ["accept", "content-type", "expect"]
        for header in headers {
            let name = header.name.lowercased()
            // The name is not quoted: with a line break in it, a secret may be part of it.
            guard !name.isEmpty, name.utf8.allSatisfy(HeaderLines.isTokenByte) else {
                throw .unusable(detail: "a header's name is empty or has a character that no name has")
            }
            guard header.value.utf8.allSatisfy(HeaderLines.isValueByte) else {
                throw .unusable(
                    detail: "the header \(header.name) has a line break or another control character")
            }
            guard !HeaderLines.framing.contains(name) else {
                throw .unusable(detail: "the header \(header.name) is set from the body and cannot be given")
            }
            missing.removeAll { $0 == name }
            // libcurl sends a header without a value only when it is written with a semicolon.
            let isBlank = header.value.utf8.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            lines.append(isBlank ? "\(header.name);" : "\(header.name): \(header.value)")
        }
        // A name with nothing behind the colon keeps libcurl from adding one of its own.
        self.lines = lines + missing.map { "\($0):" }
    }

    /// Two of these, or one beside the body's true length, let a proxy and a server see different requests.
    private static let framing = ["content-length", "transfer-encoding"]

    /// A character of a token: RFC 9110 §5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    /// A character of a field value, bytes of UTF-8 included: RFC 9110 §5.5.
    private static func isValueByte(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != 0x7F || byte == UInt8(ascii: "\t")
    }
}
