import FoundationEssentials
import Glibc
import Testing

@testable import Memory

/// A process whose system calls fail, as on a dying disk; strace lets them.
@Suite(
    .enabled(
        if: access("/usr/bin/strace", X_OK) == 0 && geteuid() == 0,
        "Letting calls fail needs strace and root."))
struct FaultTests {
    /// The first calls alone, a later one, and all from one on.
    private static let faults =
        (1...10).map { "EIO:when=\($0)" } + ["ENOSPC:when=5", "EIO:when=20", "ENOSPC:when=2+", "EIO:when=4+"]

    @Test(arguments: ["pwrite64", "fsync,fdatasync"], faults)
    func `a system call that fails is an error, and never a false word that something is kept`(
        calls: String, fault: String
    ) async throws {
        let scratch = try Scratch()
        await #expect(processExitsWith: .success) {
            [path = scratch.path as String, calls = calls as String, fault = fault as String] in
            try Fault.inject(calls, fault)
            do {
                let writer = try await Writer(path: path)
                try await writer.write(times: 40)
            } catch is MemoryError {
                // The store did not even open.
            }
            exit(EXIT_SUCCESS)
        }
        let acknowledged = try Acknowledgements.read(from: scratch.path)
        // A sync that fails in a checkpoint costs nothing: what it was to move stays in the WAL.
        #expect(
            acknowledged.count < 4 * 40 || calls.contains("sync") && !fault.hasSuffix("+"), "nothing failed")
        try await expectWhole(scratch, holding: acknowledged)
    }

    @Test(
        arguments: ["openat", "unlink,unlinkat", "ftruncate"], faults + ["EMFILE:when=1+", "EACCES:when=3+"])
    func `a file that cannot be opened, removed or cut costs an error, and nothing that was kept`(
        calls: String, fault: String
    ) async throws {
        let scratch = try Scratch()
        await #expect(processExitsWith: .success) {
            [path = scratch.path as String, calls = calls as String, fault = fault as String] in
            let acknowledgements = try Acknowledgements(at: path)
            try Fault.inject(calls, fault, at: Folder(path: path + "/state").everything)
            for _ in 1...4 {
                do {
                    let writer = try await Writer(path: path, acknowledgements)
                    for _ in 1...4 { try await writer.write() }
                    try await writer.close()
                } catch is MemoryError {
                    continue
                }
            }
            exit(EXIT_SUCCESS)
        }
        let acknowledged = try Acknowledgements.read(from: scratch.path)
        // The first file opened, and the first cut, is the lock; without it there is no store.
        #expect(acknowledged.count < 4 * 4 * 4 || !fault.hasSuffix("=1") || calls.contains("unlink"))
        try await expectWhole(scratch, holding: acknowledged)
    }

    @Test(arguments: ["openat", "link", "unlink", "fsync", "pwrite64"], (1...5).map { "EIO:when=\($0)" })
    func `a backup that was announced is whole, and one that failed has left no half file`(
        calls: String, fault: String
    ) async throws {
        let scratch = try Scratch()
        try await scratch.fill(events: 50)
        await #expect(processExitsWith: .success) {
            [path = scratch.path as String, calls = calls as String, fault = fault as String] in
            let acknowledgements = try Acknowledgements(at: path)
            let store = try await Store.open(at: path + "/state").store
            let names = [path, path + "/jarvis.db", path + "/jarvis.db.partial"]
            try Fault.inject(calls, fault, at: names)
            do {
                try await store.backUp(to: path + "/jarvis.db")
                acknowledgements.add("backup")
            } catch is MemoryError {
                // It was told.
            }
            exit(EXIT_SUCCESS)
        }
        let copy = scratch.path + "/jarvis.db"
        let isAnnounced = try Acknowledgements.read(from: scratch.path).contains("backup")
        let isThere = Folder.size(of: copy) != nil
        #expect(isThere || !isAnnounced)
        guard isThere else { return }
        // It has its name, so it is whole, announced or not.
        let other = try Scratch()
        try #require(mkdir(other.folder, 0o700) == 0 && rename(copy, other.database) == 0)
        let store = try await other.store()
        #expect(try await store.counts().events == 50)
        #expect(try await store.check() == [])
    }

    @Test(arguments: 1...3)
    func `a database that cannot be set aside whole stays where it is with its log`(call: Int) async throws {
        let scratch = try Scratch()
        let store = try await scratch.store()
        try await store.events.append(.sample(1))
        let (database, log) = (scratch.database, scratch.database + "-wal")
        let before = [try bytes(of: database), try bytes(of: log)]
        try await store.close()
        for (path, data) in zip([database, log], before) {
            try write(data, to: path)
            try #require(chmod(path, 0o600) == 0)
        }
        await #expect(processExitsWith: .success) {
            [folder = scratch.folder as String, call = call as Int] in
            try Fault.inject("rename", "EIO:when=\(call)")
            _ = try? await Store.setAside(at: folder, time: .at(0))
            exit(EXIT_SUCCESS)
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.folder).sorted()
        let kept = "jarvis.db.corrupt-20260528T202640Z"
        let isAside = call > 2
        #expect(
            names
                == (isAside
                    ? [kept, kept + "-wal", "jarvis.lock"] : ["jarvis.db", "jarvis.db-wal", "jarvis.lock"]))
        let place = isAside ? scratch.folder + "/" + kept : database
        #expect([try bytes(of: place), try bytes(of: place + "-wal")] == before)
    }

    @Test(arguments: ["pwrite64", "fsync,fdatasync"], 1...8)
    func `a process killed at any call while the tables change leaves the old ones or the new`(
        calls: String, call: Int
    ) async throws {
        let scratch = try Scratch()
        try ReleasedDatabase.v1.write(to: scratch)
        // Killed there, or at the end when there are fewer calls.
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [folder = scratch.folder as String, calls = calls as String, call = call as Int] in
            try Fault.inject(calls, "signal=SIGKILL:when=\(call)")
            _ = try await Store.open(at: folder)
            kill(getpid(), SIGKILL)
        }
        let opening = try await Store.open(at: scratch.folder)
        let newest = try #require(ReleasedDatabase.all.last).name
        let old = ReleasedDatabase.all.dropLast().map { Opening.Tables.migrated(from: $0.name, to: newest) }
        #expect(([.current] + old).contains(opening.tables))
        #expect(try await opening.store.schema() == Store.temporary().store.schema())
        #expect(try await opening.store.toolCalls.list().map(\.result) == [.succeeded])
        #expect(try await opening.store.check() == [])
    }

    /// The store opens with everything that was acknowledged, and is sound.
    private func expectWhole(_ scratch: Scratch, holding acknowledged: Set<String>) async throws {
        let store = try await scratch.store()
        #expect(acknowledged.subtracting(try await store.names()) == [])
        #expect(try await store.check() == [])
        let entries = try await store.counts().auditEntries
        #expect(try await store.audit.verify() == .intact(entries: entries, last: store.audit.anchor()))
    }
}

/// A process whose files may not grow beyond a size: the write that crosses it is cut short, the next one refused.
struct ShortWriteTests {
    @Test(arguments: [
        700, 5_000, 9_001, 16_400, 33_333, 65_537, 70_007, 100_003, 131_071, 200_001, 300_007, 400_009,
    ])
    func `a write that is cut short is an error, and never a false word that something is kept`(
        limit: Int
    ) async throws {
        let scratch = try Scratch()
        await #expect(processExitsWith: .success) {
            [path = scratch.path as String, limit = limit as Int] in
            let acknowledgements = try Acknowledgements(at: path)
            signal(SIGXFSZ, SIG_IGN)
            var size = rlimit(rlim_cur: rlim_t(limit), rlim_max: rlim_t(limit))
            let isSet = setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &size) == 0
            try #require(isSet)
            do {
                let writer = try await Writer(path: path, acknowledgements)
                try await writer.write(times: 40)
            } catch is MemoryError {
                // The store did not even open.
            }
            exit(EXIT_SUCCESS)
        }
        let acknowledged = try Acknowledgements.read(from: scratch.path)
        #expect(acknowledged.count < 4 * 40, "nothing was cut short")
        let store = try await scratch.store()
        #expect(acknowledged.subtracting(try await store.names()) == [])
        #expect(try await store.check() == [])
    }
}

private enum Fault {
    /// Lets these system calls of this process fail from now on, as strace's `inject` says; all of them, or those
    /// on the paths named.
    ///
    /// libdispatch looks at its threads in /proc and does not survive a look that fails.
    static func inject(_ calls: String, _ fault: String, at paths: [String] = []) throws {
        var ends: [Int32] = [0, 0]
        let piped = pipe(&ends) == 0
        try #require(piped)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let words =
            [
                "strace", "-f", "-p", "\(getpid())", "-o", "/dev/null", "-e", "trace=\(calls)", "-e",
                "inject=\(calls):\(fault.hasPrefix("signal") ? "" : "error=")\(fault)",
            ] + paths.flatMap { ["-P", $0] }
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { (word: String) in strdup(word) }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        let started = posix_spawn(&process, "/usr/bin/strace", &actions, nil, arguments, environ) == 0
        try #require(started)
        close(ends[1])
        // strace says on its error output that it is attached; until then nothing fails.
        var said = ""
        var buffer = [UInt8](repeating: 0, count: 512)
        while !said.contains("attached") {
            let count = read(ends[0], &buffer, buffer.count)
            try #require(count > 0, "strace ended: \(said)")
            said += String(decoding: buffer.prefix(count), as: UTF8.self)
        }
    }
}

extension Folder {
    /// The folder and every file that may be in it.
    fileprivate var everything: [String] { [path, lock] + files }
}
