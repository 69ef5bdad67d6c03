import FoundationEssentials
import Glibc

/// The folder the store lives in, which only its owner may look into.
struct Folder {
    let path: String

    var database: String { path + "/jarvis.db" }
    var lock: String { path + "/jarvis.lock" }
    /// The database and what SQLite keeps beside it.
    var files: [String] { Folder.suffixes.map { database + $0 } }

    private static let suffixes = ["", "-wal", "-shm", "-journal"]

    /// Makes the folder when it is missing, and sees that nobody else may look in and its owner may write.
    func prepare() throws(MemoryError) {
        try create(path)
        try Folder.inspect(path, kind: S_IFDIR, allowed: 0o700)
        guard access(path, R_OK | W_OK | X_OK) == 0 else { throw .readOnly(path: path) }
        for file in files { try inspectFile(file) }
    }

    /// Makes an empty database file that only its owner may read; SQLite gives its other files the same mode.
    func createDatabase() throws(MemoryError) {
        let descriptor = Glibc.open(database, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw MemoryError(errno: errno, path: database, doing: "create the database")
        }
        close(descriptor)
    }

    /// The size of a file in bytes, `nil` when there is none.
    static func size(of file: String) -> Int? {
        var status = stat()
        return lstat(file, &status) == 0 ? Int(clamping: status.st_size) : nil
    }

    /// Moves the database and its companions to `jarvis.db.corrupt-<time>` and returns the new path; `nil` without any.
    func setAside(at time: Date) throws(MemoryError) -> String? {
        let stamp = time.formatted(Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted))
        let name = "\(database).corrupt-\(stamp)"
        let free = (1...).lazy.map { $0 == 1 ? name : "\(name)-\($0)" }.first { Folder.size(of: $0) == nil }
        let target = free ?? name
        guard files.contains(where: { Folder.size(of: $0) != nil }) else { return nil }
        // The companions go first: a database without its own WAL is never paired with another's.
        var moved: [String] = []
        for suffix in Folder.suffixes.reversed() where Folder.size(of: database + suffix) != nil {
            guard rename(database + suffix, target + suffix) == 0 else {
                let error = MemoryError(errno: errno, path: database + suffix, doing: "set the file aside")
                // Nor is it left without its own, which holds what was acknowledged last.
                for suffix in moved.reversed() { rename(target + suffix, database + suffix) }
                throw error
            }
            moved.append(suffix)
        }
        return target
    }

    /// Makes the folder and those above it that are missing, as the XDG base directory specification asks.
    private func create(_ path: String) throws(MemoryError) {
        guard mkdir(path, 0o700) != 0, errno != EEXIST else { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw MemoryError(errno: errno, path: path, doing: "create the folder")
        }
        try create(String(path[..<slash]))
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw MemoryError(errno: errno, path: path, doing: "create the folder")
        }
    }

    private func inspectFile(_ file: String) throws(MemoryError) {
        guard Folder.size(of: file) != nil else { return }
        try Folder.inspect(file, kind: S_IFREG, allowed: 0o600)
        guard access(file, R_OK | W_OK) == 0 else { throw .readOnly(path: file) }
    }

    /// Sees that the path is of this kind, belongs to this user and is closed to others.
    private static func inspect(_ path: String, kind: mode_t, allowed: mode_t) throws(MemoryError) {
        var status = stat()
        // The folder may be a link to one's own elsewhere; what is in it are files and nothing else.
        guard (kind == S_IFDIR ? stat(path, &status) : lstat(path, &status)) == 0 else {
            throw MemoryError(errno: errno, path: path, doing: "look at it")
        }
        guard status.st_mode & S_IFMT == kind else {
            throw .system(path: path, doing: "use it", code: kind == S_IFDIR ? ENOTDIR : EINVAL)
        }
        guard status.st_uid == geteuid() else { throw .notOwned(path: path, owner: status.st_uid) }
        let mode = status.st_mode & 0o777
        guard mode & ~allowed == 0 else { throw .exposed(path: path, mode: mode, allowed: allowed) }
    }
}
