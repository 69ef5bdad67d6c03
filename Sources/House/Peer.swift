import CPOSIX
import Glibc

/// The process at the other end of a unix socket, as the kernel knows it: unix(7), SO_PEERCRED.
struct Peer: Sendable, Equatable {
    let process: Int32
    let user: UInt32

    init(of socket: Descriptor) throws(HouseError) {
        var credentials = ucred()
        var length = socklen_t(MemoryLayout<ucred>.size)
        try HouseError.checking("getsockopt", "SO_PEERCRED of a socket") {
            getsockopt(socket.number, SOL_SOCKET, SO_PEERCRED, &credentials, &length)
        }
        process = credentials.pid
        user = credentials.uid
    }
}
