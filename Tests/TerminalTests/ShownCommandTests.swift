import Testing

@testable import Terminal

struct ShownCommandTests {
    private func emulator(_ text: String, columns: Int = 20, rows: Int = 5) -> Emulator {
        var emulator = Emulator(size: TerminalSize(columns: columns, rows: rows))
        emulator.read(text)
        return emulator
    }

    /// What a shell with marks writes for a command.
    private func run(_ line: String, _ output: String, status: Int?) -> String {
        let end = status.map { "\u{1b}]133;D;\($0)\u{7}" } ?? ""
        return "\u{1b}]133;A\u{7}$ \u{1b}]133;B\u{7}\(line)\r\n\u{1b}]133;C\u{7}\(output)\(end)"
    }

    private func output(_ emulator: borrowing Emulator) -> String? {
        let range = emulator.screen.shownCommand?.output
        return range.map { emulator.screen.text(from: $0.lowerBound, to: $0.upperBound) }
    }

    @Test func `the last command is told with its line, output and status`() {
        let emulator = emulator(
            run("ls", "a\r\n", status: 0) + run("make it", "x\r\ny\r\n", status: 2) + "$ ")
        #expect(emulator.screen.shownCommand?.line == "make it")
        #expect(emulator.screen.shownCommand?.status == 2)
        #expect(emulator.screen.shownCommand?.isRunning == false)
        #expect(output(emulator) == "x\ny")
    }

    @Test func `output without a line's end stops before the prompt`() {
        #expect(output(emulator(run("printf x", "abc", status: 0) + "$ ")) == "abc")
        #expect(output(emulator(run("true", "", status: 0) + "$ ")) == nil)
    }

    @Test func `a command that still runs is told as far as it came`() {
        let emulator = emulator(run("ping", "one\r\ntwo\r\n", status: nil))
        #expect(emulator.screen.shownCommand?.isRunning == true)
        #expect(emulator.screen.shownCommand?.status == nil)
        #expect(output(emulator) == "one\ntwo")
    }

    @Test func `without marks nothing is known`() {
        #expect(emulator("$ ls\r\na\r\n").screen.shownCommand == nil)
    }

    @Test func `an empty Enter leaves the last command the last`() {
        let empty = "\u{1b}]133;A\u{7}$ \u{1b}]133;B\u{7}\r\n\u{1b}]133;D\u{7}"
        let emulator = emulator(run("ls", "a\r\n", status: 3) + empty + empty)
        #expect(emulator.screen.shownCommand?.line == "ls")
        #expect(emulator.screen.shownCommand?.status == 3)
    }

    @Test func `a new width keeps the last command whole`() {
        var emulator = emulator(run("ls", "abcdefghijkl\r\nx\r\n", status: 0) + "$ ")
        emulator.resize(TerminalSize(columns: 5, rows: 5))
        #expect(output(emulator) == "abcdefghijkl\nx")
        #expect(emulator.screen.shownCommand?.line == "ls")
        emulator.read("\u{1b}[?1049h")
        emulator.resize(TerminalSize(columns: 7, rows: 4))
        emulator.read("\u{1b}[?1049l")
        #expect(output(emulator) == "abcdefghijkl\nx")
    }

    @Test func `output whose beginning is forgotten says so`() {
        var policy = TerminalPolicy()
        policy.scrollbackLines = 3
        var emulator = Emulator(size: TerminalSize(columns: 20, rows: 3), policy: policy)
        emulator.read(run("seq 9", (1...9).map { "\($0)\r\n" }.joined(), status: 0))
        #expect(emulator.screen.shownCommand?.isCut == true)
        #expect(emulator.screen.shownCommand?.line == nil)
        #expect(output(emulator) == "5\n6\n7\n8\n9")
    }

    @Test func `prompts are found above and below`() {
        let emulator = emulator(
            run("a", "1\r\n2\r\n3\r\n", status: 0) + run("b", "1\r\n2\r\n", status: 0)
                + run("c", "", status: 0))
        #expect(emulator.screen.prompt(before: 7) == 4)
        #expect(emulator.screen.prompt(before: 4) == 0)
        #expect(emulator.screen.prompt(before: 0) == nil)
        #expect(emulator.screen.prompt(after: 0) == 4)
        #expect(emulator.screen.prompt(after: 4) == 7)
        #expect(emulator.screen.prompt(after: 7) == nil)
    }
}
