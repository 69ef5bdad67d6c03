import CPOSIX
import Glibc

/// Where a keeper listens: a unix socket in a state's folder, which is nobody else's.
///
/// A path of a unix socket holds 107 bytes (unix(7)), that of a folder 4,095: so the folder is opened, and the
/// socket named through its descriptor.
struct KeeperPlace: Equatable {
    let folder: String

    /// The socket's name in the folder.
    let name: String

    /// The keeper of a house that locks its state.
    static let ofHouse = "keeper.sock"

    /// The keeper of a house that ends with its front, which has this process id.
    static func ofFront(_ process: Int32) -> String { "keeper-\(process).sock" }

    var path: String { folder + "/" + name }

    /// Calls somebody there.
    ///
    /// - Returns: nil when no keeper listens.
    func connected() throws(HouseError) -> KeeperChannel? {
        let opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard opened != -1 else { return nil }
        let folder = Descriptor(opened)
        let address = try address(in: folder)
        let socket = try KeeperPlace.newSocket()
        while address.with({ connect(socket.number, $0, $1) }) == -1 {
            switch errno {
            case ENOENT, ECONNREFUSED, ENOTSOCK, EPROTOTYPE: return nil
            case EINTR: continue
            default: throw .system(call: "connect", subject: path, code: errno)
            }
        }
        return try KeeperChannel(socket)
    }

    /// Listens there, in place of a socket that a dead keeper left behind.
    func bound() throws(HouseError) -> Descriptor {
        let folder = try Descriptor.opening(folder, O_RDONLY | O_DIRECTORY)
        let address = try address(in: folder)
        let socket = try KeeperPlace.newSocket()
        unlinkat(folder.number, name, 0)
        // Nobody comes in before the mode is right: to connect takes the right to write.
        try HouseError.checking("fchmod", path) { fchmod(socket.number, 0o600) }
        try HouseError.checking("bind", path) { address.with { bind(socket.number, $0, $1) } }
        try HouseError.checking("listen", path) { listen(socket.number, 8) }
        return socket
    }

    private func address(in folder: Descriptor) throws(HouseError) -> SocketAddress {
        try SocketAddress("/proc/self/fd/\(folder.number)/\(name)")
    }

    /// Packets and not a stream: a message and its descriptors come whole or not at all.
    private static func newSocket() throws(HouseError) -> Descriptor {
        let type = Int32(SOCK_SEQPACKET.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        return Descriptor(try HouseError.checking("socket", "a keeper") { socket(AF_UNIX, type, 0) })
    }
}

extension KeeperPlace {
    /// Ends a keeper that no house uses, and with it what it keeps.
    ///
    /// - Returns: whether there was one.
    func dismiss() throws(HouseError) -> Bool {
        let deadline = Deadline(after: .seconds(2))
        // Whoever calls is turned away until the keeper has heard of the last house's death.
        while let channel = try connected() {
            if try KeeperPlace.dismiss(channel, by: deadline) { return true }
            guard !deadline.isOver else { return false }
            poll(nil, 0, 10)
        }
        return false
    }

    /// Whether the keeper took its caller for a house, and was told that no other comes.
    private static func dismiss(_ channel: KeeperChannel, by deadline: Deadline) throws(HouseError) -> Bool {
        var isOurs = false
        while channel.isOpen, try channel.wait(for: POLLIN, until: deadline) {
            while let (message, _) = channel.receive() {
                guard message == .all, !isOurs else { continue }
                isOurs = true
                _ = channel.send(.farewell)
            }
        }
        return isOurs
    }

    /// Which file a keeper's socket is; another keeper's, or none, is another.
    struct Identity: Equatable {
        private let device: dev_t
        private let file: ino_t

        init?(_ place: KeeperPlace) {
            var status = stat()
            guard lstat(place.path, &status) == 0 else { return nil }
            device = status.st_dev
            file = status.st_ino
        }
    }

    /// Removes what keepers of fronts left behind that were killed.
    static func sweep(_ folder: String) throws(HouseError) {
        for name in FolderListing.names(in: folder) where name.hasPrefix("keeper-") && name.hasSuffix(".sock")
        {
            let place = KeeperPlace(folder: folder, name: name)
            if try place.connected() == nil { unlink(place.path) }
        }
    }
}
