import COpenSSL
import NIOCore
import NIOHTTP1
import NIOWebSocket
import Text

/// One connection's requests, answered by a service one after the other.
final class HTTPConversation: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let service: HTTPService
    private var request: ServerRequest?
    private var keepsAlive = true
    private var isPlain = false
    private var answered = 0
    private var idleTimer: Scheduled<Void>?
    /// What an answer under way wants to hear when the client goes away.
    private var abandoned: (@Sendable () -> Void)?
    /// What makes the answer, until there is one.
    private var answering: Task<Void, Never>?

    init(_ service: HTTPService) {
        self.service = service
    }

    func handlerAdded(context: ChannelHandlerContext) {
        waitForRequest(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        idleTimer?.cancel()
    }

    func channelInactive(context: ChannelHandlerContext) {
        answering?.cancel()
        answering = nil
        abandoned?()
        abandoned = nil
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is TLSLayer.PlainTextBegan { isPlain = true }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if error is HTTPParserError {
            refuse(.malformed, request, context)
        } else {
            context.close(promise: nil)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head, context)
        case .body(let bytes):
            guard let count = request?.body.count else { return }
            guard count + bytes.readableBytes <= service.limits.bodyBytes else {
                return refuse(.bodyTooLarge, request, context)
            }
            request?.body.append(contentsOf: bytes.readableBytesView)
        case .end:
            guard let complete = request else { return }
            request = nil
            answer(complete, context)
        }
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        idleTimer?.cancel()
        keepsAlive = head.isKeepAlive && !head.headers.contains(name: "Upgrade")
        let request = ServerRequest(head)
        if isPlain {
            refuse(.withoutTLS, request, context)
        } else if let fault = service.fault(in: head) {
            refuse(fault, request, context)
        } else {
            self.request = request
        }
    }

    private func refuse(
        _ fault: HTTPService.Fault, _ refused: ServerRequest?, _ context: ChannelHandlerContext
    ) {
        request = nil
        send(service.refuse(fault, refused), to: nil, context)
    }

    private func answer(_ request: ServerRequest, _ context: ChannelHandlerContext) {
        let promise = context.eventLoop.makePromise(of: ServerReply?.self)
        answering = promise.completeWithTask { [service] in await service.answer(request) }
        promise.futureResult.assumeIsolated().whenSuccess { [weak self] reply in
            guard let self, context.channel.isActive else {
                reply?.abandoned?()
                return
            }
            self.answering = nil
            if let reply {
                self.send(request.takesGzip ? reply.compressed : reply, to: request, context)
            } else {
                context.close(promise: nil)
            }
        }
    }

    private func send(_ reply: ServerReply, to request: ServerRequest?, _ context: ChannelHandlerContext) {
        if let upgrade = reply.upgrade, let key = request?.webSocketKey {
            return begin(upgrade, key: key, context)
        }
        answered += 1
        let closes = reply.closes || !keepsAlive || answered >= service.limits.requests
        var headers = HTTPHeaders(reply.headers.map { ($0.name, $0.value) })
        headers.add(name: "Connection", value: closes ? "close" : "Keep-Alive")
        if let length = reply.length ?? (reply.piece == nil ? reply.body.readableBytes : nil) {
            headers.add(name: "Content-Length", value: "\(length)")
        }
        let status = HTTPResponseStatus.custom(code: UInt(clamping: reply.status), reasonPhrase: reply.reason)
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(reply.body))), promise: nil)
        if let piece = reply.piece {
            context.flush()
            abandoned = reply.abandoned
            pour(piece, from: 0, closes: closes, context)
        } else {
            end(closes: closes, context)
        }
    }

    private func end(closes: Bool, _ context: ChannelHandlerContext) {
        abandoned = nil
        let written = context.writeAndFlush(wrapOutboundOut(.end(nil)))
        if closes {
            written.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
        } else {
            waitForRequest(context)
        }
    }

    /// Writes piece after piece, each when the one before has gone out.
    private func pour(
        _ piece: @escaping @Sendable (Int) async -> ByteBuffer?, from number: Int, closes: Bool,
        _ context: ChannelHandlerContext
    ) {
        let promise = context.eventLoop.makePromise(of: ByteBuffer?.self)
        promise.completeWithTask { await piece(number) }
        promise.futureResult.assumeIsolated().whenSuccess { bytes in
            guard context.channel.isActive else { return }
            guard let bytes else { return self.end(closes: closes, context) }
            let written = context.writeAndFlush(self.wrapOutboundOut(.body(.byteBuffer(bytes))))
            written.assumeIsolated().whenSuccess {
                self.pour(piece, from: number + 1, closes: closes, context)
            }
        }
    }

    private func waitForRequest(_ context: ChannelHandlerContext) {
        idleTimer?.cancel()
        idleTimer = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(service.limits.idle)) {
            context.close(promise: nil)
        }
    }
}

extension HTTPConversation {
    /// Turns the connection into a WebSocket (RFC 6455 §4.2.2).
    private func begin(_ upgrade: ServerReply.Upgrade, key: String, _ context: ChannelHandlerContext) {
        var headers = HTTPHeaders([
            ("Upgrade", "websocket"), ("Connection", "upgrade"),
            ("Sec-WebSocket-Accept", Self.proof(of: key)),
        ])
        if let name = upgrade.protocolName { headers.add(name: "Sec-WebSocket-Protocol", value: name) }
        let status = HTTPResponseStatus.custom(code: 101, reasonPhrase: "Switching Protocols")
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        idleTimer?.cancel()
        let pipeline = context.pipeline.syncOperations
        do {
            try pipeline.addHandler(WebSocketFrameEncoder())
            try pipeline.addHandler(
                ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: upgrade.frameLimit)))
            try pipeline.addHandler(upgrade.makeHandler())
            _ = pipeline.removeHandler(self)
            _ = pipeline.removeHandler(try pipeline.handler(type: HTTPServerPipelineHandler.self))
            _ = pipeline.removeHandler(try pipeline.handler(type: HTTPResponseEncoder.self))
            _ = pipeline.removeHandler(
                try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self))
        } catch {
            context.close(promise: nil)
        }
    }

    /// What answers the key of an opening.
    static func proof(of key: String) -> String {
        let text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        var digest = [UInt8](repeating: 0, count: 20)
        EVP_Digest(text, text.utf8.count, &digest, nil, EVP_sha1(), nil)
        return String(decoding: Base64.encoded(digest), as: UTF8.self)
    }
}
