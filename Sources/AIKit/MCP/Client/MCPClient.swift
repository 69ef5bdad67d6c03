import JSON
import Synchronization
import Text

/// The client's side of MCP with one server: the greeting, the list of its tools, and calls of them.
///
/// Each wait has a deadline; a request that passes it is taken back.
package final class MCPClient: Sendable {
    /// The longest waits.
    package struct Limits: Sendable, Hashable {
        /// Programs that fetch themselves first take their time.
        package var greeting = Duration.seconds(20)
        /// For the whole list.
        package var list = Duration.seconds(10)
        package var call = Duration.seconds(60)

        package init() {}
    }

    /// Who serves, by its own words.
    package struct Greeting: Sendable, Hashable {
        /// One line, visible, cut.
        package var name: String
        package var version: String
        /// The version of the protocol that is spoken with it.
        package var spoken: String
        package var hasTools: Bool
    }

    private struct State {
        var last = 0
        var spoken: String?
    }

    private let carrier: any MCPCarrier
    private let version: String
    private let limits: Limits
    private let state = Mutex(State())

    /// `version` is this program's.
    package init(_ carrier: any MCPCarrier, version: String, limits: Limits = Limits()) {
        self.carrier = carrier
        self.version = version
        self.limits = limits
    }

    /// Begins: with a handshake, which nearly every server knows; without one where it is refused.
    package func greet() async throws(MCPFault) -> Greeting {
        let reply = try await ask(
            "initialize",
            [
                "protocolVersion": .string(MCPVersion.handshakes[0]), "capabilities": [:],
                "clientInfo": identity,
            ], within: limits.greeting)
        guard let result = reply["result"] else {
            if Self.pointsBeyondHandshakes(reply) { return try await discover() }
            throw Self.refusal(reply)
        }
        let spoken = result["protocolVersion"]?.string ?? "none"
        guard MCPVersion.understood.contains(spoken) else {
            throw .nonsense("it speaks the version \(MCPFault.quoted(spoken)), which Jarvis does not")
        }
        state.withLock { $0.spoken = spoken }
        await tell("notifications/initialized", [:])
        return Greeting(result, info: result["serverInfo"], spoken: spoken)
    }

    /// All its tools, by the server's names for them; a list that is too long is cut.
    package func tools(of server: String) async throws(MCPFault) -> ForeignToolList {
        var list = ForeignToolList(server: server)
        var cursor: JSONValue?
        let deadline = ContinuousClock.now + limits.list
        for _ in 0..<MCPBounds.pages {
            var params: [String: JSONValue] = [:]
            params["cursor"] = cursor
            let left = deadline - .now
            guard left > .zero else { throw .silent(limits.list) }
            let reply = try await ask("tools/list", params, within: left)
            guard let result = reply["result"] else { throw Self.refusal(reply) }
            guard let page = result["tools"]?.array else {
                throw .nonsense("its list of tools is none")
            }
            for told in page { list.add(told) }
            let next = result["nextCursor"]
            guard let next, next != .null, !list.isFull else { return list }
            guard next != cursor, next.string.map({ $0.utf8.count <= 4096 }) == true else {
                throw .nonsense("the pages of its list lead nowhere")
            }
            cursor = next
        }
        list.isCut = true
        return list
    }

    /// Calls a tool; what is thrown says by ``MCPFault/leavesDoubt`` whether it may have been carried out.
    package func call(_ name: String, _ arguments: JSONValue) async throws(MCPFault) -> ForeignAnswer {
        let reply = try await ask(
            "tools/call", ["name": .string(name), "arguments": arguments], within: limits.call)
        guard let result = reply["result"] else { throw Self.refusal(reply) }
        return ForeignAnswer(result)
    }

    package func hasNews() -> Bool { carrier.hasNews() }

    /// Why it cannot be asked any more; `nil` while it may be.
    package func ended() -> MCPFault? { carrier.ended() }

    package func close() async { await carrier.close() }

    private var identity: JSONValue { ["name": "jarvis", "version": .string(version)] }

    /// Begins with a server that knows no handshake.
    private func discover() async throws(MCPFault) -> Greeting {
        state.withLock { $0.spoken = MCPVersion.newest }
        let reply = try await ask("server/discover", [:], within: limits.greeting)
        guard let result = reply["result"] else { throw Self.refusal(reply) }
        let versions = (result["supportedVersions"]?.array ?? []).compactMap(\.string)
        guard versions.contains(MCPVersion.newest) else {
            let named = versions.prefix(4).joined(separator: ", ")
            throw .nonsense("it speaks the versions \(MCPFault.quoted(named)), which Jarvis does not")
        }
        let info = result["_meta"]?["io.modelcontextprotocol/serverInfo"]
        return Greeting(result, info: info, spoken: MCPVersion.newest)
    }

    /// Whether a refused handshake says that there is none any more.
    private static func pointsBeyondHandshakes(_ reply: JSONValue) -> Bool {
        let error = reply["error"]
        if error?["code"] == .integer(RPCError.Code.unknownMethod.rawValue) { return true }
        return (error?["data"]?["supported"]?.array ?? []).contains(.string(MCPVersion.newest))
    }

    private static func refusal(_ reply: JSONValue) -> MCPFault {
        let error = reply["error"]
        return .refused(
            code: error?["code"]?.integer ?? 0, MCPFault.quoted(error?["message"]?.string ?? "no words"))
    }

    /// The message that answers, with a result or an error.
    private func ask(
        _ method: String, _ params: [String: JSONValue], within limit: Duration
    ) async throws(MCPFault) -> JSONValue {
        let id = state.withLock { state in
            state.last += 1
            return state.last
        }
        let sending = sending(method, params, id: id)
        do {
            return try await withDeadline(limit) { [carrier] in try await carrier.ask(sending) }
        } catch let fault as MCPFault {
            if fault == .cancelled || Task.isCancelled { await takeBack(id, of: method) }
            throw Task.isCancelled ? .cancelled : fault
        } catch is DeadlineExceeded {
            await takeBack(id, of: method)
            throw .silent(limit)
        } catch {
            await takeBack(id, of: method)
            throw .cancelled
        }
    }

    private func takeBack(_ id: Int, of method: String) async {
        // The protocol has a greeting not taken back.
        guard method != "initialize" else { return }
        let carrier = carrier
        let farewell = sending("notifications/cancelled", ["requestId": .integer(id)])
        // Not in this task, which may be cancelled itself.
        let told = Task { @concurrent in await carrier.tell(farewell) }
        await told.value
    }

    private func tell(_ method: String, _ params: [String: JSONValue]) async {
        await carrier.tell(sending(method, params))
    }

    private func sending(
        _ method: String, _ params: [String: JSONValue], id: Int? = nil
    ) -> MCPSending {
        let spoken = state.withLock { $0.spoken }
        var params = params
        if spoken == MCPVersion.newest { params["_meta"] = MCPVersion.envelope(identity) }
        var message: [String: JSONValue] = [
            "jsonrpc": "2.0", "method": .string(method), "params": .object(params),
        ]
        message["id"] = id.map { .integer($0) }
        return MCPSending(message: .object(message), id: id, version: spoken)
    }
}

extension MCPClient.Greeting {
    fileprivate init(_ result: JSONValue, info: JSONValue?, spoken: String) {
        self.init(
            name: MCPFault.quoted(info?["name"]?.string ?? "a server without a name"),
            version: MCPFault.quoted(info?["version"]?.string ?? ""), spoken: spoken,
            hasTools: result["capabilities"]?["tools"]?.object != nil)
    }
}
