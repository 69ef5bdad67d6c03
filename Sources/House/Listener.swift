import CPOSIX
import Glibc

/// The socket a house listens on: 0600 in a folder of its own.
final class Listener {
    private let path: String
    private let folder: String
    private var watch: FolderWatch?
    private var socket: Descriptor
    private var identity: Identity
    private var rest: Deadline?
    private var nextLook = Deadline(after: Listener.patience)

    /// How often the file of the socket is looked for at most, and how long a rest lasts.
    private static let patience = Duration.seconds(1)

    /// Binds the path, in place of a socket that a dead house left behind.
    ///
    /// - Throws: ``HouseError/socketTaken(path:)`` when somebody answers there, or
    ///   ``HouseError/readOnlySocket(path:)``.
    init(_ address: HouseAddress) throws(HouseError) {
        path = address.socket
        folder = address.socketFolder
        do throws(HouseError) {
            try PrivateFolder.prepare(folder, inSharedParent: true)
            if try SocketAddress.connected(to: path, until: Deadline(after: .zero)) != nil {
                throw .socketTaken(path: path)
            }
            (socket, identity) = try Listener.bound(path)
        } catch {
            throw error.isRefusedWrite ? .readOnlySocket(path: folder) : error
        }
        watch = FolderWatch(folder)
    }

    deinit {
        if Identity(path) == identity { unlink(path) }
    }

    /// What to poll; not the socket for a while after a knock could not be answered for want of descriptors.
    var polled: [pollfd] {
        let watched = watch.map { [$0.polled] } ?? []
        if let rest, !rest.isOver { return watched }
        return watched + [pollfd(fd: socket.number, events: Int16(POLLIN), revents: 0)]
    }

    /// The next one who knocks; those of other users are turned away without a word.
    func accept() throws(HouseError) -> Connection? {
        while true {
            let number = Glibc.accept(socket.number, nil, nil)
            if number == -1, errno == EINTR || errno == ECONNABORTED { continue }
            guard number != -1 else {
                rest = errno == EAGAIN ? nil : Deadline(after: Listener.patience)
                return nil
            }
            let caller = Descriptor(number)
            try HouseError.checking("fcntl", "a socket") { fcntl(number, F_SETFD, FD_CLOEXEC) }
            do throws(HouseError) {
                return try Connection(caller)
            } catch .stranger {
                continue
            }
        }
    }

    /// Makes folder and socket anew when they have vanished, as cleaners of /tmp make them vanish.
    ///
    /// Looks when something was removed there, and every second at most.
    func mend() throws(HouseError) {
        let isTold = watch?.tellsOfRemoval() ?? false
        guard isTold || nextLook.isOver else { return }
        nextLook = Deadline(after: Listener.patience)
        guard Identity(path) == nil else { return }
        try PrivateFolder.prepare(folder, inSharedParent: true)
        (socket, identity) = try Listener.bound(path)
        watch = FolderWatch(folder)
    }

    private static func bound(_ path: String) throws(HouseError) -> (Descriptor, Identity) {
        let address = try SocketAddress(path)
        let socket = try SocketAddress.newSocket()
        unlink(path)
        try HouseError.checking("bind", path) { address.with { bind(socket.number, $0, $1) } }
        try HouseError.checking("chmod", path) { chmod(path, 0o600) }
        try HouseError.checking("listen", path) { listen(socket.number, 64) }
        guard let identity = Identity(path) else { throw .system(call: "stat", subject: path, code: ENOENT) }
        return (socket, identity)
    }

    /// Which file a path leads to.
    private struct Identity: Equatable {
        let device: dev_t
        let file: ino_t

        init?(_ path: String) {
            var status = stat()
            guard lstat(path, &status) == 0 else { return nil }
            device = status.st_dev
            file = status.st_ino
        }
    }
}

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
