import Screen
import Terminal
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// What of a program's cells goes to the terminal in front.
struct ShellCellsTests {
    @Test(arguments: [
        ("https://pve.lan/", "https://pve.lan/"), ("mailto:root@pam", "mailto:root@pam"),
        // The terminal in front would look for it on the operator's own machine.
        ("file:///etc/passwd", nil), ("FILE:///etc/passwd", nil), ("file://host/share/x", nil),
        ("javascript:alert(1)", nil),
    ])
    func `a program's hyperlink is handed out unless it names a file`(address: String, handedOut: String?) {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 2))
        emulator.read("\u{1B}]8;;\(address)\u{1B}\\here\u{1B}]8;;\u{1B}\\ x")
        #expect(emulator.screen.link(at: TerminalPosition(line: 0, column: 1))?.target == .address(address))
        var frame = Frame(Size(width: 10, height: 2))
        _ = ShellCells.draw(emulator.screen, into: &frame, Rect(x: 0, y: 0, width: 10, height: 2))
        #expect(frame.text.hasPrefix("here x"))
        let links = (0..<6).map { frame.link(at: Point(x: $0, y: 0))?.address }
        #expect(links == Array(repeating: handedOut, count: 4) + [nil, nil])
    }
}
