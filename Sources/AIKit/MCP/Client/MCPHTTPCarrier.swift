import HTTP
import JSON
import Synchronization
import Text

/// Messages over Streamable HTTP: each in a request of its own, answered by JSON or by a stream of events.
package final class MCPHTTPCarrier: MCPCarrier {
    private struct State {
        /// What the server calls this session; `nil` where it keeps none.
        var session: String?
        var tide = MCPTide()
        var hasNews = false
    }

    private let client = HTTPClient()
    private let url: String
    private let token: Secret?
    private let state = Mutex(State())
    /// The longest silence within an answer.
    private static let idle = Duration.seconds(120)

    package init(url: String, token: Secret?) {
        self.url = url
        self.token = token
    }

    package func ask(_ sending: MCPSending) async throws(MCPFault) -> JSONValue {
        guard let id = sending.id else { return .null }
        let stream = try await post(sending)
        if let session = stream.head["Mcp-Session-Id"], Self.isUsable(session), sending.version == nil {
            state.withLock { $0.session = session }
        }
        let kind = (stream.head["Content-Type"] ?? "").lowercased()
        do {
            if kind.hasPrefix("text/event-stream") {
                try judge(stream.head)
                return try await answer(to: id, in: stream, sending)
            }
            var body: [UInt8] = []
            for try await part in stream.body {
                body += part
                guard body.count <= MCPBounds.message else {
                    throw MCPFault.flood("an answer of more than \(MCPBounds.message) bytes")
                }
            }
            guard !Task.isCancelled else { throw MCPFault.cancelled }
            return try whole(body, kind, stream.head, id)
        } catch {
            throw fault(error)
        }
    }

    package func tell(_ sending: MCPSending) async {
        // What comes back of it is of no interest, and that it cannot be sent shows with the next request.
        _ = try? await withDeadline(.seconds(2)) { try await self.post(sending) }
    }

    package func close() async {
        if let session = state.withLock({ $0.session }) {
            var headers = authorization
            headers.append(HTTPHeader("Mcp-Session-Id", session))
            let farewell = HTTPRequest(
                .delete, url, headers: headers, limits: HTTPLimits(connect: .seconds(1), total: .seconds(2)))
            // A server need not let itself be told.
            _ = try? await client.send(farewell)
        }
        await client.shutdown(within: .seconds(1))
    }

    package func ended() -> MCPFault? { nil }

    package func hasNews() -> Bool {
        state.withLock { state in
            defer { state.hasNews = false }
            return state.hasNews
        }
    }

    private func post(_ sending: MCPSending) async throws(MCPFault) -> HTTPStream {
        let limits = HTTPLimits(total: nil, idle: Self.idle)
        let request = HTTPRequest(
            .post, url, headers: headers(sending), body: sending.message.bytes, limits: limits)
        do throws(HTTPError) {
            return try await client.open(request)
        } catch {
            throw fault(error)
        }
    }

    private var authorization: [HTTPHeader] {
        token.map { [HTTPHeader("Authorization", "Bearer \($0.exposed)")] } ?? []
    }

    private func headers(_ sending: MCPSending) -> [HTTPHeader] {
        var headers =
            authorization + [
                HTTPHeader("Content-Type", "application/json"),
                HTTPHeader("Accept", "application/json, text/event-stream"),
            ]
        guard let version = sending.version else { return headers }
        headers.append(HTTPHeader("Mcp-Protocol-Version", version))
        if let session = state.withLock({ $0.session }) {
            headers.append(HTTPHeader("Mcp-Session-Id", session))
        }
        guard sending.isStateless, let method = sending.message["method"]?.string else { return headers }
        headers.append(HTTPHeader("Mcp-Method", method))
        // A tool's name that no header can hold was left out when the tools were listed.
        if let name = sending.message["params"]?["name"]?.string {
            headers.append(HTTPHeader("Mcp-Name", name))
        }
        return headers
    }

    /// What the status alone says is wrong.
    private func judge(_ head: HTTPResponseHead) throws(MCPFault) {
        switch head.status {
        case 200..<300: return
        case 300..<400:
            throw .unreached("it leads elsewhere (\(head.status)); name the address that it leads to")
        case 401, 403:
            throw .unreached(
                "it wants a token, or another one (\(head.status)); see its token in the configuration")
        case 404 where state.withLock({ $0.session != nil }):
            throw .gone("it has forgotten this session")
        default:
            throw .unreached("it answers with \(head.status) \(MCPFault.quoted(cover(head.reason)))")
        }
    }

    private func whole(
        _ body: [UInt8], _ kind: String, _ head: HTTPResponseHead, _ id: Int
    ) throws(MCPFault) -> JSONValue {
        // An error of the protocol comes with a status of its own.
        if (300..<400).contains(head.status) { try judge(head) }
        guard kind.hasPrefix("application/json") else {
            try judge(head)
            throw .nonsense("it answers with \(MCPFault.quoted(kind.isEmpty ? "nothing" : kind))")
        }
        let value: JSONValue
        do throws(JSONFault) {
            value = try JSONValue(unambiguous: String(decoding: body, as: UTF8.self))
        } catch {
            try judge(head)
            throw .nonsense("its answer is no JSON")
        }
        guard case .answer(let told, let message) = MCPHeard(value), told == id else {
            try judge(head)
            throw .nonsense("its answer is to another question")
        }
        return message
    }

    /// Reads events until the one that answers.
    private func answer(to id: Int, in stream: HTTPStream, _ sending: MCPSending) async throws -> JSONValue {
        for try await event in ServerSentEvents(stream.body, limit: MCPBounds.message) {
            if let fault = state.withLock({ $0.tide.note(event.data.utf8.count) }) { throw fault }
            guard event.name == "message" else { continue }
            let heard: MCPHeard
            do throws(JSONFault) {
                heard = MCPHeard(try JSONValue(unambiguous: event.data))
            } catch {
                throw MCPFault.nonsense("an event of its answer is no JSON")
            }
            switch heard {
            case .answer(let told, let message): if told == id { return message }
            case .question(let reply):
                await tell(MCPSending(message: reply, id: nil, version: sending.version))
            case .news: state.withLock { $0.hasNews = true }
            case .chatter, .nothing: break
            }
        }
        throw Task.isCancelled ? MCPFault.cancelled : .gone("its stream ended")
    }

    private func fault(_ error: any Error) -> MCPFault {
        switch error {
        case let fault as MCPFault: fault
        case HTTPError.cancelled, is CancellationError: .cancelled
        case let error as HTTPError where error.isSurelyUnsent: .unreached(MCPFault.quoted(cover("\(error)")))
        case HTTPError.eventTooLarge, HTTPError.tooLarge: .flood(MCPFault.quoted(cover("\(error)")))
        default: .gone(MCPFault.quoted(cover("\(error)")))
        }
    }

    /// A text that may quote what was sent, without the token.
    private func cover(_ text: String) -> String {
        token.map { $0.isOrdinary ? text : $0.covered(in: text) } ?? text
    }

    /// As the protocol has it: visible ASCII, and of a length that a header can be.
    private static func isUsable(_ session: String) -> Bool {
        (1...256).contains(session.utf8.count) && session.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}

extension HTTPError {
    /// Whether surely no byte of the request reached the server.
    fileprivate var isSurelyUnsent: Bool {
        switch self {
        case .unresolved, .unreachable, .proxyUnreachable, .fingerprintMismatch, .untrusted, .unusable: true
        case .timedOut(_, let phase, _): phase == "connect"
        case .broken(_, _, let sent): !sent
        case .tooLarge, .eventTooLarge, .cancelled: false
        }
    }
}
