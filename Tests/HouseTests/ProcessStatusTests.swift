import Glibc
import Testing

@testable import House

/// What the kernel tells of processes with names of their own choice.
@Suite struct ProcessStatusTests {
    @Test func `a process is stopped when it is, not when its name says so`() throws {
        let scene = try Scene()
        let path = scene.folder + "/x) T (y"
        try #require(symlink("/bin/sleep", path) == 0)
        let words = [strdup(path), strdup("60"), nil]
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        try #require(posix_spawn(&process, path, nil, nil, words, nil) == 0)
        defer {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        #expect(becomes("S", process))
        kill(process, SIGSTOP)
        #expect(becomes("T", process))
        #expect(ProcessStatus(of: process)?.state == UInt8(ascii: "T"))
    }

    @Test func `a process that is not there has no state`() {
        #expect(ProcessStatus.state(of: 0) == nil)
    }

    private func becomes(_ state: Unicode.Scalar, _ process: Int32) -> Bool {
        let deadline = Deadline(after: .seconds(10))
        while ProcessStatus.state(of: process) != UInt8(ascii: state) {
            guard !deadline.isOver else { return false }
            sched_yield()
        }
        return true
    }
}
