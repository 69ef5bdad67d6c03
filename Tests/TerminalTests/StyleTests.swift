import Testing

@testable import Terminal

struct StyleTests {
    static let renditions: [(String, TerminalStyle)] = [
        ("1", TerminalStyle(attributes: .bold)),
        ("1;22", .plain),
        (
            "2;3;5;7;8;9;53",
            TerminalStyle(attributes: [.faint, .italic, .blink, .inverse, .hidden, .strikethrough, .overline])
        ),
        ("3;5;7;8;9;53;23;25;27;28;29;55", .plain),
        ("4", TerminalStyle(underline: .single)),
        ("4:3", TerminalStyle(underline: .curly)),
        ("4:5", TerminalStyle(underline: .dashed)),
        ("4;4:0", .plain),
        ("21", TerminalStyle(underline: .double)),
        ("4;24", .plain),
        ("31;42", TerminalStyle(foreground: .palette(1), background: .palette(2))),
        ("97;107", TerminalStyle(foreground: .palette(15), background: .palette(15))),
        ("31;39;41;49", .plain),
        ("38;5;208", TerminalStyle(foreground: .palette(208))),
        ("38:5:208", TerminalStyle(foreground: .palette(208))),
        ("38;2;1;2;3", TerminalStyle(foreground: .rgb(1, 2, 3))),
        ("38:2:1:2:3", TerminalStyle(foreground: .rgb(1, 2, 3))),
        ("38:2::1:2:3", TerminalStyle(foreground: .rgb(1, 2, 3))),
        ("48;2;255;10;20;1", TerminalStyle(background: .rgb(255, 10, 20), attributes: .bold)),
        ("58;5;9;4", TerminalStyle(underlineColor: .palette(9), underline: .single)),
        ("58:2::1:2:3;59", .plain),
        ("1;;4", TerminalStyle(underline: .single)),
        ("38;5", .plain),
        ("38;2;1;2", .plain),
        ("48:5:1;3", TerminalStyle(background: .palette(1), attributes: .italic)),
    ]

    @Test(arguments: renditions)
    func `SGR makes a style`(rendition: String, style: TerminalStyle) {
        #expect(styles("\u{1b}[\(rendition)mx") == [style])
    }

    @Test func `a sequence with a private marker is no SGR`() {
        #expect(styles("\u{1b}[>4;2mx\u{1b}[?4mx") == [.plain, .plain])
    }

    @Test func `DECSTR resets the pen and keeps the text`() {
        #expect(styles("\u{1b}[1ma\u{1b}[!pb") == [TerminalStyle(attributes: .bold), .plain])
    }

    @Test func `DECSC remembers the pen`() {
        #expect(styles("\u{1b}[1m\u{1b}7\u{1b}[3m\u{1b}8a") == [TerminalStyle(attributes: .bold)])
    }

    @Test func `styles that no cell names make room for new ones`() {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5))
        for number in 0..<100_000 {
            emulator.read("\u{1b}[H\u{1b}[38;2;\(number >> 16);\(number >> 8 & 255);\(number & 255)mx")
        }
        #expect(emulator.screen.tables.styles.count < 10_000)
        let first = emulator.screen.line(0).cells[0]
        #expect(emulator.screen.style(of: first) == TerminalStyle(foreground: .rgb(1, 0x86, 0x9f)))
    }
}

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
