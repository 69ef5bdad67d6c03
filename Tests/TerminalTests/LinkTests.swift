import Testing

@testable import Terminal

struct LinkTests {
    private func link(_ text: String, _ line: Int, _ column: Int, columns: Int = 60) -> TerminalLink? {
        var emulator = Emulator(size: TerminalSize(columns: columns, rows: 5))
        emulator.read(text)
        return emulator.screen.link(at: place(line, column))
    }

    @Test(arguments: [
        ("see https://example.org/a?b=c.", 6, "https://example.org/a?b=c"),
        ("(https://example.org/x_(y))", 4, "https://example.org/x_(y)"),
        ("<http://[::1]:8006/>, so", 3, "http://[::1]:8006/"), ("mailto:root@pve1!", 0, "mailto:root@pve1"),
        ("\"file:///etc/hosts\"", 4, "file:///etc/hosts"), ("url=https://a.b/c", 8, "https://a.b/c"),
        ("https://a.b/ü,", 3, "https://a.b/ü"),
    ])
    func `an address is found without what stands around it`(text: String, column: Int, address: String) {
        #expect(link(text, 0, column)?.target == .address(address))
    }

    @Test(
        arguments: [
            ("src/main.swift:12:5: error: no", 4, "src/main.swift", 12, 5),
            ("main.c:7: warning", 0, "main.c", 7, nil),
            ("in /etc/hosts,", 6, "/etc/hosts", nil, nil), ("(./run.sh:3)", 3, "./run.sh", 3, nil),
            ("file=~/x.txt:1", 8, "~/x.txt", 1, nil), ("a ../b/c.h:9:0", 4, "../b/c.h", 9, nil),
        ] as [(String, Int, String, Int?, Int?)])
    func `a file is found with its line and column`(
        text: String, at: Int, path: String, line: Int?, column: Int?
    ) {
        let known = text.hasPrefix("file=") ? "~/x.txt" : path
        #expect(
            link(text, 0, at)?.target == .file(path: known, line: line, column: column)
                || link(text, 0, at)?.target == .file(path: "file=" + known, line: line, column: column))
    }

    @Test(arguments: ["plain words", "10:30", "--color=auto", "e.g. this", "//", "javascript:alert(1)"])
    func `what names nothing is no link`(text: String) {
        #expect(link(text, 0, 1) == nil)
    }

    @Test func `an address is one over a wrap`() {
        let link = link("go to https://example.org/long/path now", 1, 4, columns: 20)
        #expect(link?.target == .address("https://example.org/long/path"))
        #expect(link?.range == place(0, 6)...place(1, 14))
    }

    @Test func `a hyperlink's address is told, and how far it reaches`() {
        let link = link("a \u{1b}]8;;https://real.example/\u{7}click\u{1b}]8;;\u{7} b", 0, 4)
        #expect(link?.target == .address("https://real.example/"))
        #expect(link?.range == place(0, 2)...place(0, 6))
    }

    @Test func `places without text link to nothing`() {
        #expect(link("/etc/hosts", 0, 30) == nil)
        #expect(link("/etc/hosts", 99, 0) == nil)
    }
}
