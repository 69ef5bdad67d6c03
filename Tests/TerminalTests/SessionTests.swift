import Glibc
import Testing

@testable import Terminal

/// Real programs on real pseudo-terminals, one after the other: some tests count what the process holds.
@Suite(.serialized) struct SessionTests {
    @Test func `a shell answers what is typed`() throws {
        let stage = try Stage("/bin/bash", ["--norc", "--noprofile", "-i"])
        #expect(stage.shows("ready>"))
        try stage.type("echo $((6*7))-$TERM\r")
        #expect(stage.shows("42-xterm-256color"))
        try stage.type("exit 3\r")
        #expect(stage.ending == .exited(code: 3))
    }

    @Test func `a login shell is called as login calls it`() throws {
        let command = try TerminalCommand.loginShell(environment: ["LANG": "C.UTF-8", "TMUX": "x"])
        let name = try #require(command.program.split(separator: "/").last)
        #expect(command.arguments == ["-" + name])
        #expect(command.environment["TMUX"] == nil)
        #expect(command.environment["COLORTERM"] == "truecolor")
        #expect(command.environment["LANG"] == "C.UTF-8")
    }

    @Test func `the environment's shell and home are the session's when they can be used`() throws {
        let command = try TerminalCommand.loginShell(environment: ["SHELL": "/bin/sh", "HOME": "/usr"])
        #expect(command.program == "/bin/sh")
        #expect(command.arguments == ["-sh"])
        #expect(command.directory == "/usr")
        #expect(command.environment["SHELL"] == "/bin/sh")
        #expect(command.environment["HOME"] == "/usr")
    }

    @Test(arguments: [
        ["SHELL": "/no/shell"], ["SHELL": "sh"], ["SHELL": "/usr"], ["SHELL": "/etc/passwd"], ["SHELL": ""],
        ["HOME": "/no/folder"], ["HOME": "usr"], ["HOME": "/etc/passwd"], ["HOME": ""],
    ])
    func `what cannot be used leaves the account's shell and home`(environment: [String: String]) throws {
        let command = try TerminalCommand.loginShell(environment: environment)
        let account = try TerminalCommand.loginShell(environment: [:])
        #expect(command.program == account.program)
        #expect(command.arguments == account.arguments)
        #expect(command.directory == account.directory)
        #expect(command.environment["SHELL"] == command.program)
        #expect(command.environment["HOME"] == command.directory)
    }

    @Test func `a program learns its terminal's new size`() throws {
        let stage = try Stage(
            shell: "trap 'stty size' WINCH; echo begun; while read line; do stty size; done")
        #expect(stage.shows("begun"))
        stage.session.resize(TerminalSize(columns: 101, rows: 33))
        #expect(stage.shows("33 101"))
    }

    @Test func `a program gets answers to its questions`() throws {
        let stage = try Stage(
            "/bin/bash", ["--norc", "-c", "printf 'ab\\033[6n'; IFS= read -rsd R at; echo \"|${at#*[}|\""])
        #expect(stage.shows("|1;3|"))
        #expect(stage.ending == .exited(code: 0))
    }

    @Test(arguments: [
        ("exit 7", ProcessExit.exited(code: 7)), ("kill -TERM $$", .signalled(signal: SIGTERM)),
        (":", .exited(code: 0)),
    ])
    func `an end is told as it was`(line: String, expected: ProcessExit) throws {
        #expect(try Stage(shell: line).ending == expected)
    }

    @Test func `output that was written before the end is shown`() throws {
        let stage = try Stage(shell: "seq 1 3000; echo last")
        #expect(stage.ending == .exited(code: 0))
        #expect(stage.text.last == "last")
        #expect(stage.session.withScreen { $0.endLine } == 3_002)
    }

    @Test func `a program that ignores the hang-up is killed`() throws {
        let stage = try Stage(shell: "trap '' HUP; echo deaf; while :; do read line; done")
        #expect(stage.shows("deaf"))
        stage.session.end()
        #expect(stage.ending == .signalled(signal: SIGKILL))
    }

    @Test func `a program in front of a shell ends with it, even when it ignores the hang-up`() throws {
        let stage = try Stage("/bin/bash", ["--norc", "--noprofile", "-i"])
        #expect(stage.shows("ready>"))
        try stage.type("sh -c 'trap \"\" HUP; echo \"p\"id-$$-; while :; do sleep 1; done'\r")
        #expect(stage.shows("pid-") && stage.shows("-"))
        let row = try #require(stage.text.last { $0.hasPrefix("pid-") })
        let process = try #require(pid_t(row.split(separator: "-")[1]))
        stage.session.end()
        #expect(stage.ending != nil)
        // The kernel ends it in its own time.
        let end = ContinuousClock.now + .seconds(5)
        while !isGone(process), ContinuousClock.now < end { usleep(20_000) }
        #expect(isGone(process))
    }

    /// Whether a process is dead, though perhaps not yet reaped by its new parent.
    private func isGone(_ process: pid_t) -> Bool {
        let status = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
        guard status >= 0 else { return true }
        defer { close(status) }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = max(read(status, &bytes, bytes.count), 0)
        return String(decoding: bytes.prefix(count), as: UTF8.self).contains(") Z ")
    }

    @Test func `terminals leave no descriptor and no process behind`() throws {
        _ = try Stage(shell: ":").ending
        let before = Holdings.current
        for round in 0..<200 {
            let stage = try Stage(round % 2 == 0 ? "/bin/cat" : "/bin/true")
            stage.session.end()
            #expect(stage.ending != nil)
        }
        #expect(before.returns(within: .seconds(5)))
    }

    @Test func `a session that is let go ends its program`() throws {
        let path = "/tmp/terminal-life-\(getpid())"
        #expect(mkfifo(path, 0o600) == 0)
        defer { unlink(path) }
        let life = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        defer { close(life) }
        var stage: Stage? = try Stage(shell: "exec 3>\(path); echo here; cat")
        #expect(stage?.shows("here") == true)
        stage = nil
        var watched = pollfd(fd: life, events: 0, revents: 0)
        #expect(poll(&watched, 1, 10_000) == 1)
        #expect(watched.revents & Int16(POLLHUP) != 0)
    }

    @Test func `a program inherits no descriptor`() throws {
        let leaked = dup2(0, 77)
        defer { close(leaked) }
        let stage = try Stage(shell: "[ -e /proc/self/fd/0 ] && ! [ -e /proc/self/fd/77 ] && echo clean")
        #expect(stage.shows("clean"))
    }

    @Test func `a program starts where it is told`() throws {
        #expect(try Stage("/bin/sh", ["-c", "pwd; cat"], directory: "/usr/bin").shows("/usr/bin"))
    }

    @Test func `a program that does not exist is an error that says so`() throws {
        let before = Holdings.current
        #expect(throws: TerminalError.cannotStart(program: "/nonexistent/shell", code: ENOENT)) {
            _ = try Stage("/nonexistent/shell")
        }
        #expect(before.returns(within: .seconds(5)))
    }

    @Test func `the program in front has a name`() throws {
        let stage = try Stage("/bin/sleep", ["60"])
        #expect(stage.session.foregroundProcess == "sleep")
        stage.session.end()
        #expect(stage.ending == .signalled(signal: SIGHUP))
        #expect(stage.session.foregroundProcess == nil)
    }

    @Test func `input for an ended program is refused`() throws {
        let stage = try Stage(shell: ":")
        #expect(stage.ending == .exited(code: 0))
        #expect(throws: TerminalError.ended) { try stage.type("x") }
    }
}
