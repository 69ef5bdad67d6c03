import Glibc
import Testing

@testable import Terminal

/// Sessions whose output another thread reads than their own: whoever types into them.
@Suite(.serialized) struct AttendingTests {
    /// Attends a session once its program shows a word; it may still be reading that.
    private func attended(_ program: String, _ arguments: [String]) throws -> Stage {
        let stage = try Stage(program, arguments)
        #expect(stage.shows("ready"))
        let deadline = ContinuousClock.now + .seconds(10)
        while stage.session.attendedDescriptor == nil, ContinuousClock.now < deadline {
            stage.session.attend()
            sched_yield()
        }
        return stage
    }

    /// Waits until there is something to be read; `false` after 10 s, or when it is another thread's to read.
    private func hasOutput(_ stage: Stage) -> Bool {
        guard let descriptor = stage.session.attendedDescriptor else { return false }
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, 10_000) == 1
    }

    /// Reads until the session's own thread has to.
    private func serveToTheEnd(_ stage: Stage) {
        while hasOutput(stage) { _ = stage.session.serve() }
    }

    @Test func `an echo is read by whoever attends, and by nobody else`() throws {
        let stage = try attended("/bin/sh", ["-c", "echo ready; exec cat"])
        let announced = stage.announcements.total
        for key in ["a", "b", "c"] {
            let before = stage.text
            try stage.session.send(Array(key.utf8))
            #expect(hasOutput(stage))
            #expect(stage.text == before)
            #expect(stage.session.serve())
        }
        #expect(stage.text == ["ready", "abc"])
        #expect(!stage.session.serve())
        #expect(stage.announcements.total == announced)
    }

    @Test func `a flood goes back to the session's own thread, whole`() throws {
        let stage = try attended(
            "/bin/sh", ["-c", "echo ready; read x; yes | head -n 100000; echo done; exec cat"])
        try stage.session.send(Array("\n".utf8))
        serveToTheEnd(stage)
        #expect(stage.session.attendedDescriptor == nil)
        #expect(stage.shows("done"))
        #expect(stage.session.withScreen { $0.endLine } > 10_000)
    }

    @Test func `a frame without an end is shown in time by the session's own thread`() throws {
        let stage = try attended(
            "/bin/sh", ["-c", "echo ready; read x; printf '\\033[?2026hheld'; exec cat"])
        try stage.session.send(Array("\n".utf8))
        serveToTheEnd(stage)
        #expect(stage.shows("held"))
    }

    @Test func `a program that ends is not attended any more, and its last words are read`() throws {
        let stage = try attended("/bin/sh", ["-c", "echo ready; read x; echo farewell; exit 3"])
        try stage.session.send(Array("\n".utf8))
        serveToTheEnd(stage)
        #expect(stage.ending == .exited(code: 3))
        #expect(stage.session.attendedDescriptor == nil)
        #expect(!stage.session.serve())
        #expect(stage.text == ["ready", "farewell"])
    }

    @Test func `a session that is left to itself reads on`() throws {
        let stage = try attended("/bin/sh", ["-c", "echo ready; exec cat"])
        stage.session.unattend()
        try stage.session.send(Array("on".utf8))
        #expect(stage.shows("on"))
    }

    @Test func `a session that ends is read to its end by its own thread`() throws {
        let stage = try attended(
            "/bin/sh", ["-c", "trap 'yes | head -n 20000; exit 4' HUP; echo ready; while :; do read x; done"])
        stage.session.end()
        #expect(stage.ending == .exited(code: 4))
    }

    @Test func `what a program asks is answered by whoever attends`() throws {
        let stage = try attended(
            "/bin/sh",
            [
                "-c",
                "stty raw -echo; echo ready; head -c 1; printf '\\033[5n'; head -c 4 | tail -c 2; exec cat",
            ])
        try stage.session.send(Array("x".utf8))
        while !stage.text.contains(where: { $0.hasSuffix("x0n") }), hasOutput(stage) {
            _ = stage.session.serve()
        }
        #expect(stage.shows("x0n"))
    }
}
