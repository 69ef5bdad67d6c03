import Testing

@testable import Terminal

struct InternTests {
    @Test func `a full table is swept again only after an eighth of its numbers was refused`() {
        var table = InternTable(limit: 80, first: TerminalStyle.plain)
        var used = NumberSet(below: 100)
        for entry in 1..<80 {
            guard let number = table.insert(TerminalStyle(foreground: .palette(UInt8(entry)))) else {
                Issue.record("no room for \(entry)")
                return
            }
            used.insert(number)
        }
        table.sweep(keeping: used)
        var refusals = 0
        while !table.isCrowded, table.insert(TerminalStyle(foreground: .rgb(1, 2, 3))) == nil {
            refusals += 1
        }
        #expect(refusals == 10)
    }

    @Test func `more characters than there are numbers cost the oldest lines, not the newest text`() {
        var emulator = Emulator(size: TerminalSize(columns: 40, rows: 5))
        let marks = (0x300...0x36f).compactMap { Unicode.Scalar($0) }
        var last = ""
        for index in 0..<70_000 {
            let first = marks[index % marks.count]
            let second = marks[index / marks.count % marks.count]
            let third = marks[index / marks.count / marks.count]
            last = "e\(first)\(second)\(third)"
            emulator.read(last)
        }
        #expect(emulator.screen.text(row: 4).hasSuffix(last))
        #expect(emulator.screen.scrollback > 500)
        #expect(emulator.screen.firstLine > 500)
    }
}
