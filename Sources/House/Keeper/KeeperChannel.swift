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
