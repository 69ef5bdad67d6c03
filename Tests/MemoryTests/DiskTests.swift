import FoundationEssentials
import Glibc
import Testing

@testable import Memory

/// What needs a disk of its own: a small file system in memory, which only root may mount.
@Suite(.enabled(if: SmallDisk.isAllowed, "Mounting a small disk needs root."))
struct DiskTests {
    @Test func `a full disk is told, what was acknowledged stays, and room lets it go on`() async throws {
        let disk = try SmallDisk(kilobytes: 4096)
        try write(Data(repeating: 0, count: 2 << 20), to: disk.path + "/ballast")
        let store = try await Store.open(at: disk.path + "/state").store
        var kept: [EventRecord.ID] = []
        var failure: MemoryError?
        for number in 1...2000 where failure == nil {
            var event = EventRecord.sample(number)
            event.detail = String(repeating: "y", count: 4000)
            do {
                kept.append(try #require(try await store.events.append(event)))
            } catch let error as MemoryError {
                failure = error
            }
        }
        #expect(failure == .full(path: disk.path + "/state/jarvis.db"))
        #expect(kept.count > 20)
        #expect(try await store.events.list(limit: 5000).compactMap(\.id) == kept.reversed())

        try #require(unlink(disk.path + "/ballast") == 0)
        let next = try #require(try await store.events.append(.sample(1)))
        try await store.close()
        let again = try await Store.open(at: disk.path + "/state").store
        #expect(Set(try await again.events.list(limit: 5000).compactMap(\.id)) == Set(kept + [next]))
        #expect(try await again.check() == [])
        try await again.close()
    }

    @Test func `no act is announced on a full disk`() async throws {
        let disk = try SmallDisk(kilobytes: 1024)
        let store = try await Store.open(at: disk.path + "/state").store
        var intent = AuditIntent.sample(1)
        intent.reason = String(repeating: "z", count: 8000)
        var announced = 0
        await #expect(throws: MemoryError.full(path: disk.path + "/state/jarvis.db")) {
            while announced < 1000 {
                _ = try await store.audit.append(intent)
                announced += 1
            }
        }
        let verdict = try await store.audit.verify()
        #expect(verdict == .intact(entries: announced, last: try await store.audit.anchor()))
        try await store.close()
    }

    @Test func `a disk with no room for a database says so`() async throws {
        let disk = try SmallDisk(kilobytes: 64)
        let error = await #expect(throws: MemoryError.self) {
            try await Store.open(at: disk.path + "/state")
        }
        #expect(error == .full(path: disk.path + "/state/jarvis.db"))
        #expect(error?.allowsTemporaryStore == true)
    }

    @Test func `a read-only disk says so`() async throws {
        let disk = try SmallDisk(kilobytes: 1024)
        try await Store.open(at: disk.path + "/state").store.close()
        try disk.makeReadOnly()
        let error = await #expect(throws: MemoryError.self) {
            try await Store.open(at: disk.path + "/state")
        }
        #expect(error == .readOnly(path: disk.path + "/state"))
    }

    @Test func `a backup that does not fit leaves nothing behind`() async throws {
        let disk = try SmallDisk(kilobytes: 64)
        let store = try Store.temporary().store
        _ = try await store.events.append((1...200).map { .sample($0) })
        await #expect(throws: MemoryError.full(path: disk.path + "/copy.db")) {
            try await store.backUp(to: disk.path + "/copy.db")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == [])
    }
}

/// What a user without root meets; root may write everywhere.
@Suite(.enabled(if: geteuid() != 0, "Root may write into any folder."))
struct ForbiddenFolderTests {
    @Test func `a folder that may not be written says so`() async throws {
        let scratch = try Scratch()
        try await scratch.fill(events: 1)
        try #require(chmod(scratch.folder, 0o500) == 0)
        defer { chmod(scratch.folder, 0o700) }
        await #expect(throws: MemoryError.readOnly(path: scratch.folder)) {
            try await Store.open(at: scratch.folder)
        }
    }
}

/// A file system in memory of a given size.
final class SmallDisk {
    let path: String
    private let scratch: Scratch

    /// Whether this process may mount one.
    static let isAllowed: Bool = {
        do {
            _ = try SmallDisk(kilobytes: 64)
            return true
        } catch {
            return false
        }
    }()

    init(kilobytes: Int) throws {
        scratch = try Scratch()
        path = scratch.path + "/disk"
        guard mkdir(path, 0o700) == 0, mount("tmpfs", path, "tmpfs", 0, "size=\(kilobytes)k,mode=700") == 0
        else { throw MemoryError(errno: errno, path: path, doing: "mount") }
    }

    func makeReadOnly() throws {
        try #require(mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), nil) == 0)
    }

    deinit {
        umount2(path, Int32(MNT_DETACH))
    }
}
