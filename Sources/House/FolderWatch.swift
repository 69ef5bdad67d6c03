import CPOSIX
import Glibc

/// Tells when something is removed from a folder: inotify(7).
///
/// There is none where the kernel has no more to give; then only looking helps.
final class FolderWatch {
    private let descriptor: Descriptor

    init?(_ folder: String) {
        let number = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard number != -1 else { return nil }
        descriptor = Descriptor(number)
        let removals = UInt32(IN_DELETE | IN_MOVED_FROM | IN_DELETE_SELF | IN_MOVE_SELF)
        guard inotify_add_watch(number, folder, removals) != -1 else { return nil }
    }

    var polled: pollfd { pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0) }

    /// Whether anything was removed since the last time; takes all that is told.
    func tellsOfRemoval() -> Bool {
        var hasNews = false
        var bytes: [UInt8] = .init(repeating: 0, count: 4_096)
        while read(descriptor.number, &bytes, bytes.count) > 0 { hasNews = true }
        return hasNews
    }
}
