import CZlib
import NIOCore

extension WireReply {
    /// The most bytes that are sent as they are to a client that takes gzip.
    private static let mostPlainBytes = 1024

    /// As it goes to a client that takes gzip: compressed when it is longer than a kilobyte.
    var compressed: WireReply {
        guard contentType == Self.json, body.readableBytes > Self.mostPlainBytes, let packed = body.gzipped
        else {
            return self
        }
        var reply = WireReply(status: status, reason: reason, contentType: contentType, body: packed)
        reply.headers = headers + [("Content-Encoding", "gzip")]
        reply.console = console
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
