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
    @Test(
        arguments: ["pwrite64", "fsync,fdatasync"],
        [
            "EIO:when=1", "ENOSPC:when=2+", "EIO:when=3", "EIO:when=4+", "ENOSPC:when=6", "EIO:when=8+",
            "EIO:when=12", "ENOSPC:when=16+", "EIO:when=20",
        ])
    func `a system call that fails is an error, and never a false word that something is kept`(
        calls: String, fault: String
    ) async throws {
        let scratch = try Scratch()
        await #expect(processExitsWith: .success) {
            [path = scratch.path as String, calls = calls as String, fault = fault as String] in
            try Fault.inject(calls, fault)
            do {
                let writer = try await Writer(path: path)
                for _ in 1...40 {
                    do {
                        try await writer.write()
                    } catch is MemoryError {
                        continue
                    }
                }
            } catch is MemoryError {
                // The store did not even open.
            }
            exit(EXIT_SUCCESS)
        }
        let acknowledged = try Acknowledgements.read(from: scratch.path)
        #expect(acknowledged.count < 4 * 40, "nothing failed")
        let store = try await scratch.store()
        #expect(acknowledged.subtracting(try await store.names()) == [])
        #expect(try await store.check() == [])
        let entries = try await store.counts().auditEntries
        #expect(try await store.audit.verify() == .intact(entries: entries, last: store.audit.anchor()))
    }
}

private enum Fault {
    /// Lets these system calls of this process fail from now on, as strace's `inject` says.
    static func inject(_ calls: String, _ fault: String) throws {
        var ends: [Int32] = [0, 0]
        let piped = pipe(&ends) == 0
        try #require(piped)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let words = [
            "strace", "-f", "-p", "\(getpid())", "-o", "/dev/null", "-e", "trace=\(calls)", "-e",
            "inject=\(calls):error=\(fault)",
        ]
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
