import FoundationEssentials
import Glibc
import Testing

@testable import Terminal

/// What a real program wrote, as an asciicast in `Fixtures`, and beside it the screen it must end with.
struct RecordedSession: Sendable, CustomTestStringConvertible {
    let name: String

    var testDescription: String { name }

    private static var folder: String {
        "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/") + "/Fixtures"
    }

    /// All of them.
    static var all: [RecordedSession] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
                .filter { $0.hasSuffix(".cast") }.map { RecordedSession(name: String($0.dropLast(5))) }
        }
    }

    /// The file of the final screen, written down as JSON.
    private var screenFile: String { "\(Self.folder)/\(name).json" }

    /// The final screen that is kept.
    var screen: String {
        get throws { try String(contentsOfFile: screenFile, encoding: .utf8) }
    }

    /// Keeps another final screen.
    func record(_ screen: String) throws {
        try Data(screen.utf8).write(to: URL(filePath: screenFile))
    }

    /// The asciicast's bytes.
    var bytes: [UInt8] {
        get throws { try [UInt8](Data(contentsOf: URL(filePath: "\(Self.folder)/\(name).cast"))) }
    }

    /// The final screen after the program's output came in portions of a length.
    func play(portion: Int) throws -> String {
        let lines = try bytes.split(separator: 0x0a)
        let header = try #require(lines[0].withUnsafeBufferPointer { Asciicast.Header($0) })
        let size = TerminalSize(columns: header.columns ?? 0, rows: header.rows ?? 0)
        var emulator = Emulator(size: size)
        var data: [UInt8] = []
        for line in lines.dropFirst() {
            let event = try line.withUnsafeBufferPointer { try Asciicast.event($0, data: &data) }
            if event.code == .resize { emulator.resize(try Asciicast.size(data)) }
            guard event.code == .output else { continue }
            for start in stride(from: 0, to: data.count, by: portion) {
                data[start..<min(start + portion, data.count)].withUnsafeBufferPointer { emulator.read($0) }
            }
        }
        return emulator.screen.dump(.json)
    }
}

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

/// What the fuzzer found worth keeping is played in every test run.
struct CorpusTests {
    private static var folder: String {
        "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/") + "/Fuzz/Corpus"
    }

    @Test func `nothing in the fuzzer's corpus breaks the terminal`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder).sorted()
        #expect(!names.isEmpty)
        for name in names {
            let bytes = try [UInt8](Data(contentsOf: URL(filePath: "\(Self.folder)/\(name)")))
            let broken = bytes.withUnsafeBufferPointer { FuzzInput($0).play() }
            #expect(broken == nil, "\(name)")
        }
    }
}
