@preconcurrency import Dispatch
import FoundationEssentials
import Glibc
import Testing

@testable import Memory

/// A process that writes as fast as it can and is killed at a random moment, again and again.
struct KillTests {
    /// How many processes are killed in all; `JARVIS_KILLS` asks for more than a quick run has time for.
    private static let kills = ProcessInfo.processInfo.environment["JARVIS_KILLS"].flatMap { Int($0) } ?? 120

    @Test(arguments: 0..<4)
    func `no acknowledged row is lost when the process is killed`(run: Int) async throws {
        let scratch = try Scratch()
        var kept = Set<String>()
        var longestStart = Duration.zero
        for round in 0..<max(2, Self.kills / 4) {
            // From before the store is open to a few checkpoints later; every other time it is open for certain and
            // has written three rows, however slow the machine is.
            let delay = UInt32.random(in: 0..<40_000)
            let isOpenFirst = !round.isMultiple(of: 2)
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [path = scratch.path as String, delay = delay as UInt32, isOpenFirst = isOpenFirst as Bool] in
                func die() {
                    DispatchQueue.global().async {
                        usleep(delay)
                        kill(getpid(), SIGKILL)
                    }
                }
                if !isOpenFirst { die() }
                let writer = try await Writer(path: path)
                if isOpenFirst {
                    for _ in 0..<3 { try await writer.write() }
                    die()
                }
                while true { try await writer.write() }
            }
            // Every other time it is the next writer that has to recover what this one left.
            guard round.isMultiple(of: 2) else { continue }
            let acknowledged = try Acknowledgements.read(from: scratch.path)
            let began = ContinuousClock.now
            let store = try await scratch.store()
            longestStart = max(longestStart, .now - began)
            let found = try await store.names()
            #expect(
                acknowledged.union(kept).subtracting(found) == [], "round \(round), killed after \(delay) µs")
            #expect(try await store.check() == [])
            let entries = try await store.counts().auditEntries
            #expect(try await store.audit.verify() == .intact(entries: entries, last: store.audit.anchor()))
            try await store.close()
            kept = found
        }
        #expect(kept.count > 30 || Self.kills < 120)
        print("run \(run): \(kept.count) rows kept, the longest start after a kill took \(longestStart)")
    }

    @Test func `a file and a WAL cut anywhere hold the beginning of what was written`() async throws {
        let scratch = try Scratch()
        let store = try await scratch.store()
        for number in 1...60 {
            try await store.events.append(.sample(number))
            _ = try await store.audit.append(.sample(number))
        }
        let database = try bytes(of: scratch.database)
        let log = try bytes(of: scratch.database + "-wal")
        try await store.close()
        for cut in stride(from: 0, through: log.count, by: log.count / 40) {
            let other = try Scratch()
            try #require(mkdir(other.folder, 0o700) == 0)
            try write(database, to: other.database)
            try write(log.prefix(cut), to: other.database + "-wal")
            try #require(chmod(other.database, 0o600) == 0 && chmod(other.database + "-wal", 0o600) == 0)
            let opening = try await Store.open(at: other.folder)
            let counts = try await opening.store.counts()
            #expect(opening.recovered == (cut > 0))
            #expect(counts.events - counts.auditEntries == 0 || counts.events - counts.auditEntries == 1)
            let ids = try await opening.store.events.list(limit: 99).compactMap(\.id?.rawValue)
            #expect(ids == (0..<Int64(counts.events)).reversed().map { $0 + 1 })
            #expect(
                try await opening.store.audit.verify()
                    == .intact(entries: counts.auditEntries, last: opening.store.audit.anchor()))
            #expect(try await opening.store.check() == [])
        }
    }
}
