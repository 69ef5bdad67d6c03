import Counterparts
import Synchronization

/// A real HTTP/1.1 server on 127.0.0.1 that answers each connection once, as a closure says.
final class LoopbackServer: Sendable {
    /// What came in.
    struct Request: Sendable, Equatable {
        var method: String
        var path: String
        var query: String
        var headers: [String: String]
        var body: String

        /// The form of the body, not decoded.
        var form: [String: String] {
            var form: [String: String] = [:]
            for pair in body.split(separator: "&") {
                let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
                form[parts[0]] = parts.count > 1 ? parts[1] : ""
            }
            return form
        }
    }

    /// What goes out.
    enum Reply: Sendable {
        case data(String)
        case refusal(Int, String, body: String = "")
        /// Bytes as they stand, head included.
        case raw(String)
        /// Nothing, and the connection stays open.
        case hang
        /// Nothing, and the connection is closed after the request was read.
        case cut

        var bytes: [UInt8]? {
            switch self {
            case .data(let json): Self.message("200 OK", "{\"data\":\(json)}")
            case .refusal(let status, let reason, let body): Self.message("\(status) \(reason)", body)
            case .raw(let text): Array(text.utf8)
            case .hang: nil
            case .cut: []
            }
        }

        private static func message(_ status: String, _ body: String) -> [UInt8] {
            let head = [
                "HTTP/1.1 \(status)", "Content-Type: application/json;charset=UTF-8",
                "Content-Length: \(body.utf8.count)", "Connection: close", "", "",
            ]
            return Array((head.joined(separator: "\r\n") + body).utf8)
        }
    }

    private let server: ScriptedServer

    var port: Int { server.port }

    init(_ answer: @escaping @Sendable (Request) -> Reply) throws {
        server = try ScriptedServer { peer in
            guard let request = peer.readRequest() else { return }
            if let bytes = answer(Request(request)).bytes { peer.send(bytes) } else { peer.waitForClose() }
        }
    }

    deinit {
        server.stop()
    }

    /// Everything that was asked, in the order of arrival.
    var requests: [Request] { server.log.requests.map(Request.init) }

    /// `GET /version`, without the API's root.
    var lines: [String] { requests.map { "\($0.method) \($0.path)" } }
}

extension LoopbackServer.Request {
    private static let root = "/api2/json"

    init(_ received: ReceivedRequest) {
        var headers: [String: String] = [:]
        for line in received.head.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        }
        let words = received.head[0].split(separator: " ")
        let target = words[1].split(separator: "?", maxSplits: 1).map(String.init)
        self.init(
            method: String(words[0]),
            path: target[0].hasPrefix(Self.root) ? String(target[0].dropFirst(Self.root.count)) : target[0],
            query: target.count > 1 ? target[1] : "", headers: headers,
            body: String(decoding: received.body, as: UTF8.self))
    }
}

/// A clock that a test sets.
final class HandClock: Sendable {
    private let instant = Mutex(ContinuousClock.now)

    var now: ContinuousClock.Instant { instant.withLock { $0 } }

    func advance(by duration: Duration) {
        instant.withLock { $0 += duration }
    }
}

/// Counts from 1.
final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
