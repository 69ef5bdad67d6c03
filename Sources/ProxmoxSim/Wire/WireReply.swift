import NIOCore
import Server

/// One answer as it goes over the wire.
struct WireReply: Sendable {
    let status: Int
    let reason: String
    let contentType: String?
    var headers: [(name: String, value: String)] = []
    let body: ByteBuffer
    /// Bytes of nothing that follow the body, in pieces of 64 KiB.
    var padding = 0
    /// The console that begins with this answer.
    var console: ConsoleTarget?

    /// Whether the connection ends with it, as it does after every error.
    var closes: Bool { status >= 300 }

    static let json = "application/json;charset=UTF-8"
}

extension WireReply {
    /// Text of a given type.
    init(status: Int = 200, reason: String = "OK", contentType: String?, text: String) {
        self.init(status: status, reason: reason, contentType: contentType, body: ByteBuffer(string: text))
    }

    /// The answer of an endpoint.
    init(_ reply: Reply, format: WireFormat, seed: UInt64) {
        if let written = reply.written, format == .json {
            var body = ByteBuffer()
            body.reserveCapacity(written.count + 16)
            body.writeString("{\"data\":")
            body.writeBytes(written)
            body.writeString("}")
            self.init(status: 200, reason: "OK", contentType: Self.json, body: body)
            return
        }
        var row: Row = ["data": reply.data]
        if let total = reply.total, total > 0 { row["total"] = .int(total) }
        if format == .extjs { row["success"] = 1 }
        self.init(status: 200, reason: "OK", row: row, seed: seed)
    }

    /// An answer that says no.
    init(_ refusal: Refusal, format: WireFormat, seed: UInt64) {
        let message = refusal.message.hasSuffix("\n") ? refusal.message : refusal.message + "\n"
        let reason = String(message.prefix { $0 != "\n" })
        switch refusal.form {
        case .empty:
            self.init(status: refusal.status, reason: reason, contentType: nil, body: ByteBuffer())
        case .bare:
            self.init(status: refusal.status, reason: reason, contentType: nil, text: reason)
        case .json:
            var row: Row = ["data": .null, "message": .text(message)]
            if !refusal.errors.isEmpty {
                row["errors"] = .row(Row(refusal.errors.map { ($0.key, .text($0.value)) }))
            }
            guard format == .extjs else {
                self.init(status: refusal.status, reason: reason, row: row, seed: seed)
                return
            }
            row["success"] = 0
            row["status"] = .int(refusal.status)
            self.init(status: 200, reason: "OK", row: row, seed: seed)
        }
    }

    /// The first half of it, as a document that ends too early.
    var half: WireReply {
        let bytes = body.getSlice(at: body.readerIndex, length: body.readableBytes / 2) ?? body
        return WireReply(status: status, reason: reason, contentType: contentType, body: bytes)
    }

    /// A hundred megabytes of document.
    static var flood: WireReply {
        var reply = WireReply(contentType: json, text: "{\"data\":\"")
        reply.padding = 100_000_000
        return reply
    }

    private init(status: Int, reason: String, row: Row, seed: UInt64) {
        var writer = JSONWriter(seed: seed)
        writer.write(row)
        self.init(
            status: status, reason: reason, contentType: Self.json, body: ByteBuffer(bytes: writer.bytes))
    }
}

/// The formats of answers: the second part of `/api2/json/…`.
enum WireFormat: String, Sendable {
    case json
    /// Always status 200, the true one inside.
    case extjs
}

extension ServerReply {
    private static let pieceBytes = 1 << 16

    /// As it goes over the wire, with Proxmox's headers; `time` is the cluster's, which only the API tells.
    init(_ wire: WireReply, at time: Double? = nil) {
        self.init(status: wire.status, reason: wire.reason, body: wire.body)
        if let time {
            let date = CivilTime(time).header
            headers = [
                ("Cache-Control", "max-age=0"), ("Pragma", "no-cache"), ("Date", date), ("Expires", date),
            ]
        }
        headers.append(("Server", "pve-api-daemon/3.0"))
        if let type = wire.contentType { headers.append(("Content-Type", type)) }
        headers += wire.headers
        closes = wire.closes
        isCompressible = wire.contentType == WireReply.json
        guard wire.padding > 0 else { return }
        length = wire.body.readableBytes + wire.padding
        closes = true
        piece = { [padding = wire.padding] number in
            let rest = padding - number * Self.pieceBytes
            return rest > 0
                ? ByteBuffer(repeating: UInt8(ascii: "x"), count: min(rest, Self.pieceBytes)) : nil
        }
    }
}
