import Glibc

/// A file that is written beside its place and gets its name when it is whole and on the disk.
struct Draft: Sendable {
    /// Where to write.
    let path: String
    /// The name it gets.
    let target: String

    /// Makes an empty file that only its owner may read; throws `.exists` when the target is taken.
    init(of target: String) throws(MemoryError) {
        self.target = target
        guard Folder.size(of: target) == nil else { throw .exists(path: target) }
        // What has such a name already is somebody's, be it a copy that a crash cut off.
        let names = (1...100).lazy.map { target + ".partial" + ($0 == 1 ? "" : "-\($0)") }
        path = names.first { Folder.size(of: $0) == nil } ?? target + ".partial"
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw MemoryError(errno: errno, path: path, doing: "create the file") }
        close(descriptor)
    }

    /// Puts the file onto the disk and in its place; never over a file that is there.
    func publish() throws(MemoryError) {
        try sync(path)
        guard link(path, target) == 0 else {
            throw errno == EEXIST
                ? .exists(path: target) : MemoryError(errno: errno, path: target, doing: "name the file")
        }
        discard()
        let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "."
        try sync(folder)
    }

    func discard() {
        unlink(path)
    }

    private func sync(_ path: String) throws(MemoryError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw MemoryError(errno: errno, path: path, doing: "sync it") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw MemoryError(errno: errno, path: path, doing: "sync it") }
    }
}
