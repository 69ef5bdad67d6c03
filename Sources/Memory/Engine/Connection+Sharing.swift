internal import GRDB
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
            let (queue, lock) = self.held.withLock { $0.isIdle ? $0.take() : (nil, nil) }
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
