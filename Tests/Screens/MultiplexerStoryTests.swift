import FoundationEssentials
import Glibc
import Onlooker
import Terminal
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

    @Test func `the program is told the pixels of the terminal in front, as far as its cells go`() throws {
        let script = """
            printf '\\033[14t'; IFS= read -rsd t at; printf '\\n|%s|' "${at#*[}"; read -r end
            """
        let program = try ScreenProgram(
            [BuiltProgram.path, "terminal", "--", "/bin/bash", "-c", script],
            environment: [
                "HOME": tmux.folder, "XDG_STATE_HOME": tmux.folder + "/state", "PATH": "/usr/bin:/bin",
                "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
            ], size: TerminalSize(columns: 80, rows: 24, pixelWidth: 807, pixelHeight: 480))
        defer { program.end() }
        let isTold = program.wait { $0.shows(["|4;480;800|"]) } != nil
        #expect(isTold, "\(program.look { screen in (0..<4).map { screen.text(row: $0) } })")
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

    @Test(arguments: [SIGKILL, SIGSEGV, SIGABRT, SIGILL])
    func
        `a death gives the terminal back, another process goes on with the shells, and the third time is the last`(
            signal: Int32
        ) async throws
    {
        let pane = try await shell()
        pane.press("C-a", "%")
        try await pane.expect("two prompts") { $0.contains("│prompt:") }
        run("echo st''ays", pane)
        try await pane.expect(words: "stays")
        let state = tmux.folder + "/" + pane.name
        let shells = ProcessTable.children(of: try #require(ProcessTable.multiplexer(state: state)))
            .filter { ProcessTable.name(of: $0) == "sh" }
        #expect(shells.count == 2)
        for _ in 0..<2 {
            let process = try #require(ProcessTable.multiplexer(state: state))
            kill(process, signal)
            try await pane.expect("the same shells") { _ in
                ProcessTable.multiplexer(state: state) != process
                    && pane.text.contains("│prompt:") && pane.text.contains("stays")
            }
            #expect(shells.allSatisfy { kill($0, 0) == 0 })
        }
        run("echo al''ive", pane)
        try await pane.expect(words: "alive")
        kill(try #require(ProcessTable.multiplexer(state: state)), signal)
        try await pane.expectEnd(code: "\(128 + signal)")
        for shell in shells { #expect(ProcessTable.isGone(shell)) }
    }

    @Test func `a program that is not there is named`() async throws {
        let pane = open("no-such-program")
        try await pane.expectEnd(code: "70")
        #expect(pane.text.contains("no-such-program could not be started"))
    }

    /// A shell that is the same for every user, with its prompt on the screen.
    private func shell(columns: Int = 80, rows: Int = 24) async throws -> Pane {
        let folder = tmux.folder + "/.config/jarvis"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try Data("shell: {command: [/bin/sh]}\n".utf8).write(to: URL(filePath: folder + "/config.yaml"))
        try #require(chmod(folder + "/config.yaml", 0o600) == 0)
        let pane = tmux.open(["terminal"], columns: columns, rows: rows, extra: ["ENV=", "PS1=prompt:"])
        try await pane.expect(words: "prompt:")
        return pane
    }

    private func run(_ command: String, _ pane: Pane) {
        pane.type(command)
        pane.press("Enter")
    }

    @Test func `tabs and splits are made, walked through and closed by keys`() async throws {
        let pane = try await shell()
        pane.press("C-a", "%")
        try await pane.expect("two prompts") { $0.contains("│prompt:") }
        run("stty size", pane)
        try await pane.expect(words: "24 39")
        pane.press("C-a", "z")
        run("clear; stty size", pane)
        try await pane.expect(words: "24 80")
        pane.press("C-a", "z", "C-a", "c")
        try await pane.expect("the line of names") { $0.split(separator: "\n").last?.contains(" 1 ") == true }
        run("stty size", pane)
        try await pane.expect(words: "23 80")
        run("exit", pane)
        try await pane.expect("the first tab") { $0.contains("│") }
        run("sleep 1000", pane)
        try await pane.expect(words: "sleep 1000")
        pane.press("C-a", "x")
        try await pane.expect(words: "sleep still runs")
        for _ in 0..<5 where pane.text.contains("still runs") {
            pane.press("y")
            _ = try await pane.shows(within: .seconds(2)) { !$0.contains("still runs") }
        }
        try await pane.expect("one pane") { !$0.contains("│") }
        pane.press("C-a", "x")
        try await pane.expectEnd(code: "0")
    }

    @Test func `the prefix twice is passed on once`() async throws {
        let pane = open(
            "sh", "-c", "stty raw -echo; echo ready; dd bs=1 count=2 2>/dev/null | od -c; sleep 1000")
        try await pane.expect(words: "ready")
        pane.press("C-a", "C-a", "b")
        try await pane.expect(words: "001   b")
    }

    @Test func `what is drawn in parts is what a whole drawing gives`() throws {
        let home = try StoryHome()
        try home.write(".config/jarvis/config.yaml", "shell: {command: [/bin/sh]}\n")
        let program = try home.open(["terminal"])
        defer { program.end() }
        program.expect("$")
        program.type("\u{1}%")
        program.expect("│$")
        program.type("seq 1 90; printf '\\033[31mred\\033[5;5Hthere\\n'; echo fir''st\r")
        program.expect("first")
        program.type("\u{1}h")
        program.type("echo 漢字; printf '\\033[7minverse\\033[0m\\033[10;30H\\033[1Kx\\n'; echo seco''nd\r")
        program.expect("second")
        program.type("typed and not run")
        program.expect("not run")
        program.settle()
        let parts = program.look { Picture($0) }
        // A list that comes and goes has everything drawn again.
        program.type("\u{1}w")
        program.expect("TABS")
        program.type("q")
        _ = program.wait { !$0.shows(["TABS"]) }
        program.settle()
        #expect(program.look { Picture($0) }.differences(from: parts) == [])
    }

    @Test func `tabs, splits, names and scrollback are found again, and the house's end is asked about`()
        throws
    {
        let home = try StoryHome()
        try home.write("secrets/token", "none")
        try home.write(".config/jarvis/config.yaml", Self.configuration(home))
        let first = try home.open()
        first.expect("SHELL")
        first.type("3\u{1}%")
        first.expect("┬", "┴")
        first.type("seq 1 300; echo secret''word\r")
        first.expect("secretword")
        first.type("\u{1}c\u{1},mine\r")
        first.expect("1 mine")
        first.type("sleep 1000\r")
        first.type("\u{1}d")
        #expect(first.exitCode() == 0)
        let second = try home.open()
        second.expect("1 mine", "sleep 1000")
        second.type("\u{1}0")
        second.expect("┬", "┴", "secretword")
        second.type("\u{1}\u{1B}[5~")
        second.expect("lines back", "270")
        second.type("\u{1}d")
        #expect(second.exitCode() == 0)
        let asking = try home.open(["kill-house"])
        asking.expect("tab 1 (mine, 1 pane): sleep", "End the house?")
        asking.type("n\r")
        #expect(asking.exitCode() == 77)
        let yes = try home.open(["kill-house"])
        yes.expect("End the house?")
        yes.type("y\r")
        #expect(yes.exitCode() == 0)
    }

    /// A cluster that nobody answers for, so that the house stays.
    static func configuration(_ home: StoryHome) -> String {
        """
        clusters:
          - {name: none, nodes: ["127.0.0.1:9"], token: {id: "a@pve!b", secret: {file: \(home.path)/secrets/token}}}
        ui: {mode: minimal}
        shell: {command: [/bin/sh]}

        """
    }
}
