import CPOSIX
import Glibc

/// One end of the socket between a house and its keeper.
final class KeeperChannel {
    private let socket: Descriptor
    private(set) var isOpen = true

    /// The process at the other end.
    let peer: Peer

    /// The most descriptors that go with a message.
    static let mostDescriptors = 4

    /// - Throws: ``HouseError/stranger(uid:)`` when another user sits at the other end.
    init(_ socket: Descriptor) throws(HouseError) {
        peer = try Peer(of: socket)
        guard peer.user == geteuid() else { throw .stranger(uid: peer.user) }
        self.socket = socket
    }

    var descriptor: Int32 { socket.number }

    /// What happened to a message.
    enum Fate: Equatable {
        case sent
        /// The other end takes no more at the moment.
        case full
    }

    /// Sends a message whole, or not at all.
    func send(_ message: KeeperMessage, _ descriptors: [Int32] = []) -> Fate {
        let bytes = message.bytes
        while isOpen {
            let count = bytes.withUnsafeBytes {
                jarvis_send(socket.number, $0.baseAddress, $0.count, descriptors, Int32(descriptors.count))
            }
            if count >= 0 { return .sent }
            switch errno {
            case EINTR: continue
            case EAGAIN, ETOOMANYREFS: return .full
            // What the other end said before it went is still to be read.
            default: return .sent
            }
        }
        return .sent
    }

    /// The next message and what came with it; nil when there is none, be it for now or, once ``isOpen`` is false,
    /// for good.
    func receive() -> (message: KeeperMessage?, descriptors: [Descriptor])? {
        var bytes: [UInt8] = .init(repeating: 0, count: 2 + KeeperMessage.longestName)
        var numbers: [Int32] = .init(repeating: -1, count: KeeperChannel.mostDescriptors)
        while isOpen {
            var received: Int32 = 0
            let count = jarvis_receive(socket.number, &bytes, bytes.count, &numbers, &received)
            let descriptors = numbers.prefix(Int(received)).map(Descriptor.init)
            if count > 0 { return (KeeperMessage(bytes.prefix(count)), descriptors) }
            // The other end went without reading all: said once, before what it had sent.
            if count == -1, errno == EINTR || errno == ECONNRESET { continue }
            if count == -1, errno == EAGAIN { return nil }
            isOpen = false
        }
        return nil
    }

    /// Waits until something can be read or sent; false when the deadline passed first.
    func wait(for events: Int32, until deadline: Deadline) throws(HouseError) -> Bool {
        try socket.wait(for: events, until: deadline)
    }
}

/// What a house and its keeper say to each other: a packet each, with the descriptors it speaks of.
///
/// Layout: the version of this wire, the kind, and a name or nothing. It is older and newer programs that talk here,
/// when one takes over from the other: a new kind is passed over by those who do not know it.
enum KeeperMessage: Equatable {
    /// The house: keep these under that name, in place of what was kept there. The keeper: this was kept.
    case thing(String)

    /// The house: let go of what is kept under that name.
    case drop(String)

    /// The house: there is nothing more to keep.
    case farewell

    /// The keeper: that was all.
    case all

    /// Of the wire.
    static let version: UInt8 = 1

    /// Bytes of a name.
    static let longestName = 200

    var bytes: [UInt8] {
        switch self {
        case .thing(let name): [Self.version, 1] + name.utf8
        case .drop(let name): [Self.version, 2] + name.utf8
        case .farewell: [Self.version, 3]
        case .all: [Self.version, 4]
        }
    }

    /// Reads a packet; nil for what another version says.
    init?(_ bytes: some Collection<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.count >= 2, bytes[0] == Self.version else { return nil }
        let name = String(decoding: bytes[2...], as: UTF8.self)
        switch bytes[1] {
        case 1 where !name.isEmpty: self = .thing(name)
        case 2 where !name.isEmpty: self = .drop(name)
        case 3: self = .farewell
        case 4: self = .all
        default: return nil
        }
    }
}
