import Glibc
import Testing

@testable import Terminal

/// A screen that another process shows again from what outlived this one.
struct LedgerTests {
    /// A screen and its ledger, as a session has them.
    private struct Desk: ~Copyable {
        var emulator: Emulator
        let ledger: Ledger
        var now: UInt64 = 1_000_000_000

        init(_ size: TerminalSize) throws {
            emulator = Emulator(size: size)
            ledger = try #require(Ledger(size: size))
        }

        mutating func read(_ text: String, after pause: UInt64 = 0) {
            now += pause
            var text = text
            text.withUTF8 { bytes in
                let raw = UnsafeRawBufferPointer(bytes)
                if ledger.note(raw, isAtRest: emulator.isAtRest, at: now) {
                    ledger.turn(emulator, at: now)
                    _ = ledger.note(raw, isAtRest: false, at: now)
                }
                emulator.read(bytes)
            }
        }

        mutating func resize(_ size: TerminalSize) {
            ledger.note(size)
            emulator.resize(size)
        }

        /// What the next process finds.
        func successor() throws -> Ledger {
            try #require(Ledger(adopting: fcntl(ledger.descriptor, F_DUPFD_CLOEXEC, 3)))
        }
    }

    private static let size = TerminalSize(columns: 40, rows: 8)

    @Test func `what was written and the sizes in between give the same screen again, scrollback and all`()
        throws
    {
        var desk = try Desk(Self.size)
        desk.read("\u{1b}]2;name\u{7}one 漢字\r\n\u{1b}[1;31mtwo\u{1b}[m")
        for line in 1...50 { desk.read("line \(line) is longer than a narrow screen is wide\r\n") }
        desk.resize(TerminalSize(columns: 20, rows: 6))
        desk.read("\u{1b}[?1h\u{1b}[?2004h\u{1b}[?1000hnarrow\u{1b}[3")
        var isWhole = false
        let ledger = try desk.successor()
        var copy = ledger.screen(TerminalPolicy(), isWhole: &isWhole)
        #expect(isWhole)
        #expect(
            copy.screen.dump(.json, scrollback: true) == desk.emulator.screen.dump(.json, scrollback: true))
        // In the middle of a sequence, too.
        copy.read("2mgreen")
        desk.read("2mgreen")
        #expect(copy.screen.dump(.json) == desk.emulator.screen.dump(.json))
    }

    @Test func `questions that were answered are not answered again`() throws {
        var desk = try Desk(Self.size)
        desk.read("\u{1b}[c\u{1b}[6n\u{7}\u{1b}]52;c;eA==\u{7}")
        var isWhole = false
        var copy = try desk.successor().screen(TerminalPolicy(), isWhole: &isWhole)
        #expect(copy.takeReplies() == [])
        #expect(copy.takeEvents().isEmpty)
    }

    @Test(arguments: [1, 3, 7])
    func `of much output the screen is the same and the scrollback is that of a slot at least`(
        megabytes: Int
    ) throws {
        var desk = try Desk(Self.size)
        let block = (1...1_000).map { "\u{1b}[3\($0 % 8)mline \($0)\u{1b}[m\r\n" }.joined()
        for _ in 0..<(megabytes << 20) / block.utf8.count { desk.read(block, after: 200_000_000) }
        desk.read("at the end")
        var isWhole = false
        let copy = try desk.successor().screen(TerminalPolicy(), isWhole: &isWhole)
        #expect(isWhole)
        #expect(
            copy.screen.dump(.json).replacing(#/"scrollback": \d+/#, with: "")
                == desk.emulator.screen.dump(.json).replacing(#/"scrollback": \d+/#, with: ""))
        #expect(copy.screen.scrollback >= min(desk.emulator.screen.scrollback, 10_000))
    }

    @Test func `a flood loses its middle, and is whole again with the next look`() throws {
        var desk = try Desk(Self.size)
        desk.read("begin\r\n", after: 200_000_000)
        let block = String(repeating: "flood\r\n", count: 8_000)
        for _ in 0..<60 { desk.read(block) }
        #expect(desk.ledger.tornDeadline != nil)
        desk.read("", after: 200_000_000)
        #expect(desk.ledger.tornDeadline == nil)
        desk.read("after")
        var isWhole = false
        let copy = try desk.successor().screen(TerminalPolicy(), isWhole: &isWhole)
        #expect(isWhole)
        #expect(copy.screen.text(row: 7) == "after")
        #expect(copy.screen.text(row: 0) == "flood")
    }

    @Test func `a second death finds what came after the first`() throws {
        var desk = try Desk(Self.size)
        desk.read("first\r\n")
        var isWhole = false
        let second = try desk.successor()
        var copy = second.screen(TerminalPolicy(), isWhole: &isWhole)
        _ = "second".utf8.withContiguousStorageIfAvailable {
            second.note(UnsafeRawBufferPointer($0), isAtRest: true, at: 5_000_000_000)
        }
        copy.read("second")
        let third = try #require(Ledger(adopting: fcntl(second.descriptor, F_DUPFD_CLOEXEC, 3)))
        let last = third.screen(TerminalPolicy(), isWhole: &isWhole)
        #expect(last.screen.dump(.json) == copy.screen.dump(.json))
    }

    @Test func `what is no ledger is none`() throws {
        #expect(Ledger(adopting: open("/etc/passwd", O_RDONLY)) == nil)
        #expect(Ledger(adopting: open("/dev/null", O_RDWR)) == nil)
        let note = try #require(KeptNote())
        #expect(Ledger(adopting: fcntl(note.descriptor, F_DUPFD_CLOEXEC, 3)) == nil)
        let isProgram = if KeptProgram([]) == nil { false } else { true }
        #expect(!isProgram)
    }

    @Test func `a note is found as it was written last`() throws {
        let note = try #require(KeptNote())
        for text in ["", "one", "two and more", "3"] {
            note.text = Array(text.utf8)
            let copy = try #require(KeptNote(adopting: fcntl(note.descriptor, F_DUPFD_CLOEXEC, 3)))
            #expect(copy.text == Array(text.utf8))
        }
    }

    private static let programs = [
        "\u{1b}[>1u\u{1b}[>5u\u{1b}[>4;2m\u{1b}[>1;3m\u{1b}[>2n",
        "\u{1b}[>3u\u{1b}[?1049h\u{1b}[>8u\u{1b}[=15u",
        "\u{1b}(0\u{1b})B\u{0e}qqq\u{1b}*A", "\u{1b}[3g\u{1b}[5G\u{1b}H\u{1b}[11G\u{1b}H\r\tx",
        "\u{1b}]4;1;#102030\u{7}\u{1b}]10;rgb:11/22/33\u{7}\u{1b}]12;#445566\u{7}",
        "\u{1b}[62;1\"pold\u{1b} G", "1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7\r\n8\r\n9\r\n10",
    ]

    @Test func `a keepsake of lines full of marks keeps the newest, and not more than can be written soon`() {
        var emulator = Emulator(size: TerminalSize(columns: 70, rows: 8))
        let letter = "a" + String(repeating: "\u{20d0}", count: 16)
        let letters = String(repeating: letter, count: 50)
        for line in 0..<300 { emulator.read("line \(line) \(letters)\r\n") }
        let text = emulator.screen.keepsake(scrollback: 300)
        #expect((400_000..<600_000).contains(text.utf8.count))
        #expect(text.contains("line 290 ") && !text.contains("line 9 "))
    }

    @Test(arguments: programs)
    func `a keepsake brings keys, sets, stops, colours and lines above`(program: String) throws {
        var original = Emulator(size: Self.size)
        original.read(program)
        var copy = Emulator(size: Self.size)
        copy.read(original.screen.keepsake(scrollback: 100))
        #expect(copy.takeReplies() == [])
        #expect(copy.screen.keyboard == original.screen.keyboard)
        #expect(copy.screen.colors == original.screen.colors)
        #expect(copy.screen.tabs.columns == original.screen.tabs.columns)
        #expect(copy.screen.conformance == original.screen.conformance)
        let more = "\tqjk\u{0f}q\u{1b}nq\r\n\tx"
        original.read(more)
        copy.read(more)
        #expect(copy.screen.dump(.json, scrollback: true) == original.screen.dump(.json, scrollback: true))
    }
}
