internal import GRDB
import Glibc

/// Whether what a connection has open is still what the next opening will find.
///
/// A file that was removed can be read and written to the end of the process that has it open, and then it is gone.
extension Connection {
    /// What is wrong with the files' places, as one says who would write; `nil` when nothing is.
    ///
    /// What is acknowledged may stand in the log alone, so that counts as the database does.
    var displacement: MemoryError? {
        guard let path else { return nil }
        guard identity == FileIdentity(path), Folder.size(of: path) != 0 else { return .vanished(path: path) }
        let log = Connection.log(of: path)
        guard let known = held.withLock(\.log), known != FileIdentity(log) else { return nil }
        return .vanished(path: log)
    }

    /// Throws for who would read and rely on it: `.lost` where there is nothing any more, as an opening would.
    func checkPlace() throws(MemoryError) {
        guard let path, let displacement else { return }
        throw Folder.size(of: path) ?? 0 == 0 ? .lost(path: path) : displacement
    }

    /// Notes which file the log is: SQLite makes it when the database is first read, and keeps it open.
    func noteLog() {
        guard let path else { return }
        held.withLock { $0.log = FileIdentity(Connection.log(of: path)) }
    }

    /// Throws where the database is made of other things than Jarvis makes.
    func checkLayout() async throws(MemoryError) {
        guard let layout = held.withLock(\.layout) else { return }
        try await read("read the schema") { [place] db in try layout.check(db, path: place) }
    }

    /// The path as an error tells it.
    var place: String { path ?? "the memory" }

    private static func log(of path: String) -> String { path + "-wal" }
}

/// Which file a path leads to.
struct FileIdentity: Sendable, Equatable {
    private let device: dev_t
    private let file: ino_t

    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = status.st_dev
        file = status.st_ino
    }
}
