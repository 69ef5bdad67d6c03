import COpenSSL
import Glibc

/// A connection whose bytes the test writes and reads itself; every wait ends after ten seconds.
final class RawConnection {
    private let socket: Int32
    private var context: OpaquePointer?
    private var tls: OpaquePointer?
    private(set) var received: [UInt8] = []

    struct Failed: Error {
        let step: String
    }

    /// Connects to a port of this machine, with TLS unless `isPlain`.
    init(port: Int, isPlain: Bool = false) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { throw Failed(step: "connect") }
        guard !isPlain else { return }
        context = SSL_CTX_new(TLS_client_method())
        tls = SSL_new(context)
        SSL_set_fd(tls, socket)
        guard SSL_connect(tls) == 1 else { throw Failed(step: "handshake") }
    }

    deinit {
        SSL_free(tls)
        SSL_CTX_free(context)
        close(socket)
    }

    /// The SHA-256 of the certificate that the server showed, `AA:BB:…`.
    var fingerprint: String {
        let certificate = SSL_get1_peer_certificate(tls)
        defer { X509_free(certificate) }
        var digest = [UInt8](repeating: 0, count: 32)
        X509_digest(certificate, EVP_sha256(), &digest, nil)
        return digest.map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.count == 1 ? "0" + digits : digits
        }.joined(separator: ":")
    }

    func send(_ text: String) {
        send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) {
        if let tls {
            _ = SSL_write(tls, bytes, Int32(bytes.count))
        } else {
            _ = Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        }
    }

    /// Reads until the text of what came is as wanted, or the server closes; gives the text.
    @discardableResult
    func read(until isEnough: (String) -> Bool = { _ in false }) -> String {
        while !isEnough(text) {
            var bytes = [UInt8](repeating: 0, count: 65_536)
            let count = tls.map { Int(SSL_read($0, &bytes, 65_536)) } ?? recv(socket, &bytes, 65_536, 0)
            guard count > 0 else { break }
            received += bytes.prefix(count)
        }
        return text
    }

    var text: String { String(decoding: received, as: UTF8.self) }
}

/// Runs something that blocks on a thread of its own, away from those that the simulator needs.
func blocking<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        let box = Unmanaged.passRetained(Job { continuation.resume(with: Swift.Result { try work() }) })
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, box.toOpaque())
        pthread_detach(thread)
    }
}

private final class Job {
    let run: () -> Void

    init(run: @escaping () -> Void) {
        self.run = run
    }
}

/// Sends a text to a simulator and gives everything that comes back before it closes.
func talk(_ text: String, port: Int, isPlain: Bool = false) async throws -> String {
    try await blocking {
        let connection = try RawConnection(port: port, isPlain: isPlain)
        connection.send(text)
        return connection.read()
    }
}
