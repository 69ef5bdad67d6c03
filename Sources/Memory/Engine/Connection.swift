@preconcurrency import Dispatch
internal import GRDB
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
    let held: Mutex<Held>
    /// Lets one opening or closing at a time happen.
    let turn = DispatchSemaphore(value: 1)
    /// Which file was opened.
    let identity: FileIdentity?

    /// What keeps the file open, and what it is open with.
    struct Held {
        var queue: DatabaseQueue?
        var lock: InstanceLock?
        /// Which file the database's log is, once it was opened.
        var log: FileIdentity?
        /// What the database has to be made of, once it was opened.
        var layout: Layout?
        /// How much work is under way.
        var users = 0
        /// Acts and tool calls that have begun here and not ended.
        var matters: Set<OpenMatter> = []
        var isShared = false
        /// Another Jarvis was waited for in vain.
        var isShutOut = false
        var isClosed = false

        var isIdle: Bool { isShared && users == 0 && matters.isEmpty }

        /// Hands out what it is open with.
        mutating func release() -> (DatabaseQueue?, InstanceLock?) {
            defer { (queue, lock, log) = (nil, nil, nil) }
            return (queue, lock)
        }
    }

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

    static var configuration: Configuration {
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
        try await perform(doing) { db in
            if let displacement = self.displacement { throw displacement }
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

    /// The same for what others rely on: throws when the files are no longer those that a next opening would find.
    func readInPlace<Value: Sendable>(
        _ doing: String, _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(MemoryError) -> Value {
        try await read(doing) { db in
            try self.checkPlace()
            return try work(db)
        }
    }

    /// Runs the work outside of any transaction, after everything that was asked for before.
    func perform<Value: Sendable>(
        _ doing: String, _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(MemoryError) -> Value {
        let queue = try await hold()
        let result = await withCheckedContinuation { continuation in
            queue.asyncWriteWithoutTransaction { db in
                continuation.resume(returning: Result { try work(db) })
            }
        }
        await release()
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
        let path = path
        let copy = copying.withLock(\.self)
        let (queue, lock) = held.withLock { held in
            held.isClosed = true
            return held.release()
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
}

/// Runs blocking work on a thread of its own, because Swift's tasks share one a core.
func blocking<Value: Sendable>(
    _ work: @escaping @Sendable () throws(MemoryError) -> Value
) async throws(MemoryError) -> Value {
    let result = await withCheckedContinuation { continuation in
        DispatchQueue.global().async {
            continuation.resume(returning: Result { () throws(MemoryError) in try work() })
        }
    }
    return try result.get()
}
