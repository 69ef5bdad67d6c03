import Glibc
import Testing

@testable import House

@Suite struct BacktracerTests {
    static let places: [(report: String?, backtracer: String?, settings: String)] = [
        ("/s/a.crash", "/x/swift-backtrace", "output-to=/s/a.crash,swift-backtrace=/x/swift-backtrace"),
        ("/s/a,b.crash", nil, "output-to=stderr"),
        (nil, "/x,y", "output-to=stderr"),
    ]

    @Test(arguments: places)
    func `a crash report asks nobody and has one place`(
        _ place: (report: String?, backtracer: String?, settings: String)
    ) {
        let settings = Backtracer.settings(report: place.report, backtracer: place.backtracer)
        #expect(settings == "enable=yes,interactive=no,color=no,registers=none," + place.settings)
    }

    @Test func `the backtracer is found below the program's prefix, then below a toolchain's on the PATH`()
        throws
    {
        let scene = try Scene()
        for prefix in ["/own", "/toolchain"] {
            for folder in ["/bin", "/libexec/swift/linux", "/libexec/jarvis"] {
                try PrivateFolder.prepare(scene.folder + prefix + folder, inSharedParent: true)
            }
        }
        let own = scene.folder + "/own/libexec/jarvis/swift-backtrace"
        let toolchain = scene.folder + "/toolchain/libexec/swift/linux/swift-backtrace-static"
        let search = "/no/such/folder:" + scene.folder + "/toolchain/bin"
        let program = scene.folder + "/own/bin/jarvis"
        #expect(Backtracer.path(executable: program, searchPath: search) == nil)
        for file in [toolchain, scene.folder + "/toolchain/bin/swift"] {
            _ = try Descriptor.opening(file, O_CREAT | O_WRONLY, mode: 0o700)
        }
        #expect(Backtracer.path(executable: program, searchPath: search) == toolchain)
        _ = try Descriptor.opening(own, O_CREAT | O_WRONLY, mode: 0o700)
        #expect(Backtracer.path(executable: program, searchPath: search) == own)
    }
}

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
