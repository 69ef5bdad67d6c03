import Testing

@testable import Terminal

struct EventTests {
    private func events(
        _ text: String, at time: UInt64 = 0, policy: TerminalPolicy = TerminalPolicy()
    ) -> [TerminalEvent] {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5), policy: policy)
        Array(text.utf8).withUnsafeBufferPointer { emulator.read($0, at: time) }
        return emulator.takeEvents()
    }

    static let told: [(String, [TerminalEvent])] = [
        ("\u{1b}]0;one\u{7}", [.title("one")]),
        ("\u{1b}]2;one\u{7}\u{1b}]2;two\u{1b}\\", [.title("two")]),
        ("\u{1b}]1;icon\u{7}", []),
        ("\u{7}\u{7}", [.bell]),
        ("\u{1b}]7;file://host/tmp\u{7}", [.directory(TerminalDirectory(host: "host", path: "/tmp"))]),
        (
            "\u{1b}]7;file://host/tmp\u{7}\u{1b}]7;no\u{7}",
            [.directory(TerminalDirectory(host: "host", path: "/tmp"))]
        ),
        ("\u{1b}]1337;CurrentDir=/a b\u{7}", [.directory(TerminalDirectory(host: "", path: "/a b"))]),
        (
            "\u{1b}]1337;SetMark\u{7}\u{1b}]1337;File=inline=1:AAAA\u{7}\u{1b}]22;hand\u{7}\u{1b}]22;;x\u{7}",
            []
        ),
        (
            "\u{1b}]9;done; really\u{7}",
            [.notification(TerminalNotification(title: "", text: "done; really"))]
        ),
        ("\u{1b}]9;4 files\u{7}", [.notification(TerminalNotification(title: "", text: "4 files"))]),
        (
            "\u{1b}]777;notify;Build;it; works\u{7}",
            [.notification(TerminalNotification(title: "Build", text: "it; works"))]
        ),
        ("\u{1b}]777;notify;Build\u{7}", [.notification(TerminalNotification(title: "", text: "Build"))]),
        ("\u{1b}]777;other;a;b\u{7}\u{1b}]9;\u{7}\u{1b}]777\u{7}", []),
        ("\u{1b}]9;a\u{9b}31mb\u{7}", [.notification(TerminalNotification(title: "", text: "a31mb"))]),
        ("\u{1b}]99;;done\u{7}", [.notification(TerminalNotification(title: "", text: "done"))]),
        (
            "\u{1b}]99;i=1:d=0;Build\u{1b}\\\u{1b}]99;i=1:d=0:p=body;it \u{1b}\\"
                + "\u{1b}]99;i=1:p=body:e=1;d29ya3M=\u{1b}\\",
            [.notification(TerminalNotification(title: "Build", text: "it works"))]
        ),
        ("\u{1b}]99;i=1:p=?;\u{7}\u{1b}]99;i=1:d=0;a\u{7}\u{1b}]99;x\u{7}\u{1b}]99;p=icon;b\u{7}", []),
        ("\u{1b}]9;4;1;50\u{7}", [.progress(.running(50))]),
        ("\u{1b}]9;4;1;900\u{7}\u{1b}]9;4;3\u{7}", [.progress(.unknown)]),
        ("\u{1b}]9;4;2\u{7}", [.progress(.failed(nil))]),
        ("\u{1b}]9;4;4;20\u{7}", [.progress(.paused(20))]),
        ("\u{1b}]9;4;0\u{7}", [.progress(nil)]),
        ("\u{1b}]9;4;7\u{7}\u{1b}]9;9;/tmp\u{7}\u{1b}]9;1;500\u{7}", []),
        (
            "\u{1b}]52;c;aGVsbG8=\u{7}",
            [.clipboard(ClipboardRequest(selection: .clipboard, text: "hello", needsConsent: true))]
        ),
        (
            "\u{1b}]52;;aGVsbG8\u{1b}\\",
            [.clipboard(ClipboardRequest(selection: .clipboard, text: "hello", needsConsent: true))]
        ),
        (
            "\u{1b}]52;p;aGVsbG8=\u{7}",
            [.clipboard(ClipboardRequest(selection: .primary, text: "hello", needsConsent: true))]
        ),
        ("\u{1b}]52;c;?\u{7}\u{1b}]52;c;\u{7}\u{1b}]52;c;!\u{7}\u{1b}]52;aGVsbG8=\u{7}", []),
    ]

    @Test(arguments: told)
    func `what a program has to tell is an event`(text: String, expected: [TerminalEvent]) {
        #expect(events(text) == expected)
        #expect(answer(text) == "")
    }

    @Test func `the clipboard is asked about, given, or refused, as the policy says`() {
        var policy = TerminalPolicy()
        policy.clipboard = .allow
        let given = ClipboardRequest(selection: .clipboard, text: "hello", needsConsent: false)
        #expect(events("\u{1b}]52;c;aGVsbG8=\u{7}", policy: policy) == [.clipboard(given)])
        policy.clipboard = .refuse
        #expect(events("\u{1b}]52;c;aGVsbG8=\u{7}", policy: policy) == [])
    }

    @Test func `events are told once, and a bell again when it rings again`() {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5))
        emulator.read("\u{7}\u{1b}]2;a\u{7}")
        #expect(emulator.takeEvents() == [.title("a"), .bell])
        #expect(emulator.takeEvents() == [])
        emulator.read("\u{7}")
        #expect(emulator.takeEvents() == [.bell])
    }

    @Test func `a program that floods its owner with events loses them`() {
        let flood = (0..<1_000).map { "\u{1b}]9;\($0)\u{7}\u{1b}]2;\($0)\u{7}\u{7}" }.joined()
        let taken = events(flood)
        #expect(taken.count == EventQueue.limit + 1)
        #expect(taken.last == .bell)
    }

    @Test func `titles and messages are bounded and cut between characters`() {
        let long = String(repeating: "ä", count: 10_000)
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5))
        emulator.read("\u{1b}]2;x\(long)\u{7}\u{1b}]777;notify;\(long);\(long)\u{7}")
        #expect(emulator.screen.title == "x" + String(repeating: "ä", count: 511))
        let notification = TerminalNotification(
            title: String(repeating: "ä", count: 128), text: String(repeating: "ä", count: 512))
        #expect(emulator.takeEvents().last == .notification(notification))
    }

    static let runs: [(String, CommandRun?)] = [
        ("\u{1b}]133;C\u{7}\u{1b}]133;D;1\u{7}", CommandRun(began: 5, ended: 5, status: 1)),
        (
            "\u{1b}]133;C;cmdline_url=ls%20-l\u{7}\u{1b}]133;D;0;aid=7\u{7}",
            CommandRun(line: "ls -l", began: 5, ended: 5, status: 0)
        ),
        (
            "\u{1b}]133;C;aid=1;cmdline=make\u{7}\u{1b}]133;N\u{7}",
            CommandRun(line: "make", began: 5, ended: 5, status: nil)
        ),
        ("\u{1b}]133;D;1\u{7}", nil),
        ("\u{1b}]133;C\u{7}", nil),
        ("\u{1b}]133;CX\u{7}\u{1b}]133\u{7}\u{1b}]133;D\u{7}", nil),
    ]

    @Test(arguments: runs)
    func `a command the shell marks is told when it ends`(text: String, run: CommandRun?) {
        #expect(events(text, at: 5) == (run.map { [.commandEnded($0)] } ?? []))
    }

    @Test func `a command knows how long it ran, and nothing of times nobody told`() {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5))
        Array("\u{1b}]133;C\u{7}".utf8).withUnsafeBufferPointer { emulator.read($0, at: 1_000) }
        #expect(emulator.screen.runningCommand == CommandRun(began: 1_000))
        Array("\u{1b}]133;D;0\u{7}".utf8).withUnsafeBufferPointer { emulator.read($0, at: 4_000) }
        #expect(emulator.screen.runningCommand == nil)
        #expect(emulator.screen.lastCommand?.duration == 3_000)
        emulator.read("\u{1b}]133;C\u{7}\u{1b}]133;D;0\u{7}")
        #expect(emulator.screen.lastCommand == CommandRun(began: nil, ended: nil, status: 0))
        #expect(emulator.screen.lastCommand?.duration == nil)
    }
}
