import NIOCore
import NIOHTTP1

/// One connection's requests, answered one after the other with Proxmox's manners.
final class HTTPConversation: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// Requests that one connection may carry.
    private static let requestsPerConnection = 100
    /// Bytes that a body may have.
    private static let bodyLimit = 512 << 10
    private static let headerLimit = 64

    private let cluster: Cluster
    private let node: NodeName
    private let idle: TimeAmount
    private var request: WireRequest?
    private var keepsAlive = true
    private var isPlain = false
    private var answered = 0
    private var idleTimer: Scheduled<Void>?

    init(cluster: Cluster, node: NodeName, idle: TimeAmount) {
        self.cluster = cluster
        self.node = node
        self.idle = idle
    }

    func handlerAdded(context: ChannelHandlerContext) {
        waitForRequest(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        idleTimer?.cancel()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is TLSLayer.PlainTextBegan { isPlain = true }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if error is HTTPParserError {
            refuse(.transport(400, "bad request"), context: context)
        } else {
            context.close(promise: nil)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head, context: context)
        case .body(let bytes):
            guard let count = request?.body.count else { return }
            guard count + bytes.readableBytes <= Self.bodyLimit else {
                refuse(.transport(501, "for data too large"), context: context)
                return
            }
            request?.body.append(contentsOf: bytes.readableBytesView)
        case .end:
            guard let complete = request else { return }
            request = nil
            answer(complete, context: context)
        }
    }

    private func begin(_ head: HTTPRequestHead, context: ChannelHandlerContext) {
        idleTimer?.cancel()
        keepsAlive = head.isKeepAlive && !head.headers.contains(name: "Upgrade")
        if isPlain {
            redirect(head, context: context)
        } else if let refusal = Self.fault(in: head) {
            refuse(refusal, context: context)
        } else {
            request = WireRequest(head)
        }
    }

    /// What the transport refuses before any code of the API runs.
    private static func fault(in head: HTTPRequestHead) -> Refusal? {
        let length = head.headers.first(name: "Content-Length").flatMap { Int($0) } ?? 0
        let takesBody = head.method == .POST || head.method == .PUT
        if head.version.major != 1 {
            return .transport(506, "http protocol version \(head.version) not supported")
        }
        if !["GET", "POST", "PUT", "DELETE"].contains(head.method.rawValue) {
            return .transport(501, "method '\(head.method.rawValue)' not available")
        }
        if head.headers.count > headerLimit { return .transport(400, "too many http header lines") }
        if head.headers.contains(name: "Transfer-Encoding") {
            return .transport(501, "chunked transfer encoding not supported")
        }
        if length > 0, !takesBody {
            return .transport(501, "Unexpected content for method '\(head.method.rawValue)'")
        }
        return length > bodyLimit ? .transport(501, "for data too large") : nil
    }

    private func redirect(_ head: HTTPRequestHead, context: ChannelHandlerContext) {
        let isRead = head.method == .GET || head.method == .HEAD
        let host = head.headers.first(name: "Host") ?? "localhost"
        var reply = WireReply(
            status: isRead ? 301 : 308, reason: isRead ? "Moved Permanently" : "Permanent Redirect",
            contentType: nil, text: "")
        reply.headers = [("Location", "https://\(host)\(head.uri)")]
        send(reply, to: nil, at: nil, context: context)
    }

    private func refuse(_ refusal: Refusal, context: ChannelHandlerContext) {
        request = nil
        send(WireReply(refusal, format: .json, seed: 0), to: nil, at: nil, context: context)
    }

    private func answer(_ request: WireRequest, context: ChannelHandlerContext) {
        let promise = context.eventLoop.makePromise(of: Cluster.Answer?.self)
        promise.completeWithTask { [cluster, node] in await cluster.answer(request, at: node) }
        promise.futureResult.assumeIsolated().whenSuccess { [weak self] answer in
            guard let self, context.channel.isActive else { return }
            if let answer {
                let reply = request.takesGzip ? answer.reply.compressed : answer.reply
                self.send(reply, to: request, at: answer.time, context: context)
            } else {
                context.close(promise: nil)
            }
        }
    }

    private func send(
        _ reply: WireReply, to request: WireRequest?, at time: Double?, context: ChannelHandlerContext
    ) {
        if let target = reply.console, let key = request?.webSocketKey {
            upgrade(target, key: key, protocol: request?.webSocketProtocol, context: context)
            return
        }
        answered += 1
        let closes = reply.closes || !keepsAlive || answered >= Self.requestsPerConnection
        var headers = HTTPHeaders()
        if let time {
            let date = CivilTime(time).header
            headers.add(name: "Cache-Control", value: "max-age=0")
            headers.add(name: "Pragma", value: "no-cache")
            headers.add(name: "Date", value: date)
            headers.add(name: "Expires", value: date)
        }
        headers.add(name: "Server", value: "pve-api-daemon/3.0")
        headers.add(name: "Connection", value: closes ? "close" : "Keep-Alive")
        headers.add(name: "Content-Length", value: "\(reply.body.readableBytes + reply.padding)")
        if let type = reply.contentType { headers.add(name: "Content-Type", value: type) }
        for header in reply.headers { headers.add(name: header.name, value: header.value) }
        let status = HTTPResponseStatus.custom(code: UInt(reply.status), reasonPhrase: reply.reason)
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(reply.body))), promise: nil)
        if reply.padding > 0 { return pour(reply.padding, context) }
        let written = context.writeAndFlush(wrapOutboundOut(.end(nil)))
        if closes {
            written.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
        } else {
            waitForRequest(context)
        }
    }

    /// Writes so many bytes of nothing, a piece when the one before has gone out, and closes.
    private func pour(_ left: Int, _ context: ChannelHandlerContext) {
        guard left > 0, context.channel.isActive else { return context.close(promise: nil) }
        var piece = context.channel.allocator.buffer(capacity: 1 << 16)
        piece.writeRepeatingByte(UInt8(ascii: "x"), count: min(left, 1 << 16))
        let count = piece.readableBytes
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(piece)))).assumeIsolated().whenComplete { _ in
            self.pour(left - count, context)
        }
    }

    private func waitForRequest(_ context: ChannelHandlerContext) {
        idleTimer?.cancel()
        idleTimer = context.eventLoop.assumeIsolated().scheduleTask(in: idle) { context.close(promise: nil) }
    }

    /// Turns the connection into a console's WebSocket (RFC 6455 §4.2.2).
    private func upgrade(
        _ target: ConsoleTarget, key: String, protocol name: String?, context: ChannelHandlerContext
    ) {
        let proof = Seal.base64(Seal.sha1(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
        var headers = HTTPHeaders([
            ("Upgrade", "websocket"), ("Connection", "upgrade"), ("Sec-WebSocket-Accept", proof),
        ])
        if let name { headers.add(name: "Sec-WebSocket-Protocol", value: name) }
        let status = HTTPResponseStatus.custom(code: 101, reasonPhrase: "Switching Protocols")
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        idleTimer?.cancel()
        ConsoleConversation.take(over: context.channel, cluster: cluster, target: target)
    }
}

extension WireRequest {
    fileprivate init(_ head: HTTPRequestHead) {
        let headers = head.headers
        self.init(method: head.method.rawValue, uri: head.uri)
        authorization = headers.first(name: "Authorization")
        cookie = headers.first(name: "Cookie")
        preventionToken = headers.first(name: "CSRFPreventionToken")
        contentType = headers.first(name: "Content-Type")
        host = headers.first(name: "Host")
        takesGzip = headers["Accept-Encoding"].contains { $0.contains("gzip") }
        webSocketProtocol = headers.first(name: "Sec-WebSocket-Protocol")
        if headers.first(name: "Upgrade")?.lowercased() == "websocket" {
            webSocketKey = headers.first(name: "Sec-WebSocket-Key")
        }
    }
}
