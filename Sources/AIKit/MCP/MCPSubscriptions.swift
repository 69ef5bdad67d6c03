import JSON
import Synchronization
import Text

/// The resources that a client wants to be told of, in the language with a handshake, as long as it is there.
final class MCPSubscriptions: Sendable {
    private struct State {
        var uris: Set<String> = []
        var watch: Task<Void, Never>?
        var isOver = false
    }

    private let host: any MCPHost
    private let send: @Sendable (JSONValue) -> Void
    private let state = Mutex(State())

    init(_ host: any MCPHost, send: @escaping @Sendable (JSONValue) -> Void) {
        self.host = host
        self.send = send
    }

    /// That a resource is to be read again, with what stands beside its address.
    static func notification(_ uri: String, _ beside: [String: JSONValue] = [:]) -> JSONValue {
        var params = beside
        params["uri"] = .string(uri)
        return RPCReply.notification("notifications/resources/updated", .object(params))
    }

    /// Tells of a resource from now on; throws where nobody watches it.
    func add(_ uri: String) async throws(RPCError) {
        let (beginnings, begun) = AsyncStream.makeStream(of: RPCError?.self)
        let isWatched = state.withLock { state in
            state.uris.insert(uri)
            guard state.watch == nil, !state.isOver else { return true }
            state.watch = Task { @concurrent in await self.watch(begun) }
            return false
        }
        guard !isWatched else { return }
        for await fault in beginnings {
            guard let fault else { return }
            throw fault
        }
    }

    func remove(_ uri: String) {
        let watch = state.withLock { state -> Task<Void, Never>? in
            state.uris.remove(uri)
            guard state.uris.isEmpty else { return nil }
            defer { state.watch = nil }
            return state.watch
        }
        watch?.cancel()
    }

    func end() {
        let watch = state.withLock { state in
            state.isOver = true
            state.uris = []
            return state.watch
        }
        watch?.cancel()
    }

    private func watch(_ begun: AsyncStream<RPCError?>.Continuation) async {
        do {
            try await host.watch { news in
                switch news {
                case .begun: begun.yield(nil)
                case .changed(let uri): self.tell(uri)
                }
            }
        } catch {
            begun.yield(RPCError(.internal, Untrusted("\(error)".coveringSecrets).line))
            // Who subscribes once more has it tried once more; one that was taken back is no concern of a later one.
            if !Task.isCancelled { state.withLock { $0.watch = nil } }
        }
        begun.finish()
    }

    private func tell(_ uri: String) {
        if state.withLock({ $0.uris.contains(uri) && !$0.isOver }) { send(Self.notification(uri)) }
    }
}
