import Dispatch
import Glibc
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

    private struct State {
        var requests: [Request] = []
        var held: [Int32] = []
    }

    let port: Int
    private let listener: Int32
    private let state = Mutex(State())

    init(_ answer: @escaping @Sendable (Request) -> Reply) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                guard bind(listener, generic, length) == 0, listen(listener, 128) == 0 else { return errno }
                return getsockname(listener, generic, &length)
            }
        }
        guard status == 0 else { throw SystemFault(code: status) }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        // A queue of its own has a thread of its own; the shared ones make threads sparingly.
        DispatchQueue(label: "loopback").async { [weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0, let self else {
                    close(listener)
                    return
                }
                self.serve(connection, answer)
            }
        }
    }

    deinit {
        // Wakes the loop above, which closes it: a number closed here could be another server's already.
        shutdown(listener, Int32(SHUT_RDWR))
        for connection in state.withLock({ $0.held }) { close(connection) }
    }

    /// Everything that was asked, in the order of arrival.
    var requests: [Request] { state.withLock { $0.requests } }

    /// `GET /version`, without the API's root.
    var lines: [String] { requests.map { "\($0.method) \($0.path)" } }

    private func serve(_ connection: Int32, _ answer: (Request) -> Reply) {
        guard let request = Self.read(connection) else {
            close(connection)
            return
        }
        state.withLock { $0.requests.append(request) }
        guard let bytes = answer(request).bytes else {
            state.withLock { $0.held.append(connection) }
            return
        }
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { break }
            sent += count
        }
        close(connection)
    }

    /// Reads a head and as much body as it announces.
    private static func read(_ connection: Int32) -> Request? {
        var text = ""
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            text += String(decoding: chunk[..<count], as: UTF8.self)
            guard let end = text.firstRange(of: "\r\n\r\n") else { continue }
            let lines = text[..<end.lowerBound].split(separator: "\r\n")
            var headers: [String: String] = [:]
            for line in lines.dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1)
                headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
            }
            let body = text[end.upperBound...]
            guard body.utf8.count >= headers["content-length"].flatMap(Int.init) ?? 0 else { continue }
            let words = lines[0].split(separator: " ")
            let target = words[1].split(separator: "?", maxSplits: 1).map(String.init)
            let root = "/api2/json"
            return Request(
                method: String(words[0]),
                path: target[0].hasPrefix(root) ? String(target[0].dropFirst(root.count)) : target[0],
                query: target.count > 1 ? target[1] : "", headers: headers, body: String(body))
        }
    }
}

/// A system call failed.
struct SystemFault: Error {
    var code: Int32
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
