import CPOSIX
import Glibc

/// The address of a unix socket by its path: unix(7).
struct SocketAddress {
    private var address = sockaddr_un()

    /// In bytes, without the zero at its end: `sun_path` has 108.
    static let longestPath = 107

    /// - Throws: ``HouseError/pathTooLong(_:)`` when the path and its final zero exceed 108 bytes.
    init(_ path: String) throws(HouseError) {
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard path.utf8.count < capacity else { throw .pathTooLong(path) }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    }

    /// Calls bind(2) or connect(2) with the address.
    func with(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    /// A new stream socket, non-blocking and closed on exec.
    static func newSocket() throws(HouseError) -> Descriptor {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        return Descriptor(try HouseError.checking("socket", "a unix socket") { socket(AF_UNIX, type, 0) })
    }

    /// Connects to a listening socket.
    ///
    /// - Returns: nil when nobody listens there, be it that the file is missing or was left behind.
    static func connected(to path: String, until deadline: Deadline) throws(HouseError) -> Descriptor? {
        let address = try SocketAddress(path)
        let socket = try newSocket()
        while address.with({ connect(socket.number, $0, $1) }) == -1 {
            switch errno {
            case ENOENT, ECONNREFUSED, ENOTSOCK, ENOTDIR: return nil
            case EAGAIN where !deadline.isOver: poll(nil, 0, 5)
            case EAGAIN: throw .noAnswer(process: nil)
            case EINTR: continue
            default: throw .system(call: "connect", subject: path, code: errno)
            }
        }
        return socket
    }
}
