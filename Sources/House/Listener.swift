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
