import Glibc

/// A pipe that ends another thread's poll(2): anybody writes, the loop reads.
///
/// ``wake()`` is safe from any thread and from a signal handler: it is one write(2), see signal-safety(7).
package final class WakePipe: Sendable {
    private let reading: Descriptor
    private let writing: Descriptor

    /// Makes the pipe; both ends are non-blocking and closed on exec.
    package init() throws(HouseError) {
        (reading, writing) = try Descriptor.pipe(nonblocking: true)
    }

    /// What to poll for POLLIN.
    package var descriptor: Int32 { reading.number }

    /// Makes the pipe readable; a full pipe is readable already.
    package func wake() {
        let saved = errno
        var byte: UInt8 = 1
        _ = write(writing.number, &byte, 1)
        errno = saved
    }

    /// Empties the pipe.
    ///
    /// Call it before looking at what the wake was for, never after.
    package func drain() {
        var bytes: [UInt8] = .init(repeating: 0, count: 512)
        while read(reading.number, &bytes, bytes.count) == bytes.count {}
    }

    /// Waits until somebody wakes; false when the deadline passed first.
    func wait(until deadline: Deadline) throws(HouseError) -> Bool {
        try reading.wait(for: POLLIN, until: deadline)
    }
}
