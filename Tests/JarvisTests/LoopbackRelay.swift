import Glibc
import Synchronization

/// A bad line between a client and a server on this machine: passes bytes on, late, slowly, with stalls, and cuts.
final class LoopbackRelay: Sendable {
    /// Towards the server or back.
    enum Direction: Sendable, CaseIterable {
        case up
        case down
    }

    /// How the line behaves.
    struct Line: Sendable {
        /// Before a piece is passed on, milliseconds; chance picks from the range.
        var delay: ClosedRange<Int> = 0...0
        var bytesPerSecond: Int?
        /// The part of pieces that wait as TCP does when a packet was lost, and for how many milliseconds.
        var stalls = 0.0
        var stall = 200
    }

    /// Where the next connection ends.
    struct Cut: Sendable, Equatable {
        var direction: Direction
        /// Bytes in that direction that still pass.
        var offset: Int
        /// Ends with a reset instead of a close.
        var isReset: Bool
    }

    private struct State {
        var cut: Cut?
        var passed: [Direction: Int] = [:]
        var open: Set<Int32> = []
    }

    let port: Int
    private let target: Int
    private let line: Line
    private let listener: Int32
    private let state = Mutex(State())

    init(to target: Int, line: Line = Line()) throws {
        self.target = target
        self.line = line
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard let port = Self.listen(on: listener) else { throw Failure(code: errno) }
        self.listener = listener
        self.port = port
        Self.onThread { [self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { break }
                serve(client)
            }
            close(listener)
        }
    }

    struct Failure: Error {
        let code: Int32
    }

    /// Takes no connection any more and ends those there are.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        endAll()
    }

    /// Ends every connection there is.
    func endAll() {
        state.withLock { state in
            for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
    }

    /// The next connection ends there, the ones after it do not.
    func cutNext(_ cut: Cut) {
        state.withLock { $0.cut = cut }
    }

    /// Bytes passed on since the last time this was asked.
    func takePassed() -> [Direction: Int] {
        state.withLock { state in
            defer { state.passed = [:] }
            return state.passed
        }
    }

    private func serve(_ client: Int32) {
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard Self.connect(server, to: target) else {
            close(client)
            close(server)
            return
        }
        for descriptor in [client, server] {
            var yes: Int32 = 1
            setsockopt(
                descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        }
        let cut = state.withLock { state in
            state.open.formUnion([client, server])
            defer { state.cut = nil }
            return state.cut
        }
        let pair = Pair(client: client, server: server, cut: cut)
        for direction in Direction.allCases {
            Self.onThread { [self] in
                pump(pair, direction)
                let isLast = pair.endOne()
                if isLast {
                    state.withLock { state in state.open.subtract([client, server]) }
                    close(client)
                    close(server)
                }
            }
        }
    }

    /// The two ends of one connection, closed by whichever direction ends last.
    private final class Pair: Sendable {
        let client: Int32
        let server: Int32
        let cut: Cut?
        private let ended = Mutex(0)

        init(client: Int32, server: Int32, cut: Cut?) {
            self.client = client
            self.server = server
            self.cut = cut
        }

        func endOne() -> Bool {
            ended.withLock { ended in
                ended += 1
                return ended == 2
            }
        }

        func endBoth(isReset: Bool) {
            for descriptor in [client, server] {
                if isReset {
                    var option = linger(l_onoff: 1, l_linger: 0)
                    setsockopt(
                        descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
                }
                shutdown(descriptor, Int32(SHUT_RDWR))
            }
        }
    }

    private func pump(_ pair: Pair, _ direction: Direction) {
        let (source, sink) = direction == .up ? (pair.client, pair.server) : (pair.server, pair.client)
        var left = pair.cut.flatMap { $0.direction == direction ? $0.offset : nil } ?? .max
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = recv(source, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            wait(for: count)
            let passed = min(count, left)
            guard Self.sendAll(sink, buffer[..<passed]) else { break }
            state.withLock { $0.passed[direction, default: 0] += passed }
            left -= passed
            guard left > 0 else {
                pair.endBoth(isReset: pair.cut?.isReset == true)
                return
            }
        }
        shutdown(sink, Int32(SHUT_WR))
    }

    private func wait(for count: Int) {
        var milliseconds = Double(Int.random(in: line.delay))
        if let rate = line.bytesPerSecond { milliseconds += Double(count) * 1000 / Double(rate) }
        if Double.random(in: 0..<1) < line.stalls { milliseconds += Double(line.stall) }
        if milliseconds > 0 { usleep(UInt32(milliseconds * 1000)) }
    }

    private static func sendAll(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func listen(on descriptor: Int32) -> Int? {
        withAddress(port: 0) { address, length in
            guard bind(descriptor, address, length) == 0, Glibc.listen(descriptor, 128) == 0 else {
                return nil
            }
            var bound = sockaddr_in()
            var size = length
            let status = withUnsafeMutablePointer(to: &bound) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    getsockname(descriptor, $0, &size)
                }
            }
            return status == 0 ? Int(UInt16(bigEndian: bound.sin_port)) : nil
        }
    }

    private static func connect(_ descriptor: Int32, to port: Int) -> Bool {
        withAddress(port: port) { Glibc.connect(descriptor, $0, $1) == 0 }
    }

    private static func withAddress<Result>(
        port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    /// Runs something that blocks on a thread of its own.
    private static func onThread(_ work: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(Work(work))
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, box.toOpaque())
        pthread_detach(thread)
    }

    private final class Work: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }
}
