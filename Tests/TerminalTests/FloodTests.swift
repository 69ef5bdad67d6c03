import Glibc
import Testing

@testable import Terminal

extension SessionTests {
    /// More than anybody can look at.
    @Suite(.serialized) struct FloodTests {
        @Test func `a flood leaves the screen open to readers and obeys an interrupt`() throws {
            let stage = try Stage("/usr/bin/yes")
            #expect(stage.shows("y"))
            var seen = 0
            for _ in 0..<100 {
                let end = stage.session.withScreen { $0.endLine }
                #expect(end >= seen)
                seen = end
            }
            try stage.session.send(TerminalKey(.character("c"), .control))
            #expect(stage.ending == .signalled(signal: SIGINT))
        }

        @Test func `changes are told once until somebody looks`() throws {
            let stage = try Stage(shell: "seq 1 50000; echo done")
            #expect(stage.ending == .exited(code: 0))
            #expect(stage.announcements.total == 2)
        }

        @Test func `a paste of 10 MB arrives whole`() throws {
            let path = "/tmp/terminal-paste-\(getpid())"
            defer { unlink(path) }
            let stage = try Stage(shell: "stty -echo; echo ready; cat > \(path)")
            #expect(stage.shows("ready"))
            let line = String(repeating: "0123456789", count: 10) + "\n"
            let text = String(repeating: line, count: 100_000)
            try stage.session.paste(text)
            try stage.type("\u{4}")
            #expect(stage.session.waitForEnd(within: .seconds(60)))
            #expect(stage.session.exit == .exited(code: 0))
            var status = stat()
            #expect(stat(path, &status) == 0)
            #expect(status.st_size == text.utf8.count)
        }

        @Test func `a paste that nobody reads is refused beyond its bound`() throws {
            let stage = try Stage(shell: "echo ready; sleep 60")
            #expect(stage.shows("ready"))
            let portion = [UInt8](repeating: 0x61, count: 16 << 20)
            try stage.session.send(portion)
            #expect(throws: TerminalError.self) {
                try stage.session.send(portion)
                try stage.session.send(portion)
            }
        }
    }
}
