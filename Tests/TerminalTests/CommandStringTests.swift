import Testing

@testable import Terminal

struct CommandStringTests {
    private func emulator(_ text: String) -> Emulator {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5))
        emulator.read(text)
        return emulator
    }

    static let swallowed = [
        "\u{1b}_application\u{1b}\\", "\u{1b}^privacy\u{1b}\\", "\u{1b}Xstart\u{1b}\\",
        "\u{1b}P1;2qsixel#0\u{1b}\\",
        "\u{1b}]777;notify;a;b\u{7}", "\u{1b}]9;hello\u{1b}\\", "\u{1b}[?1;2;3z", "\u{1b}[1\u{18}",
        "\u{1b}]0;cut\u{18}",
        "\u{1b}[\u{1b}[m", "\u{1b}%G", "\u{1b}[999999999999m",
    ]

    @Test(arguments: swallowed)
    func `what is not shown leaves no trace`(text: String) {
        #expect(picture(text + "ok").rows[0] == "ok")
    }

    @Test func `a string that is too long is dropped as a whole`() {
        let emulator = emulator("\u{1b}]0;" + String(repeating: "x", count: 1 << 20) + "\u{7}ok")
        #expect(emulator.screen.title == "")
        #expect(Picture(emulator.screen).rows[0] == "ok")
    }

    @Test func `an escape sequence ends a string that has no end`() {
        #expect(picture("\u{1b}]0;never ended\u{1b}[1;2Hok") == Picture([" ok"], column: 3, row: 0))
    }

    @Test func `the title is kept without control characters`() {
        #expect(emulator("\u{1b}]2;a\u{9b}b\u{202e}c\u{7}").screen.title == "ab\u{202e}c")
        #expect(emulator("\u{1b}]0;täglich\u{1b}\\").screen.title == "täglich")
    }

    static let folders: [(String, TerminalDirectory?)] = [
        ("file://host/home/a%20b", TerminalDirectory(host: "host", path: "/home/a b")),
        ("file:///tmp", TerminalDirectory(host: "", path: "/tmp")),
        ("http://host/x", nil),
        ("file://host/a%0ab", nil),
        ("file://host/100%", TerminalDirectory(host: "host", path: "/100%")),
    ]

    @Test(arguments: folders)
    func `the shell's folder`(address: String, expected: TerminalDirectory?) {
        #expect(emulator("\u{1b}]7;\(address)\u{7}").screen.directory == expected)
    }

    @Test func `a hyperlink lies on the cells printed within it`() {
        let emulator = emulator("a\u{1b}]8;id=1;https://example.org/\u{1b}\\bc\u{1b}]8;;\u{1b}\\d")
        var links: [Hyperlink?] = []
        for cell in emulator.screen.line(0).cells { links.append(emulator.screen.link(of: cell)) }
        #expect(links.map { $0?.address } == [nil, "https://example.org/", "https://example.org/", nil])
    }

    static let refused = [
        "a\u{1b}b", "with space", "ümlaut",
    ]

    @Test(arguments: refused)
    func `a hyperlink that is no address is none`(address: String) {
        let emulator = emulator("\u{1b}]8;;\(address)\u{7}x")
        for cell in emulator.screen.line(0).cells { #expect(!cell.hasLink) }
    }

    @Test func `a hyperlink of more than 2,083 bytes is none`() {
        let emulator = emulator("\u{1b}]8;;" + String(repeating: "x", count: 2_084) + "\u{7}x")
        #expect(emulator.screen.line(0).cells.allSatisfy { !$0.hasLink })
    }

    @Test func `links that no cell carries make room for new ones`() {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5))
        for number in 0..<10_000 { emulator.read("\u{1b}[H\u{1b}]8;;http://host/\(number)\u{7}x") }
        #expect(emulator.screen.tables.links.bound < 2_000)
        #expect(emulator.screen.link(of: emulator.screen.line(0).cells[0])?.address == "http://host/9999")
    }

    @Test func `the shell's marks lie on their lines`() {
        let emulator = emulator(
            "\u{1b}]133;A\u{7}$ \u{1b}]133;B\u{7}false\r\n\u{1b}]133;C\u{7}out\r\n\u{1b}]133;D;1\u{7}\u{1b}]133;A\u{7}$ "
        )
        #expect(
            (0..<3).map { emulator.screen.line($0).marks } == [[.prompt, .input], .output, [.end, .prompt]])
        #expect(emulator.screen.lastStatus == 1)
    }

    static let prompts: [(String, LineMarks)] = [
        ("133;A", .prompt), ("133;A;cl=m;aid=9", .prompt), ("133;A;k=i", .prompt), ("133;P;k=i", .prompt),
        ("133;A;k=s", []), ("133;P;k=r", []), ("133;N", [.end, .prompt]), ("133;I", .input), ("133;L", []),
        ("133;Z", []),
    ]

    @Test(arguments: prompts)
    func `only a prompt that begins a command is marked as one`(command: String, marks: LineMarks) {
        #expect(emulator("x\u{1b}]\(command)\u{7}y").screen.line(0).marks == marks)
        #expect(picture("x\u{1b}]\(command)\u{7}y").rows[0] == "xy")
    }

    @Test func `pieces of the same address and identifier are one link`() {
        let emulator = emulator(
            "\u{1b}]8;id=a;http://h/\u{7}1\u{1b}]8;x=y:id=b;http://h/\u{7}2\u{1b}]8;id=a:z=q;http://h/\u{7}3"
                + "\u{1b}]8;;\u{7}4")
        var numbers: [Int] = []
        for cell in emulator.screen.line(0).cells { numbers.append(cell.linkNumber) }
        #expect(numbers == [1, 2, 1, 0])
        #expect(emulator.screen.link(of: emulator.screen.line(0).cells[1])?.identifier == "b")
    }

    @Test func `the icon has a title of its own`() {
        let both = emulator("\u{1b}]0;both\u{7}")
        #expect([both.screen.title, both.screen.iconTitle] == ["both", "both"])
        let one = emulator("\u{1b}]1;icon\u{7}")
        #expect([one.screen.title, one.screen.iconTitle] == ["", "icon"])
    }
}
