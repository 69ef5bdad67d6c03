import COpenSSL
import NIOCore

/// TLS over a pair of OpenSSL's memory buffers, between the socket and HTTP.
///
/// A first byte that is no TLS record lets the connection pass as it is, announced by `PlainTextBegan`.
final class TLSLayer: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// The peer speaks without TLS.
    struct PlainTextBegan: Sendable {}

    private enum Phase {
        case undecided
        case plain
        case handshake(OpaquePointer)
        case open(OpaquePointer)
        case closed
    }

    private let identity: TLSIdentity
    private var phase = Phase.undecided
    /// OpenSSL's buffers, owned by the connection's state.
    private var incoming: OpaquePointer?
    private var outgoing: OpaquePointer?

    init(identity: TLSIdentity) {
        self.identity = identity
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        switch phase {
        case .handshake(let connection), .open(let connection): SSL_free(connection)
        case .undecided, .plain, .closed: break
        }
        phase = .closed
        incoming = nil
        outgoing = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        if case .undecided = phase {
            decide(first: bytes.getInteger(at: bytes.readerIndex), context: context)
        }
        switch phase {
        case .plain: context.fireChannelRead(data)
        case .handshake(let connection), .open(let connection):
            bytes.withUnsafeReadableBytes { raw in
                _ = BIO_write(incoming, raw.baseAddress, Int32(raw.count))
            }
            pump(connection, context: context)
        case .undecided, .closed: break
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch phase {
        case .plain: context.write(data, promise: promise)
        case .open(let connection):
            var bytes = unwrapOutboundIn(data)
            while let part = bytes.readSlice(length: min(bytes.readableBytes, 1 << 18)),
                part.readableBytes > 0
            {
                ERR_clear_error()
                _ = part.withUnsafeReadableBytes { SSL_write(connection, $0.baseAddress, Int32($0.count)) }
                if let sealed = takeOutgoing(context) { context.write(wrapOutboundOut(sealed), promise: nil) }
            }
            context.write(wrapOutboundOut(context.channel.allocator.buffer(capacity: 0)), promise: promise)
        case .undecided, .handshake, .closed: promise?.fail(ChannelError.ioOnClosedChannel)
        }
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if case .open(let connection) = phase {
            ERR_clear_error()
            SSL_shutdown(connection)
            flushOutgoing(context)
        }
        context.close(mode: mode, promise: promise)
    }

    /// 22 is the type of a handshake record (RFC 8446 §5.1).
    private func decide(first: UInt8?, context: ChannelHandlerContext) {
        guard first == 22, let connection = identity.accept() else {
            phase = .plain
            context.fireUserInboundEventTriggered(PlainTextBegan())
            return
        }
        incoming = BIO_new(BIO_s_mem())
        outgoing = BIO_new(BIO_s_mem())
        SSL_set_bio(connection, incoming, outgoing)
        phase = .handshake(connection)
    }

    private func pump(_ connection: OpaquePointer, context: ChannelHandlerContext) {
        ERR_clear_error()
        if case .handshake = phase {
            let result = SSL_do_handshake(connection)
            flushOutgoing(context)
            guard result == 1 else {
                if SSL_get_error(connection, result) != SSL_ERROR_WANT_READ { context.close(promise: nil) }
                return
            }
            phase = .open(connection)
        }
        while case .open = phase {
            var plain = context.channel.allocator.buffer(capacity: 16_384)
            var count: Int32 = 0
            plain.writeWithUnsafeMutableBytes(minimumWritableBytes: 16_384) { raw in
                count = SSL_read(connection, raw.baseAddress, 16_384)
                return Int(max(0, count))
            }
            guard count > 0 else {
                if SSL_get_error(connection, count) != SSL_ERROR_WANT_READ { context.close(promise: nil) }
                break
            }
            context.fireChannelRead(wrapInboundOut(plain))
        }
        flushOutgoing(context)
    }

    private func takeOutgoing(_ context: ChannelHandlerContext) -> ByteBuffer? {
        let pending = BIO_ctrl_pending(outgoing)
        guard pending > 0 else { return nil }
        var sealed = context.channel.allocator.buffer(capacity: pending)
        sealed.writeWithUnsafeMutableBytes(minimumWritableBytes: pending) { raw in
            Int(max(0, BIO_read(outgoing, raw.baseAddress, Int32(pending))))
        }
        return sealed
    }

    private func flushOutgoing(_ context: ChannelHandlerContext) {
        if let sealed = takeOutgoing(context) { context.writeAndFlush(wrapOutboundOut(sealed), promise: nil) }
    }
}
