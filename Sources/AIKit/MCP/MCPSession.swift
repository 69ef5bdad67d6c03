import JSON
import Synchronization

/// One client of the MCP server: takes its messages and sends it the answers.
///
/// Requests run side by side; each is answered once, and one that was cancelled never.
package final class MCPSession: Sendable {
    private struct State {
        /// Those that nobody took back, by their ids: each may be answered once.
        var wanted: [JSONValue: Int] = [:]
        /// All that are under way, until their answers were sent.
        var tasks: [Int: Task<Void, Never>] = [:]
        var last = 0
        var isOver = false
    }

    private let server: MCPServer
    private let send: @Sendable (JSONValue) -> Void
    private let state = Mutex(State())

    /// The most requests that are under way at once.
    private static let most = 32

    private let subscriptions: MCPSubscriptions?

    /// `send` is called from any task, one message at a time; a client that `stays` may be told something later.
    package init(
        _ host: any MCPHost, version: String, stays: Bool = true,
        send: @escaping @Sendable (JSONValue) -> Void
    ) {
        let turn = Mutex(())
        let send: @Sendable (JSONValue) -> Void = { message in turn.withLock { _ in send(message) } }
        self.send = send
        subscriptions = stays ? MCPSubscriptions(host, send: send) : nil
        server = MCPServer(host: host, version: version, subscriptions: subscriptions)
    }

    /// Takes a message; returns at once.
    package func receive(_ line: String) { receive(RPCMessage(line)) }

    func receive(_ message: RPCMessage) {
        switch message {
        case .request(let request): begin(request)
        case .notification("notifications/cancelled", let params):
            if let id = params["requestId"] { cancel(id) }
        case .notification, .response: break
        case .invalid(let id, let error): send(RPCReply.error(error, to: id))
        }
    }

    /// Refuses a message that could not even be read.
    package func refuse(_ error: RPCError) { send(RPCReply.error(error, to: .null)) }

    /// Returns when everything that was asked is answered.
    package func rest() async {
        while let task = state.withLock({ $0.tasks.values.first }) { await task.value }
    }

    /// Stops everything; nothing is sent any more.
    package func end() {
        subscriptions?.end()
        let tasks = state.withLock { state in
            state.isOver = true
            state.wanted = [:]
            return state.tasks
        }
        for task in tasks.values { task.cancel() }
    }

    private func cancel(_ id: JSONValue) {
        state.withLock { state in state.wanted.removeValue(forKey: id).flatMap { state.tasks[$0] } }?.cancel()
    }

    private func begin(_ request: RPCRequest) {
        let refusal = state.withLock { state -> RPCError? in
            guard state.wanted[request.id] == nil else {
                return RPCError(.invalidRequest, "This id is in use by a request under way.")
            }
            guard state.tasks.count < Self.most else {
                return RPCError(.crowded, "\(Self.most) requests are under way; wait for one of them.")
            }
            state.last += 1
            let number = state.last
            state.wanted[request.id] = number
            state.tasks[number] = Task { @concurrent in
                let reply = await self.server.answer(request) { self.tell($0, of: request.id, number) }
                self.finish(request.id, number, reply)
            }
            return nil
        }
        if let refusal { send(RPCReply.error(refusal, to: request.id)) }
    }

    /// Sends something while a request is under way.
    private func tell(_ message: JSONValue, of id: JSONValue, _ number: Int) {
        guard state.withLock({ $0.wanted[id] == number }) else { return }
        send(message)
    }

    private func finish(_ id: JSONValue, _ number: Int, _ reply: JSONValue) {
        let isWanted = state.withLock { state in
            guard state.wanted[id] == number else { return false }
            state.wanted[id] = nil
            return true
        }
        if isWanted { send(reply) }
        state.withLock { $0.tasks[number] = nil }
    }
}
