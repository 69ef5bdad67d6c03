import CPOSIX
import Glibc

/// One end of a unix socket that carries parcels and descriptors, never blocking.
final class Connection {
    private let socket: Descriptor
    private var inbox = Inbox()
    private var arrived: [Descriptor] = []
    private var outbox: [Outgoing] = []
    private(set) var isOpen = true

    /// How many bytes wait for the other end to take them.
    private(set) var unsent = 0

    /// The process at the other end: for a socket that was listened on, the one that called listen(2).
    let peer: Peer

    /// More unsent bytes than this, and the other end is taken for dead.
    private static let longestOutbox = 8 << 20

    /// Small parcels that wait are sent together up to about this many bytes.
    private static let piece = 65_536

    /// More descriptors than this that nobody asked for end the connection.
    private static let mostDescriptors = 8

    /// Takes over a connected socket.
    ///
    /// - Throws: ``HouseError/stranger(uid:)`` when another user sits at the other end.
    init(_ socket: Descriptor) throws(HouseError) {
        peer = try Peer(of: socket)
        guard peer.user == geteuid() else { throw .stranger(uid: peer.user) }
        let flags = fcntl(socket.number, F_GETFL)
        try HouseError.checking("fcntl", "a socket") { fcntl(socket.number, F_SETFL, flags | O_NONBLOCK) }
        self.socket = socket
    }

    /// What to poll for, POLLOUT only while something is unsent.
    var polled: pollfd {
        let events = outbox.isEmpty ? POLLIN : POLLIN | POLLOUT
        return pollfd(fd: socket.number, events: Int16(events), revents: 0)
    }

    /// Reads what has come; afterwards ``isOpen`` tells whether more may.
    ///
    /// - Returns: whether anything came.
    @discardableResult
    func fill() -> Bool {
        var hasCome = false
        var bytes: [UInt8] = .init(repeating: 0, count: 16_384)
        var descriptors: [Int32] = [-1, -1, -1, -1]
        while isOpen, inbox.count <= Parcel.longestBody {
            var received: Int32 = 0
            let count = jarvis_receive(socket.number, &bytes, bytes.count, &descriptors, &received)
            arrived += descriptors.prefix(Int(received)).map(Descriptor.init)
            if arrived.count > Connection.mostDescriptors { isOpen = false }
            if count > 0 {
                inbox.append(bytes.prefix(count))
                hasCome = true
            } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
                isOpen = false
            } else if errno == EAGAIN {
                return hasCome
            }
        }
        return hasCome
    }

    /// The next whole parcel that has come, or nil.
    func next() throws(HouseError) -> Parcel? {
        try inbox.next()
    }

    /// The terminal that came along next: two descriptors, for input and output.
    func takeTerminal() throws(HouseError) -> VisitorTerminal? {
        guard arrived.count >= 2 else { return nil }
        defer { arrived.removeFirst(2) }
        return try VisitorTerminal(receivedInput: arrived[0], receivedOutput: arrived[1])
    }

    /// Sends a parcel, at once as far as the socket takes it; the rest goes with ``flush()``.
    func send(_ parcel: Parcel, descriptors: [Int32] = []) {
        let bytes = parcel.bytes
        unsent += bytes.count
        if descriptors.isEmpty, let last = outbox.indices.last,
            outbox[last].descriptors.isEmpty, outbox[last].bytes.count < Connection.piece
        {
            outbox[last].bytes += bytes
        } else {
            outbox.append(Outgoing(bytes: bytes[...], descriptors: descriptors))
        }
        flush()
        if unsent > Connection.longestOutbox { isOpen = false }
    }

    /// Sends what is unsent as far as the socket takes it.
    func flush() {
        while isOpen, let first = outbox.first {
            let sent = first.bytes.withUnsafeBytes { bytes in
                jarvis_send(
                    socket.number, bytes.baseAddress, bytes.count, first.descriptors,
                    Int32(first.descriptors.count))
            }
            unsent -= max(sent, 0)
            if sent == first.bytes.count {
                outbox.removeFirst()
            } else if sent > 0 {
                outbox[0] = Outgoing(bytes: first.bytes.dropFirst(sent), descriptors: [])
            } else if errno == EAGAIN {
                return
            } else if errno != EINTR {
                isOpen = false
            }
        }
    }

    private struct Outgoing {
        var bytes: ArraySlice<UInt8>
        let descriptors: [Int32]
    }
}

extension Connection {
    /// Waits for a parcel.
    ///
    /// - Returns: nil when the other end closed.
    /// - Throws: ``HouseError/noAnswer(process:)`` when the deadline passed first.
    func receive(until deadline: Deadline) throws(HouseError) -> Parcel? {
        while true {
            flush()
            fill()
            if let parcel = try next() { return parcel }
            guard isOpen else { return nil }
            let events = Int32(polled.events)
            guard try socket.wait(for: events, until: deadline) else {
                throw .noAnswer(process: peer.process)
            }
        }
    }
}
