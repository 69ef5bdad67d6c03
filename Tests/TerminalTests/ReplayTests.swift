import Glibc
import Testing

@testable import Terminal

struct ReplayTests {
    /// Plays bytes in portions of a length and writes the screen down.
    private func play(
        _ text: String, portion: Int = .max, size: TerminalSize? = nil
    ) throws -> String {
        var replay = Replay(size: size)
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: min(portion, max(bytes.count, 1))) {
            let end = min(start + min(portion, bytes.count), bytes.count)
            try bytes[start..<end].withUnsafeBufferPointer { try replay.read($0) }
        }
        try replay.finish()
        return replay.emulator.screen.dump(.text)
    }

    private static let cast = #"""
        {"version": 2, "width": 12, "height": 3, "timestamp": 1, "env": {"TERM": "xterm", "x": [1, null, {}]}}
        [0.1, "o", "one\r\n\u001b[1mt\u0077o"]
        [0.2, "i", "typed"]
        [0.3, "m", "a place"]
        [0.4, "r", "8x4"]

        [0.5, "o", "\ud83d\ude00 \"\\\/\b\t.\ud800"]
        [0.6, "z", "not known"]
        """#

    @Test(arguments: [1, 7, 64, .max])
    func `an asciicast is played in any portions`(portion: Int) throws {
        #expect(try play(Self.cast + "\n", portion: portion) == "one\ntwo😀 \"\\\n/      .\n\u{fffd}\n")
        #expect(try play(Self.cast, portion: portion) == "one\ntwo😀 \"\\\n/      .\n\u{fffd}\n")
    }

    @Test(arguments: [
        "plain\r\ntext", "{\"version\": \"2\"}", "{}", "{\r\n}", "{", "", "[0.1, \"o\", \"x\"]",
    ])
    func `what does not begin as an asciicast is shown as it is`(text: String) throws {
        var emulator = Emulator(size: TerminalSize(columns: 30, rows: 3))
        emulator.read(text)
        for portion in [1, .max] {
            let shown = try play(text, portion: portion, size: TerminalSize(columns: 30, rows: 3))
            #expect(shown == emulator.screen.dump(.text))
        }
    }

    @Test func `a size that was asked for comes before the recording's`() throws {
        let cast = "{\"version\": 2, \"width\": 12, \"height\": 3}\n[0, \"o\", \"abcdef\"]\n"
        #expect(try play(cast, size: TerminalSize(columns: 4, rows: 2)) == "abcd\nef\n")
    }

    @Test func `what a frame holds is shown at the end`() throws {
        #expect(try play("\u{1b}[?2026hheld", size: TerminalSize(columns: 9, rows: 1)) == "held\n")
    }

    @Test(
        arguments: [
            ("{\"version\": 3, \"term\": {}}\n", ReplayError.version(3)),
            ("{\"version\": 2}\n", .noSize),
            ("{\"version\": 2, \"width\": 0, \"height\": 24}\n", .noSize),
            ("{\"version\": 2, \"width\": 80, \"height\": 1e9}\n", .noSize),
            (
                "{\"version\": 2, \"width\": 80, \"height\": 24}\n[0.1, \"o\", \"x\"]\n[0.2, \"o\"]\n",
                .line(3, .noEvent)
            ),
            ("{\"version\": 2, \"width\": 80, \"height\": 24}\n[0.1, \"o\", \"cut off", .line(2, .noEvent)),
            (
                "{\"version\": 2, \"width\": 80, \"height\": 24}\n\n[0.1, \"o\", \"\\q\"]\n",
                .line(3, .noEvent)
            ),
            ("{\"version\": 2, \"width\": 80, \"height\": 24}\n[-1, \"o\", \"x\"]\n", .line(2, .badTime)),
            ("{\"version\": 2, \"width\": 80, \"height\": 24}\n[1e999, \"o\", \"x\"]\n", .line(2, .badTime)),
            ("{\"version\": 2, \"width\": 80, \"height\": 24}\n[1, \"r\", \"80\"]\n", .line(2, .badSize)),
            (
                "{\"version\": 2, \"width\": 80, \"height\": 24}\n[1, \"r\", \"9999x9999\"]\n",
                .line(2, .badSize)
            ),
        ])
    func `a broken asciicast is refused with the line`(text: String, error: ReplayError) {
        #expect(throws: error) { try play(text) }
        #expect(throws: error) { try play(text, portion: 1) }
    }

    @Test func `a line without end is refused before it fills the memory`() throws {
        var replay = Replay()
        try Array("{\"version\": 2, \"width\": 80, \"height\": 24}\n".utf8).withUnsafeBufferPointer {
            try replay.read($0)
        }
        let portion = [UInt8](repeating: 0x20, count: 1 << 20)
        var error: ReplayError?
        for _ in 0..<20 where error == nil {
            do throws(ReplayError) {
                try portion.withUnsafeBufferPointer { (bytes) throws(ReplayError) in try replay.read(bytes) }
            } catch let fault {
                error = fault
            }
        }
        #expect(error == .line(2, .tooLong))
        #expect(
            "\(ReplayError.line(2, .tooLong))"
                == "Line 2 of the recording is longer than 16 MB; mend the line or take it away.")
    }

    @Test func `a file that cannot be read is named`() {
        let folder = open("/", O_RDONLY | O_CLOEXEC)
        defer { close(folder) }
        var replay = Replay()
        var error: ReplayError?
        do throws(ReplayError) { try replay.read(descriptor: folder, name: "x.cast") } catch let fault {
            error = fault
        }
        #expect(error == .cannotRead(name: "x.cast", code: EISDIR))
    }
}
