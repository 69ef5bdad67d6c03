import CPOSIX
import Glibc

/// A folder that only its owner may enter.
enum PrivateFolder {
    /// Makes the folder and missing parents with mode 0700, or checks that it is safe as it is.
    ///
    /// - Parameters:
    ///   - path: absolute.
    ///   - isShared: the parent is open to everybody, as /tmp is: then a symbolic link in the
    ///     folder's place is somebody's trap.
    /// - Throws: ``HouseError/unsafeFolder(path:fault:)`` naming what is wrong with it.
    static func prepare(_ path: String, inSharedParent isShared: Bool) throws(HouseError) {
        try make(path)
        var status = stat()
        try HouseError.checking("stat", path) { isShared ? lstat(path, &status) : stat(path, &status) }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw .unsafeFolder(path: path, fault: "is not a folder")
        }
        guard status.st_uid == geteuid() else {
            throw .unsafeFolder(path: path, fault: "belongs to user \(status.st_uid)")
        }
        guard status.st_mode & 0o077 == 0 else {
            let mode = String(status.st_mode & 0o777, radix: 8)
            throw .unsafeFolder(path: path, fault: "has mode 0\(mode) and is open to others")
        }
    }

    private static func make(_ path: String) throws(HouseError) {
        if try isMade(path) { return }
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
            throw .system(call: "mkdir", subject: path, code: ENOENT)
        }
        try make(String(path[..<slash]))
        // Some places, such as /proc, are there and take nothing new.
        guard try isMade(path) else { throw .system(call: "mkdir", subject: path, code: ENOENT) }
    }

    /// Whether the folder is there now; `false` when its parent is missing.
    private static func isMade(_ path: String) throws(HouseError) -> Bool {
        while mkdir(path, 0o700) == -1 {
            switch errno {
            case EEXIST: return true
            case EINTR: continue
            case ENOENT: return false
            default: throw .system(call: "mkdir", subject: path, code: errno)
            }
        }
        return true
    }
}

/// What is in a folder.
enum FolderListing {
    /// The names in a folder, in no order; none where it cannot be read.
    static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                })
        }
        return names
    }

    /// Those that are numbers: processes, threads, descriptors.
    static func numbers(in path: String) -> [Int32] {
        names(in: path).compactMap { Int32($0) }
    }
}

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
