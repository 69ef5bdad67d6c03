import Glibc
import House

/// A house of another wire: it says hello and understands nothing.
enum Elder {
    /// The hello of wire 99 by version 0.0.0, as bytes: what every house must be able to read for ever.
    private static let hello: [UInt8] =
        [UInt8(ascii: "J"), 99, 1, 0] + [0, 0, 0, 9] + [0, 0, 0, 5] + Array("0.0.0".utf8)

    static func listen(at house: HouseAddress) -> Never {
        keep(house)
        let path = house.socket
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let door = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        _ = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(door, $0, size) }
        }
        _ = Glibc.listen(door, 8)
        print("OPEN")
        fflush(nil)
        while true {
            let caller = accept(door, nil, nil)
            _ = write(caller, hello, hello.count)
        }
    }

    /// Locks the state and records process and socket, as houses always did.
    private static func keep(_ house: HouseAddress) {
        let lock = open(house.state + "/house.lock", O_RDWR | O_CREAT, 0o600)
        _ = flock(lock, LOCK_EX)
        let record = "\(getpid())\n\(house.socket)\n"
        _ = write(lock, record, record.utf8.count)
    }
}
