import NIOCore
import NIOHTTP1
import NIOPosix

/// Open ports of this machine, with a service behind each.
package struct Listener: Sendable {
    /// A port to listen on.
    package struct Door: Sendable {
        /// How a new connection is met.
        package enum Welcome: Sendable {
            /// With TLS when there is an identity.
            case open(TLSIdentity?)
            /// It is taken, and never hears a word.
            case mute
            /// It is closed at once.
            case closed
        }

        /// 0 is any.
        package var port: Int
        package var service: HTTPService
        /// Asked anew for each connection, so that certificates may change meanwhile.
        package var welcome: @Sendable () -> Welcome

        package init(
            port: Int = 0, service: HTTPService,
            welcome: @escaping @Sendable () -> Welcome = { .open(nil) }
        ) {
            self.port = port
            self.service = service
            self.welcome = welcome
        }
    }

    /// The ports in the order of the doors.
    package let ports: [Int]
    private let channels: [any Channel]
    private let group: MultiThreadedEventLoopGroup

    /// Listens on 127.0.0.1, with one thread for all of them.
    package static func open(_ doors: [Door]) async throws(ServerError) -> Listener {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        var channels: [any Channel] = []
        for door in doors {
            do {
                channels.append(
                    try await bootstrap(group, door).bind(host: "127.0.0.1", port: door.port).get())
            } catch {
                await Listener(ports: [], channels: channels, group: group).close()
                throw .port(number: door.port, detail: "\(error)")
            }
        }
        let ports = channels.compactMap { $0.localAddress?.port }
        return Listener(ports: ports, channels: channels, group: group)
    }

    /// Closes the ports and every connection.
    package func close() async {
        for channel in channels {
            // A port that is closed already is what was wanted.
            try? await channel.close().get()
        }
        // The group refuses only when it is shut down already.
        try? await group.shutdownGracefully()
    }

    private static func bootstrap(_ group: MultiThreadedEventLoopGroup, _ door: Door) -> ServerBootstrap {
        ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 512)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try furnish(channel, door) }
            }
    }

    private static func furnish(_ channel: any Channel, _ door: Door) throws {
        let pipeline = channel.pipeline.syncOperations
        switch door.welcome() {
        case .closed: throw ChannelError.ioOnClosedChannel
        case .mute: return try pipeline.addHandler(MuteLayer())
        case .open(let identity):
            if let identity { try pipeline.addHandler(TLSLayer(identity: identity)) }
        }
        try pipeline.addHandler(HTTPResponseEncoder())
        try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder()))
        try pipeline.addHandler(HTTPServerPipelineHandler())
        try pipeline.addHandler(HTTPConversation(door.service))
    }
}

/// Takes what comes and says nothing.
private final class MuteLayer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
}
