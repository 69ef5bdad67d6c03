import CPOSIX
import Glibc
import Text

/// An open file descriptor that closes with its last owner.
final class Descriptor: Sendable {
    let number: Int32

    init(_ number: Int32) {
        self.number = number
    }

    deinit {
        close(number)
    }

    /// Opens a path close-on-exec, never taking a terminal as the controlling one.
    static func opening(_ path: String, _ flags: Int32, mode: mode_t = 0o600) throws(HouseError) -> Descriptor
    {
        let flags = flags | O_CLOEXEC | O_NOCTTY
        return Descriptor(try HouseError.checking("open", path) { open(path, flags, mode) })
    }

    /// Makes the two ends of a pipe, close-on-exec.
    static func pipe(nonblocking: Bool) throws(HouseError) -> (reading: Descriptor, writing: Descriptor) {
        var ends: [Int32] = [-1, -1]
        let flags = O_CLOEXEC | (nonblocking ? O_NONBLOCK : 0)
        try HouseError.checking("pipe2", "a new pipe") { pipe2(&ends, flags) }
        return (Descriptor(ends[0]), Descriptor(ends[1]))
    }

    /// A copy with a number of at least 10, out of the way of those a child is given.
    func aside() throws(HouseError) -> Descriptor {
        Descriptor(
            try HouseError.checking("fcntl", "descriptor \(number)") { fcntl(number, F_DUPFD_CLOEXEC, 10) })
    }

    /// Waits for events until the deadline; false when it passed first.
    func wait(for events: Int32, until deadline: Deadline) throws(HouseError) -> Bool {
        while true {
            var polled = pollfd(fd: number, events: Int16(events), revents: 0)
            let ready = poll(&polled, 1, deadline.milliseconds)
            if ready > 0 { return true }
            if ready == -1, errno != EINTR {
                throw .system(call: "poll", subject: "descriptor \(number)", code: errno)
            }
            if deadline.isOver { return false }
        }
    }
}

/// A moment on the monotonic clock by which a wait ends.
package struct Deadline: Sendable {
    private let moment: ContinuousClock.Instant

    /// A deadline this long from now.
    package init(after duration: Duration) {
        moment = .now.advanced(by: duration)
    }

    /// Whether the moment has passed.
    package var isOver: Bool { ContinuousClock.now >= moment }

    /// What is left, never negative.
    package var remaining: Duration { max(.zero, ContinuousClock.now.duration(to: moment)) }

    /// What is left for poll(2): whole milliseconds rounded up, 0 when it has passed.
    package var milliseconds: Int32 { remaining.pollTimeout }
}
