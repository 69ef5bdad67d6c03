import FoundationEssentials
import Glibc
import Testing

/// `jarvis terminal`: programs on the whole of a terminal.
@Suite(
    .serialized, .enabled(if: Tmux.missing == nil, "\(Tmux.missing ?? "")"), .timeLimit(.minutes(3)))
struct MultiplexerStoryTests {
    private let tmux: Tmux

    init() throws {
        tmux = try Tmux()
    }

    private func open(_ command: String...) -> Pane {
        tmux.open(["terminal", "--"] + command, columns: 80, rows: 24)
    }

    @Test(arguments: [("exit 0", "0"), ("exit 3", "3"), ("kill -TERM $$", "143")])
    func `it ends with the program's code and gives the terminal back`(script: String, code: String)
        async throws
    {
        let pane = open("sh", "-c", script)
        try await pane.expectEnd(code: code)
    }

    @Test func `the program has the whole terminal, follows its size and is told what it is`() async throws {
        let pane = open(
            "sh", "-c",
            "trap \"stty size\" WINCH; stty size; echo $TERM $TERM_PROGRAM; while :; do sleep 0.1; done")
        try await pane.expect("its size and names") {
            $0.contains("24 80\n") && $0.contains("xterm-256color jarvis")
        }
        pane.resize(columns: 100, rows: 30)
        try await pane.expect(words: "30 100")
        pane.press("C-c")
        try await pane.expectEnd(code: "130")
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func `a signal ends it with a restored terminal`(signal: Int32) async throws {
        let pane = open("sh", "-c", "echo ready $PPID; exec sleep 1000")
        try await pane.expect(words: "ready ")
        let process = try #require(
            pane.text.split(separator: " ").last.flatMap { pid_t($0.filter(\.isNumber)) })
        kill(process, signal)
        try await pane.expectEnd(code: "\(128 + signal)")
    }

    @Test func `a program that is not there is named`() async throws {
        let pane = open("no-such-program")
        try await pane.expectEnd(code: "70")
        #expect(pane.text.contains("no-such-program could not be started"))
    }
}
