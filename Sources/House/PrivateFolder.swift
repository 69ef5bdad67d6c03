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
