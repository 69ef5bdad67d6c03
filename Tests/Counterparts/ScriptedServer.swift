import COpenSSL
import Glibc
import Synchronization

/// A server on loopback or on a unix socket that does with each connection what its script says.
package final class ScriptedServer: Sendable {
    /// What has happened so far.
    package struct Log: Sendable, Equatable {
        package var accepted = 0
        /// Connections that ended, by either side.
        package var ended = 0
        /// TLS handshakes that came to an end, good or bad.
        package var handshakes = 0
        package var requests: [ReceivedRequest] = []
        /// Bytes of requests, inside TLS where there is one.
        package var bytesReceived = 0
        /// Marks that a script has set.
        package var marks: [String] = []
    }

    private struct State {
        var log = Log()
        var open: Set<Int32> = []
        var isStopped = false
        /// The test was cancelled, by its time limit: nobody waits any more.
        var isGivenUp = false
        var waiters: [Waiter] = []

        mutating func takeMetWaiters() -> [CheckedContinuation<Void, Never>] {
            let (log, isGivenUp) = (log, isGivenUp)
            let met = waiters.filter { isGivenUp || $0.condition(log) }
            waiters = waiters.filter { !isGivenUp && !$0.condition(log) }
            return met.map(\.continuation)
        }
    }

    private struct Waiter {
        let condition: @Sendable (Log) -> Bool
        let continuation: CheckedContinuation<Void, Never>
    }

    /// What requests go to, without a path.
    package let origin: String
    /// 0 on a unix socket.
    package let port: Int
    package let socketPath: String?
    private let listener: Int32
    private let state = Mutex(State())

    /// Listens and runs `script` on a thread of its own for each connection, which ends with the script.
    ///
    /// Without a port it takes one that is free.
    package init(
        _ identity: ServerIdentity? = nil, socketPath: String? = nil, port wanted: Int = 0,
        script: @escaping @Sendable (Peer) -> Void
    ) throws {
        let scheme = identity == nil ? "http" : "https"
        self.socketPath = socketPath
        if let socketPath {
            listener = try listen(onPath: socketPath)
            origin = "\(scheme)://localhost"
            port = 0
        } else {
            listener = try listen(backlog: 128, port: UInt16(wanted))
            port = Int(localPort(of: listener))
            origin = "\(scheme)://127.0.0.1:\(port)"
        }
        spawn { [self] in
            var number = 0
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else { break }
                number += 1
                serve(descriptor, number, identity, script)
            }
            close(listener)
        }
    }

    package var log: Log {
        state.withLock { $0.log }
    }

    /// Suspends until the log is as `condition` wants it, or the test is cancelled.
    package func wait(until condition: @escaping @Sendable (Log) -> Bool) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                change { $0.waiters.append(Waiter(condition: condition, continuation: continuation)) }
            }
        } onCancel: {
            change { $0.isGivenUp = true }
        }
    }

    /// Writes something into the log.
    package func note(_ entry: @Sendable (inout Log) -> Void) {
        change { entry(&$0.log) }
    }

    private func change(_ body: @Sendable (inout State) -> Void) {
        let met = state.withLock { state in
            body(&state)
            return state.takeMetWaiters()
        }
        for continuation in met { continuation.resume() }
    }

    /// Ends all connections and accepts no more.
    package func stop() {
        state.withLock { state in
            state.isStopped = true
            for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
        shutdown(listener, Int32(SHUT_RDWR))
        if let socketPath { unlink(socketPath) }
    }

    private func serve(
        _ descriptor: Int32, _ number: Int, _ identity: ServerIdentity?,
        _ script: @escaping @Sendable (Peer) -> Void
    ) {
        let isStopped = state.withLock { state in
            state.open.insert(descriptor)
            return state.isStopped
        }
        note { $0.accepted += 1 }
        spawn { [self] in
            if !isStopped, let peer = Peer(descriptor, number, identity, self) { script(peer) }
            _ = state.withLock { $0.open.remove(descriptor) }
            close(descriptor)
            note { $0.ended += 1 }
        }
    }
}

/// One request as the server has read it.
package struct ReceivedRequest: Sendable, Equatable {
    /// The number of its connection, from 1.
    package var connection: Int
    /// Request line and headers, one a line.
    package var head: [String]
    package var body: [UInt8]

    /// As it came.
    package var text: String {
        head.joined(separator: "\r\n") + "\r\n\r\n" + String(decoding: body, as: UTF8.self)
    }
}

/// The code of a system call that failed.
package struct SystemFailure: Error {
    package let code: Int32

    package init(code: Int32 = errno) {
        self.code = code
    }
}

/// Runs `body` on a new thread.
package func spawn(_ body: @escaping @Sendable () -> Void) {
    final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    // A client that closes must not end the process by SIGPIPE out of the server's TLS.
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(body))
    let code = pthread_create(
        &thread, nil,
        { raw in
            guard let raw else { return nil }
            Unmanaged<Box>.fromOpaque(raw).takeRetainedValue().body()
            return nil
        }, box.toOpaque())
    precondition(code == 0)
    pthread_detach(thread)
}

/// A listening TCP socket on a free loopback port.
package func listen(backlog: Int32, port: UInt16 = 0) throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var isOn: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_port = port.bigEndian
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
    }
    guard code == 0, listen(descriptor, backlog) == 0 else { throw SystemFailure() }
    return descriptor
}

private func listen(onPath path: String) throws -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let code = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
    }
    guard code == 0, listen(descriptor, 128) == 0 else { throw SystemFailure() }
    return descriptor
}

/// The local port of a TCP socket.
package func localPort(of descriptor: Int32) -> UInt16 {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
        _ = $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
    }
    return UInt16(bigEndian: address.sin_port)
}
