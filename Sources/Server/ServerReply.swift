import CZlib
import NIOCore

/// One answer as it goes over the wire; its length, and whether the connection goes on, are added.
package struct ServerReply: Sendable {
    package var status: Int
    package var reason: String
    package var headers: [(name: String, value: String)]
    package var body: ByteBuffer
    /// The connection ends with it.
    package var closes = false
    /// It is worth compressing for a client that takes gzip, from a kilobyte on.
    package var isCompressible = false
    /// What follows the body, piece by piece from 0 on, each asked for when the one before has gone out; `nil` ends it.
    package var piece: (@Sendable (Int) async -> ByteBuffer?)?
    /// Called when the client goes away before the last piece.
    package var abandoned: (@Sendable () -> Void)?
    /// Bytes of body and pieces together; without it an answer in pieces is chunked (RFC 9112 §7.1).
    package var length: Int?
    /// What begins with it when the request opens a WebSocket.
    package var upgrade: Upgrade?

    /// A connection that becomes a WebSocket.
    package struct Upgrade: Sendable {
        /// The protocol that was agreed on.
        package var protocolName: String?
        /// The most bytes of a frame.
        package var frameLimit: Int
        /// Makes what reads and writes the frames, on the connection's own thread.
        package var makeHandler: @Sendable () -> any ChannelHandler

        package init(
            protocolName: String? = nil, frameLimit: Int = 128 << 10,
            _ makeHandler: @escaping @Sendable () -> any ChannelHandler
        ) {
            self.protocolName = protocolName
            self.frameLimit = frameLimit
            self.makeHandler = makeHandler
        }
    }

    package init(
        status: Int = 200, reason: String = "OK", headers: [(name: String, value: String)] = [],
        body: ByteBuffer = ByteBuffer()
    ) {
        self.status = status
        self.reason = reason
        self.headers = headers
        self.body = body
    }

    /// Text of a given type.
    package init(status: Int = 200, reason: String = "OK", type: String, text: String) {
        self.init(
            status: status, reason: reason, headers: [("Content-Type", type)], body: ByteBuffer(string: text))
    }
}

extension ServerReply {
    /// The most bytes that are sent as they are to a client that takes gzip.
    private static let mostPlainBytes = 1024

    /// As it goes to a client that takes gzip.
    var compressed: ServerReply {
        guard isCompressible, piece == nil, body.readableBytes > Self.mostPlainBytes,
            let packed = body.gzipped
        else { return self }
        var reply = self
        reply.body = packed
        reply.headers.append(("Content-Encoding", "gzip"))
        return reply
    }
}

extension ByteBuffer {
    /// The bytes in one member of gzip (RFC 1952); `nil` when zlib has no memory.
    fileprivate var gzipped: ByteBuffer? {
        var stream = z_stream()
        guard czlib_begin_gzip(&stream) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        var packed = ByteBuffer()
        var source = self
        let count = source.readableBytes
        let room = Int(deflateBound(&stream, UInt(count)))
        let status = source.readWithUnsafeMutableReadableBytes { input in
            packed.writeWithUnsafeMutableBytes(minimumWritableBytes: room) { output in
                stream.next_in = input.bindMemory(to: UInt8.self).baseAddress
                stream.avail_in = UInt32(count)
                stream.next_out = output.bindMemory(to: UInt8.self).baseAddress
                stream.avail_out = UInt32(room)
                _ = deflate(&stream, Z_FINISH)
                return room - Int(stream.avail_out)
            }
            return count
        }
        return status == count ? packed : nil
    }
}
