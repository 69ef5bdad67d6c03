import Glibc
import Synchronization

/// The proof that this process alone owns a store: a lock on a file beside the database.
///
/// The kernel drops it when the process ends, however it ends. The file stays and holds the owner's
/// process id.
final class InstanceLock: Sendable {
    /// -1 once it was given back.
    private let descriptor: Mutex<Int32>

    /// Takes the lock, or throws `.locked` at once.
    init(path: String) throws(MemoryError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        self.descriptor = Mutex(descriptor)
        guard descriptor >= 0 else {
            throw MemoryError(errno: errno, path: path, doing: "open the lock file")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            guard errno == EWOULDBLOCK else { throw MemoryError(errno: errno, path: path, doing: "lock") }
            throw .locked(path: path, pid: InstanceLock.owner(descriptor))
        }
        let text = Array("\(getpid())\n".utf8)
        guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, text, text.count, 0) == text.count else {
            throw MemoryError(errno: errno, path: path, doing: "write the lock file")
        }
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

    /// The process id in the file, `nil` when there is none.
    private static func owner(_ descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        let digits = bytes.prefix(max(count, 0)).prefix { $0 != UInt8(ascii: "\n") }
        return Int32(String(decoding: digits, as: UTF8.self))
    }
}
