import CPOSIX
import Glibc

/// One end of a unix socket that carries parcels and descriptors, never blocking.
final class Connection {
    private let socket: Descriptor
    private var inbox: [UInt8] = []
    private var arrived: [Descriptor] = []
    private var outbox: [Outgoing] = []
    private(set) var isOpen = true

    /// The process at the other end: for a socket that was listened on, the one that called listen(2).
    let peer: Peer

    /// More unsent bytes than this, and the other end is taken for dead.
    private static let longestOutbox = 8 << 20

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
    func fill() {
        var bytes: [UInt8] = .init(repeating: 0, count: 16_384)
        var descriptors: [Int32] = [-1, -1, -1, -1]
        while isOpen, inbox.count <= Parcel.longestBody {
            var received: Int32 = 0
            let count = jarvis_receive(socket.number, &bytes, bytes.count, &descriptors, &received)
            arrived += descriptors.prefix(Int(received)).map(Descriptor.init)
            if arrived.count > Connection.mostDescriptors { isOpen = false }
            if count > 0 {
                inbox += bytes.prefix(count)
            } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
                isOpen = false
            } else if errno == EAGAIN {
                return
            }
        }
    }

    /// The next whole parcel that has come, or nil.
    func next() throws(HouseError) -> Parcel? {
        try Parcel(takenFrom: &inbox)
    }

    /// The terminal that came along next: two descriptors, for input and output.
    func takeTerminal() throws(HouseError) -> VisitorTerminal? {
        guard arrived.count >= 2 else { return nil }
        defer { arrived.removeFirst(2) }
        return try VisitorTerminal(receivedInput: arrived[0], receivedOutput: arrived[1])
    }

    /// Sends a parcel, at once as far as the socket takes it; the rest goes with ``flush()``.
    func send(_ parcel: Parcel, descriptors: [Int32] = []) {
        outbox.append(Outgoing(bytes: parcel.bytes[...], descriptors: descriptors))
        flush()
        if outbox.reduce(0, { $0 + $1.bytes.count }) > Connection.longestOutbox { isOpen = false }
    }

    /// Sends what is unsent as far as the socket takes it.
    func flush() {
        while isOpen, let first = outbox.first {
            let sent = first.bytes.withUnsafeBytes { bytes in
                jarvis_send(
                    socket.number, bytes.baseAddress, bytes.count, first.descriptors,
                    Int32(first.descriptors.count))
            }
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
        let bytes: ArraySlice<UInt8>
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
