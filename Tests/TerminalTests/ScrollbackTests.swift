import Testing

@testable import Terminal

struct ScrollbackTests {
    private func emulator(lines: Int, limit: Int = 10_000, columns: Int = 10) -> Emulator {
        var policy = TerminalPolicy()
        policy.scrollbackLines = limit
        var emulator = Emulator(size: TerminalSize(columns: columns, rows: 5), policy: policy)
        for number in 0..<lines { emulator.read("\(number)\r\n") }
        return emulator
    }

    @Test func `lines that leave at the top are kept in order`() {
        let emulator = emulator(lines: 20)
        #expect(emulator.screen.scrollback == 16)
        for number in 0..<20 {
            #expect(emulator.screen.line(number: number).cells.count == "\(number)".count)
        }
    }

    @Test func `the scrollback keeps to its limit and its numbers`() {
        var emulator = emulator(lines: 5_000, limit: 100)
        #expect(emulator.screen.scrollback == 100)
        #expect(emulator.screen.firstLine == 4_896)
        emulator.scroll(by: 1_000)
        #expect(emulator.screen.text(row: 0) == "4896")
    }

    @Test func `the scrollback keeps to its bytes`() {
        var policy = TerminalPolicy()
        policy.scrollbackBytes = 1 << 20
        var emulator = Emulator(size: TerminalSize(columns: 1_000, rows: 5), policy: policy)
        for _ in 0..<2_000 { emulator.read(String(repeating: "x", count: 1_000)) }
        #expect(emulator.screen.scrollback > 64)
        #expect(emulator.screen.scrollback <= 128)
    }

    @Test func `a view that is scrolled back stays where it is`() {
        var emulator = emulator(lines: 20)
        emulator.scroll(by: 5)
        #expect(emulator.screen.text(row: 0) == "11")
        emulator.read("more\r\nmore\r\n")
        #expect(emulator.screen.text(row: 0) == "11")
        emulator.scroll(by: -100)
        #expect(emulator.screen.text(row: 3) == "more")
    }

    @Test func `a scroll region below the top keeps nothing`() {
        #expect(emulatorScrollback("\u{1b}[2;5r\u{1b}[5;1H\n\n\n") == 0)
        #expect(emulatorScrollback("a\u{1b}[1;4r\u{1b}[4;1H\n\n\n") == 3)
    }

    private func emulatorScrollback(_ text: String) -> Int {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5))
        emulator.read(text)
        return emulator.screen.scrollback
    }

    @Test func `damage tells the moved rows and the changed ones`() {
        var emulator = emulator(lines: 5)
        #expect(emulator.takeDamage().rows == [0, 1, 2, 3, 4])
        #expect(emulator.takeDamage().isEmpty)
        emulator.read("\u{1b}[2;1Hx")
        #expect(emulator.takeDamage() == TerminalDamage(scrolled: 0, rows: [1]))
        emulator.read("\u{1b}[5;1Hx\r\ny")
        #expect(emulator.takeDamage() == TerminalDamage(scrolled: 1, rows: [3, 4]))
        emulator.read("\u{1b}[2;3r\u{1b}[3;1H\n")
        #expect(emulator.takeDamage() == TerminalDamage(scrolled: 0, rows: [1, 2]))
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `a drawer that follows the damage sees the whole screen`(seed: UInt64) {
        var noise = Noise(seed: seed)
        var emulator = Emulator(size: TerminalSize(columns: 12, rows: 6))
        var drawn = Array(repeating: "", count: 6)
        for _ in 0..<400 {
            noise.portion().withUnsafeBufferPointer { emulator.read($0) }
            let damage = emulator.takeDamage()
            drawn =
                Array(drawn.dropFirst(damage.scrolled))
                + Array(repeating: "?", count: min(damage.scrolled, 6))
            for row in damage.rows { drawn[row] = emulator.screen.text(row: row) }
            #expect(drawn == Picture(emulator.screen).rows)
        }
    }
}
