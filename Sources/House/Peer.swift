import CPOSIX
import Glibc

/// The process at the other end of a unix socket, as the kernel knows it: unix(7), SO_PEERCRED.
struct Peer: Sendable {
    let process: Int32
    let user: UInt32

    /// The process itself, whatever gets its number later; nil when it has ended.
    private let handle: Descriptor?

    /// Linux 6.5 and later give the process that connected; before, its number is looked up.
    private static let peerHandle: Int32 = 77

    init(of socket: Descriptor) throws(HouseError) {
        var credentials = ucred()
        var length = socklen_t(MemoryLayout<ucred>.size)
        try HouseError.checking("getsockopt", "SO_PEERCRED of a socket") {
            getsockopt(socket.number, SOL_SOCKET, SO_PEERCRED, &credentials, &length)
        }
        process = credentials.pid
        user = credentials.uid
        var number: Int32 = -1
        length = socklen_t(MemoryLayout<Int32>.size)
        if getsockopt(socket.number, SOL_SOCKET, Peer.peerHandle, &number, &length) == -1 {
            number = jarvis_pidfd_open(process)
        }
        handle = number == -1 ? nil : Descriptor(number)
    }

    /// Whether the process is stopped, as SIGSTOP does without asking it: proc_pid_stat(5), state `T`.
    var isStopped: Bool { ProcessStatus.state(of: process).map(ProcessStatus.standsStill) ?? false }

    /// Whether the process that connected still lives, and no other one has its number.
    var isAlive: Bool {
        guard let handle else { return false }
        var polled = pollfd(fd: handle.number, events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, 0) == 0
    }
}
