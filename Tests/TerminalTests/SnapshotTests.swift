import Testing

@testable import Terminal

struct SnapshotTests {
    /// A screen without its scrollback and the marks of wrapped lines, which a snapshot does not bring.
    private func comparable(_ screen: borrowing TerminalScreen) -> String {
        screen.dump(.json).replacing(#/"scrollback": \d+/#, with: "").replacing(
            "\"wrapped\": true, ", with: "")
    }

    private static let programs = [
        "\u{1b}]2;name\u{7}one\r\n\u{1b}[1;31mtwo\u{1b}7\u{1b}[2;4r\u{1b}[3;3H漢\u{1b}[4hx\u{1b}8y\n\n\n",
        "\u{1b}[?1h\u{1b}[?1000h\u{1b}[?1006h\u{1b}[?2004h\u{1b}[?25l\u{1b}[5 q0123456789012345678901234",
        "main\u{1b}[2;3H\u{1b}[?1049h\u{1b}[44malt\u{1b}[K\u{1b}[2;4r\u{1b}[?1049l behind\u{1b}[r end",
        "\u{1b}[?69h\u{1b}[3;8s\u{1b}[2;5r\u{1b}[2;3Habcdefgh\u{1b}[?7lijklmnopqrst\u{1b}[m\u{1b}[?69l",
    ]

    @Test(arguments: programs)
    func `a blank terminal with the snapshot shows the same and goes on as the original`(program: String) {
        let size = TerminalSize(columns: 12, rows: 6)
        let scalars = Array(program.unicodeScalars)
        for end in 0...scalars.count {
            var original = Emulator(size: size)
            var head = String.UnicodeScalarView()
            head.append(contentsOf: scalars[..<end])
            original.read(String(head))
            guard original.isAtRest else { continue }
            var copy = Emulator(size: size)
            copy.read(original.screen.snapshot())
            #expect(comparable(copy.screen) == comparable(original.screen), "after \(end)")
            var tail = String.UnicodeScalarView()
            tail.append(contentsOf: scalars[end...])
            original.read(String(tail))
            copy.read(String(tail))
            #expect(comparable(copy.screen) == comparable(original.screen), "after \(end) and the rest")
        }
    }
}
