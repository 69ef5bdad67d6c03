import Glibc
import Testing

@testable import Terminal

/// Real programs end with the screen on which other terminals agree; `Fixtures/README.md` says how that was found.
struct RecordedSessionTests {
    @Test(arguments: try RecordedSession.all)
    func `a recorded program ends with the screen that other terminals show`(session: RecordedSession) throws
    {
        var replay = Replay()
        try session.bytes.withUnsafeBufferPointer { try replay.read($0) }
        try replay.finish()
        let screen = replay.emulator.screen.dump(.json)
        if getenv("RECORD_SNAPSHOTS") != nil {
            try session.record(screen)
            Issue.record("recorded \(session.name); compare it with other terminals, then run again")
        }
        #expect(try screen == session.screen)
    }

    @Test(arguments: try RecordedSession.all, [1, 7])
    func `a recorded program's output may come in any portions`(session: RecordedSession, portion: Int) throws
    {
        #expect(try session.play(portion: portion) == session.screen)
    }

    @Test(arguments: try RecordedSession.all)
    func `a final screen drawn anew is the same screen`(session: RecordedSession) throws {
        var original = Replay()
        try session.bytes.withUnsafeBufferPointer { try original.read($0) }
        var copy = Emulator(size: original.emulator.screen.size)
        copy.read(original.emulator.screen.dump(.ansi))
        #expect(copy.screen.dump(.ansi) == original.emulator.screen.dump(.ansi))
        #expect(copy.screen.dump(.text) == original.emulator.screen.dump(.text))
    }
}
