import Glibc
import Onlooker
import Testing

/// Commands without a house, beside one that waits for its operator.
@Suite(
    .serialized, .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(3)))
struct SharedMemoryStoryTests {
    @Test func `a question that waits for a yes keeps nobody out, and its act is recorded after it`() throws {
        let served = try ServedHome(isWatched: false)
        let asker = try served.home.open(["ask", "start win11"])
        asker.expect("yes", "win11")
        let others = [["audit", "list"], ["status"], ["ask", "status"], ["audit", "verify"]]
        #expect(served.run(others, times: 2, mayEnd: { $0 == 0 }) == [])
        Self.sayYes(asker)
        #expect(asker.exitCode() == 0, "\(asker.look { Picture($0).text })")
        let log = served.text(["audit", "list"])
        #expect(log.contains("yes by jarvis") && log.contains("qemu/105/status/start"), "\(log)")
        #expect(served.text(["audit", "verify"]).contains("intact"))
        try served.end()
    }

    @Test func `a house starts while a question waits, and what it cannot record is not done`() throws {
        let served = try ServedHome(isWatched: false)
        let asker = try served.home.open(["ask", "start win11"])
        asker.expect("yes", "win11")
        try served.startHouse()
        Self.sayYes(asker)
        #expect(asker.exitCode().map { $0 > 0 && $0 < 128 } == true)
        #expect(asker.look { $0.shows(["holds"]) }, "\(asker.look { Picture($0).text })")
        #expect(served.text(["ask", "is win11 running"]).contains("stopped"))
        try served.end()
    }

    /// What comes within 0.7 s of a question is asked for again.
    private static func sayYes(_ asker: ScreenProgram) {
        usleep(1_000_000)
        asker.type("yes\r")
    }
}
