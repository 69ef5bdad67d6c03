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

    /// Whether the process is stopped, as SIGSTOP does without asking it: proc_pid_stat(5), state `T`.
    var isStopped: Bool {
        let number = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
        guard number != -1 else { return false }
        let file = Descriptor(number)
        var bytes: [UInt8] = .init(repeating: 0, count: 512)
        let count = read(file.number, &bytes, bytes.count)
        guard count > 0, let name = bytes[..<count].lastIndex(of: UInt8(ascii: ")")) else { return false }
        return bytes[(name + 1)..<count].starts(with: " T".utf8)
    }
}
