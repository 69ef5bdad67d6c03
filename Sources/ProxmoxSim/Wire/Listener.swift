import NIOCore
import NIOHTTP1
import NIOPosix

/// The open ports of the cluster: one for all nodes, or one for each.
struct Listener: Sendable {
    /// The ports in the order of the nodes.
    let ports: [Int]
    private let channels: [any Channel]
    private let group: MultiThreadedEventLoopGroup

    /// Listens on 127.0.0.1, each node on a port of its own from the first one on; 0 is any.
    static func open(
        port: Int, nodes: [NodeName], identities: TLSIdentities, cluster: Cluster,
        register: FaultRegister, idle: Duration
    ) async throws(SimulatorError) -> Listener {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        var channels: [any Channel] = []
        for (offset, node) in nodes.enumerated() {
            let wanted = port == 0 ? 0 : port + offset
            do {
                let bootstrap = Self.bootstrap(
                    group, node: node, identities: identities, cluster: cluster, register: register,
                    idle: TimeAmount(idle))
                channels.append(try await bootstrap.bind(host: "127.0.0.1", port: wanted).get())
            } catch {
                await Listener(ports: [], channels: channels, group: group).close()
                throw .port(number: wanted, detail: "\(error)")
            }
        }
        let ports = channels.compactMap { $0.localAddress?.port }
        return Listener(ports: ports, channels: channels, group: group)
    }

    /// Closes the ports and every connection.
    func close() async {
        for channel in channels {
            // A port that is closed already is what was wanted.
            try? await channel.close().get()
        }
        // The group refuses only when it is shut down already.
        try? await group.shutdownGracefully()
    }

    private static func bootstrap(
        _ group: MultiThreadedEventLoopGroup, node: NodeName, identities: TLSIdentities, cluster: Cluster,
        register: FaultRegister, idle: TimeAmount
    ) -> ServerBootstrap {
        ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 512)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let identity = identities[node] else {
                        throw ChannelError.inappropriateOperationForState
                    }
                    let pipeline = channel.pipeline.syncOperations
                    if register[node] == .refusing { throw ChannelError.ioOnClosedChannel }
                    if register[node]?.isMute == true { return try pipeline.addHandler(MuteLayer()) }
                    try pipeline.addHandler(TLSLayer(identity: identity))
                    try pipeline.addHandler(HTTPResponseEncoder())
                    try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder()))
                    try pipeline.addHandler(HTTPServerPipelineHandler())
                    try pipeline.addHandler(HTTPConversation(cluster: cluster, node: node, idle: idle))
                }
            }
    }
}

/// Takes what comes and says nothing.
private final class MuteLayer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
}
