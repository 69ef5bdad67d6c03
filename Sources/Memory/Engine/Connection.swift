@preconcurrency import Dispatch
internal import GRDB
import Glibc
import Synchronization

/// The one connection to the database: it does all reads, all writes and all checkpoints.
///
/// SQLite before 3.51.3 can corrupt a database in WAL mode when two connections write and checkpoint at the
/// same instant (https://www.sqlite.org/changes.html, 3.51.3), so there is no second one in this process, the
/// instance lock keeps other Jarvises out, and SQLite's exclusive locking mode everybody else.
final class Connection: Sendable {
    /// How much a returned write survives.
    enum Durability {
        /// The death of the process: the write is in the system's hands.
        case process
        /// The loss of power: the write is on the disk.
        case power
    }

    /// The database's path, `nil` for one in memory.
    let path: String?
    /// What is held while the connection is open; nothing while it rests.
    private let held: Mutex<Held>
    /// Lets one piece of work at a time open the file while the connection rests.
    private let turn = DispatchSemaphore(value: 1)
    /// Which file was opened.
    private let identity: FileIdentity?

    private struct Held {
        var queue: DatabaseQueue?
        var lock: InstanceLock?
        var isClosed = false
    }

    /// How long a piece of work waits for another Jarvis while the connection rests.
    private static let patience = Duration.seconds(10)

    /// The copy that is under way, if any.
    private let copying = Mutex<PageCopy?>(nil)

    /// Opens the file, or a database in memory without one; changes nothing in it.
    init(path: String?, lock: InstanceLock?) throws(MemoryError) {
        self.path = path
        identity = path.flatMap(FileIdentity.init)
        do {
            let queue =
                if let path {
                    try DatabaseQueue(path: path, configuration: Connection.configuration)
                } else {
                    try DatabaseQueue(configuration: Connection.configuration)
                }
            held = Mutex(Held(queue: queue, lock: lock))
        } catch {
            throw MemoryError(error, path: path, doing: "open the database")
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "Memory"
        configuration.busyMode = .timeout(2)
        configuration.prepareDatabase { db in
            // Exclusive locking also keeps the WAL index in this process's own memory.
            try db.execute(
                sql: """
                    PRAGMA locking_mode = EXCLUSIVE;
                    PRAGMA temp_store = MEMORY;
                    PRAGMA cell_size_check = ON;
                    """)
        }
        return configuration
    }

    /// Runs the work in one transaction that is rolled back when it throws.
    ///
    /// `doing` completes "Jarvis could not …".
    func write<Value: Sendable>(
        _ doing: String, _ durability: Durability = .process,
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(MemoryError) -> Value {
        try await perform(doing) { [identity, path] db in
            if let path, identity != FileIdentity(path) { throw MemoryError.vanished(path: path) }
            switch durability {
            case .process:
                return try db.transaction { try work(db) }
            case .power:
                // The level cannot change within a transaction:
                // https://www.sqlite.org/pragma.html#pragma_synchronous
                try db.execute(sql: "PRAGMA synchronous = FULL")
                let result = Result { try db.transaction { try work(db) } }
                try db.execute(sql: "PRAGMA synchronous = NORMAL")
                return try result.get()
            }
        }
    }

    /// Runs the work in one transaction that cannot change anything.
    func read<Value: Sendable>(
        _ doing: String, _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(MemoryError) -> Value {
        try await perform(doing) { db in
            try db.readOnly {
                try db.transaction(.deferred) { try work(db) }
            }
        }
    }

    /// Runs the work outside of any transaction, after everything that was asked for before.
    func perform<Value: Sendable>(
        _ doing: String, _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(MemoryError) -> Value {
        guard let queue = held.withLock(\.queue) else { return try await performResting(doing, work) }
        let result = await withCheckedContinuation { continuation in
            queue.asyncWriteWithoutTransaction { db in
                continuation.resume(returning: Result { try work(db) })
            }
        }
        do {
            return try result.get()
        } catch {
            throw MemoryError(error, path: path, doing: doing)
        }
    }

    /// Runs the work on the caller's thread, outside of any transaction.
    func performNow<Value>(
        _ doing: String, _ work: (Database) throws -> Value
    ) throws(MemoryError) -> Value {
        guard let queue = held.withLock(\.queue) else { throw .closed }
        do {
            return try queue.writeWithoutTransaction(work)
        } catch {
            throw MemoryError(error, path: path, doing: doing)
        }
    }

    /// Copies the database into the empty file of a draft, some pages at a time, and lets others have their turn
    /// in between.
    ///
    /// Throws `.refused` while another copy is under way.
    func copy(into draft: Draft, pages: Int32, _ doing: String) async throws(MemoryError) {
        let copy = PageCopy(to: draft.path, pages: pages)
        let isFirst = copying.withLock { current in
            guard current == nil else { return false }
            current = copy
            return true
        }
        guard isFirst else { throw .refused(doing: doing, code: 0, detail: "another backup is under way") }
        defer { copying.withLock { $0 = nil } }
        var isWhole = false
        while !isWhole {
            isWhole = try await perform(doing) { db in
                do {
                    return try copy.step(db)
                } catch {
                    throw MemoryError(error, path: draft.target, doing: doing)
                }
            }
        }
    }

    /// Brings the tables to a schema.
    func migrate(to schema: Schema) throws(MemoryError) {
        guard let queue = held.withLock(\.queue) else { throw .closed }
        do {
            try schema.migrate(queue)
        } catch {
            throw MemoryError(error, path: path, doing: "bring the database up to date")
        }
    }

    /// Writes the WAL back, closes the file and gives the lock back; does nothing the second time.
    func close() async throws(MemoryError) {
        try await letGo { $0.isClosed = true }
    }

    /// As ``close()``, but later work opens the file for itself, and closes it when it is done.
    func rest() async throws(MemoryError) {
        guard path != nil else { return }
        try await letGo { _ in }
    }

    /// Opens the file again and keeps it; where another Jarvis holds it, the connection goes on resting.
    func wake() async throws(MemoryError) {
        guard let path, held.withLock({ $0.queue == nil && !$0.isClosed }) else { return }
        try await blocking { () throws(MemoryError) in
            self.turn.wait()
            defer { self.turn.signal() }
            let (queue, lock) = try self.reopened(path)
            self.held.withLock { held in
                held.queue = queue
                held.lock = lock
            }
        }
    }

    private func letGo(_ note: @escaping @Sendable (inout Held) -> Void) async throws(MemoryError) {
        let path = path
        let copy = copying.withLock(\.self)
        let (queue, lock) = held.withLock { held in
            defer {
                held.queue = nil
                held.lock = nil
                note(&held)
            }
            return (held.queue, held.lock)
        }
        guard let queue else { return }
        try await blocking { () throws(MemoryError) in
            defer { lock?.release() }
            do {
                if let copy { queue.inDatabase(copy.abandon) }
                // Closing the last connection checkpoints and removes the WAL.
                try queue.close()
            } catch {
                throw MemoryError(error, path: path, doing: "close the database")
            }
        }
    }

    /// Does one piece of work between opening and closing.
    private func performResting<Value: Sendable>(
        _ doing: String, _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(MemoryError) -> Value {
        guard let path, !held.withLock(\.isClosed) else { throw .closed }
        return try await blocking { () throws(MemoryError) in
            self.turn.wait()
            defer { self.turn.signal() }
            let (queue, lock) = try self.reopened(path)
            defer { lock.release() }
            do {
                let value = try queue.writeWithoutTransaction(work)
                try queue.close()
                return value
            } catch {
                throw MemoryError(error, path: path, doing: doing)
            }
        }
    }

    private func reopened(_ path: String) throws(MemoryError) -> (DatabaseQueue, InstanceLock) {
        let folder = Folder(path: String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)))
        let lock = try InstanceLock(path: folder.lock, waiting: Connection.patience)
        guard identity == FileIdentity(path) else { throw .vanished(path: path) }
        do {
            return (try DatabaseQueue(path: path, configuration: Connection.configuration), lock)
        } catch {
            throw MemoryError(error, path: path, doing: "open the database")
        }
    }
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
