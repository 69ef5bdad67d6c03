import Glibc
import Synchronization

/// The proof that this process alone owns a store: a lock on a file beside the database.
///
/// The kernel drops it when the process ends, however it ends. The file stays and holds the owner's
/// process id.
final class InstanceLock: Sendable {
    /// -1 once it was given back.
    private let descriptor: Mutex<Int32>

    /// Whether a database was kept here when the lock was taken.
    var wasKept: Bool { kept.withLock(\.self) }

    private let kept = Mutex(false)

    /// The second line of the file, once there is a database beside it.
    private static let mark = "kept"

    /// Takes the lock; throws `.locked` when its owner does not let go of it in time.
    ///
    /// Blocks the thread meanwhile.
    init(path: String, waiting patience: Duration = .zero) throws(MemoryError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        self.descriptor = Mutex(descriptor)
        guard descriptor >= 0 else {
            throw MemoryError(errno: errno, path: path, doing: "open the lock file")
        }
        let deadline = ContinuousClock.now + patience
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else {
                throw MemoryError(errno: errno, path: path, doing: "lock")
            }
            guard ContinuousClock.now < deadline else {
                throw .locked(path: path, pid: Int32(InstanceLock.lines(descriptor).first ?? ""))
            }
            usleep(20_000)
        }
        let isMarked = InstanceLock.lines(descriptor).dropFirst().first == InstanceLock.mark
        kept.withLock { $0 = isMarked }
        try mark(isKept: wasKept, path)
    }

    /// Writes down the owner, and whether there is a database from now on.
    func mark(isKept: Bool, _ path: String) throws(MemoryError) {
        let text = Array("\(getpid())\n\(isKept ? InstanceLock.mark + "\n" : "")".utf8)
        let isWritten = descriptor.withLock { descriptor in
            ftruncate(descriptor, 0) == 0 && pwrite(descriptor, text, text.count, 0) == text.count
        }
        guard isWritten else { throw MemoryError(errno: errno, path: path, doing: "write the lock file") }
    }

    deinit {
        release()
    }

    /// Gives the lock back; does nothing the second time.
    func release() {
        descriptor.withLock { descriptor in
            if descriptor >= 0 { close(descriptor) }
            descriptor = -1
        }
    }

    /// What the file says: the process id, and the mark where there is one.
    private static func lines(_ descriptor: Int32) -> [String] {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
            .split(separator: "\n").map(String.init)
    }
}
