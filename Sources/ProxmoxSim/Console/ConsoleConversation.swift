import NIOCore
import NIOWebSocket

/// A console over a WebSocket: first the ticket, then a shell.
final class ConsoleConversation: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    /// How long the first line may take.
    private static let patience = TimeAmount.seconds(10)

    private let cluster: Cluster
    private let target: ConsoleTarget
    private var shell: ConsoleShell?
    private var stream = TerminalStream()
    private var greeting: [UInt8] = []
    private var commands: [String] = []
    private var isGreeted = false
    private var isRunning = false
    private var isLeaving = false
    /// What was said before the shell was there.
    private var unread: [TerminalStream.Message] = []
    private var timer: Scheduled<Void>?

    init(cluster: Cluster, target: ConsoleTarget) {
        self.cluster = cluster
        self.target = target
    }

    func handlerAdded(context: ChannelHandlerContext) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: Self.patience) {
            context.close(promise: nil)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        switch frame.opcode {
        case .binary, .text, .continuation:
            read(Array(frame.unmaskedData.readableBytesView), context: context)
        case .ping:
            let pong = WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData)
            context.writeAndFlush(wrapOutboundOut(pong), promise: nil)
        case .connectionClose: hangUp(context)
        default: break
        }
    }

    private func read(_ bytes: [UInt8], context: ChannelHandlerContext) {
        guard isGreeted else {
            greet(bytes, context: context)
            return
        }
        do {
            unread += try stream.read(bytes)
        } catch {
            context.close(promise: nil)
        }
        work(context)
    }

    /// Waits for the line `USER:TICKET` and answers `OK`.
    private func greet(_ bytes: [UInt8], context: ChannelHandlerContext) {
        greeting += bytes
        guard let end = greeting.firstIndex(of: UInt8(ascii: "\n")) else {
            if greeting.count > 4_096 { context.close(promise: nil) }
            return
        }
        let line = String(decoding: greeting[..<end], as: UTF8.self)
        guard target.isOpen, line == "\(target.user):\(target.ticket)" else {
            context.close(promise: nil)
            return
        }
        isGreeted = true
        timer?.cancel()
        show("OK", context: context)
        ask(context) { world, target in
            ConsoleShell(host: target.vmid.flatMap { world.guests[$0]?.name } ?? target.node)
        } then: { [weak self] shell in
            self?.shell = shell
            self?.show(shell.prompt, context: context)
            self?.work(context)
        }
        read(Array(greeting[(end + 1)...]), context: context)
    }

    /// Hands what was typed to the shell, unless there is none yet.
    private func work(_ context: ChannelHandlerContext) {
        guard shell != nil else { return }
        let messages = unread
        unread = []
        var text = ""
        for case .input(let typed) in messages {
            for effect in shell?.type(typed) ?? [] {
                switch effect {
                case .show(let part): text += part
                case .run(let command): commands.append(command)
                case .exit: isLeaving = true
                }
            }
        }
        if !text.isEmpty { show(text, context: context) }
        runNext(context)
    }

    /// Runs one command after the other, so that answers keep the order of the questions.
    private func runNext(_ context: ChannelHandlerContext) {
        guard !isRunning else { return }
        guard !commands.isEmpty else {
            if isLeaving { hangUp(context) }
            return
        }
        isRunning = true
        let command = commands.removeFirst()
        ask(context) { world, target in
            ConsoleCommand.run(command, in: world, on: target)
        } then: { [weak self] output in
            guard let self else { return }
            self.isRunning = false
            self.show(output + (self.shell?.prompt ?? ""), context: context)
            self.runNext(context)
        }
    }

    private func ask<Answer: Sendable>(
        _ context: ChannelHandlerContext, _ question: @escaping @Sendable (World, ConsoleTarget) -> Answer,
        then use: @escaping (Answer) -> Void
    ) {
        let promise = context.eventLoop.makePromise(of: Answer.self)
        promise.completeWithTask { [cluster, target] in
            await cluster.ask { world in question(world, target) }
        }
        promise.futureResult.assumeIsolated().whenSuccess { answer in
            if context.channel.isActive { use(answer) }
        }
    }

    private func show(_ text: String, context: ChannelHandlerContext) {
        let frame = WebSocketFrame(fin: true, opcode: .binary, data: ByteBuffer(string: text))
        context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
    }

    /// Says goodbye with code 1000 (RFC 6455 §7.4.1).
    private func hangUp(_ context: ChannelHandlerContext) {
        let frame = WebSocketFrame(
            fin: true, opcode: .connectionClose, data: ByteBuffer(bytes: [0x03, 0xE8]))
        context.writeAndFlush(wrapOutboundOut(frame)).assumeIsolated().whenComplete { _ in
            context.close(promise: nil)
        }
    }
}
