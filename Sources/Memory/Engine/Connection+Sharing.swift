internal import GRDB
import Glibc
import Synchronization

/// A file that is let go of in between, so that commands beside each other have it in turn.
extension Connection {
    /// How long work on a shared connection waits for another Jarvis: once for a command, which is done soon, and hardly
    /// for one that has stayed.
    private static let patience = (first: Duration.seconds(5), later: Duration.milliseconds(100))

    /// From now on the file is held only while work is under way or a matter is open, so that others may have it in
    /// between.
    func share() async {
        guard path != nil else { return }
        held.withLock { $0.isShared = true }
        await letGoWhenIdle()
    }

    /// Notes what has begun with the work that `holding` does.
    func begin(_ matter: OpenMatter) {
        held.withLock { _ = $0.matters.insert(matter) }
    }

    /// Notes what has ended with the work that `holding` does; what another process began is none of ours.
    func end(_ matter: OpenMatter) {
        held.withLock { _ = $0.matters.remove(matter) }
    }

    /// Does the work with the file held throughout.
    func holding<Value: Sendable>(
        _ work: () async throws(MemoryError) -> Value
    ) async throws(MemoryError) -> Value {
        _ = try await hold()
        do throws(MemoryError) {
            let value = try await work()
            await release()
            return value
        } catch {
            await release()
            throw error
        }
    }

    /// Opens the file where a shared connection has let go of it, and keeps it until `release()`.
    func hold() async throws(MemoryError) -> DatabaseQueue {
        let queue = held.withLock { held in
            held.users += 1
            return held.queue
        }
        if let queue { return queue }
        do throws(MemoryError) {
            return try await blocking { () throws(MemoryError) in try self.reopen() }
        } catch {
            held.withLock { $0.users -= 1 }
            throw error
        }
    }

    /// The other end of `hold()`.
    func release() async {
        held.withLock { $0.users -= 1 }
        await letGoWhenIdle()
    }

    /// Closes a shared file that nobody needs.
    ///
    /// One that cannot be closed well is no failure of the work: what was written is in the WAL.
    private func letGoWhenIdle() async {
        guard held.withLock(\.isIdle) else { return }
        try? await blocking { () throws(MemoryError) in
            self.turn.wait()
            defer { self.turn.signal() }
            // Somebody may have come meanwhile.
            let (queue, lock) = self.held.withLock { $0.isIdle ? $0.release() : (nil, nil) }
            defer { lock?.release() }
            try? queue?.close()
        }
    }

    private func reopen() throws(MemoryError) -> DatabaseQueue {
        turn.wait()
        defer { turn.signal() }
        let (now, isClosed) = held.withLock { ($0.queue, $0.isClosed) }
        if let now { return now }
        guard let path, !isClosed else { throw .closed }
        let (queue, lock) = try opened(path)
        held.withLock { held in
            held.queue = queue
            held.lock = lock
        }
        noteLog()
        return queue
    }

    private func opened(_ path: String) throws(MemoryError) -> (DatabaseQueue, InstanceLock) {
        let folder = Folder(path: String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)))
        let patience = held.withLock(\.isShutOut) ? Connection.patience.later : Connection.patience.first
        held.withLock { $0.isShutOut = true }
        let lock = try InstanceLock(path: folder.lock, waiting: patience)
        held.withLock { $0.isShutOut = false }
        guard identity == FileIdentity(path) else { throw .vanished(path: path) }
        do {
            let queue = try DatabaseQueue(path: path, configuration: Connection.configuration)
            // Whoever had it meanwhile may have changed what its tables do.
            if let layout = held.withLock(\.layout) {
                try queue.inDatabase { try layout.check($0, path: path) }
            }
            return (queue, lock)
        } catch {
            throw MemoryError(error, path: path, doing: "open the database")
        }
    }
}

/// What begins with one record and ends with another, and must not be taken for abandoned in between.
enum OpenMatter: Hashable {
    case act(AuditRecord.ID)
    case call(ToolCallRecord.ID)
}

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
