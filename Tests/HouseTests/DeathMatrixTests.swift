import Glibc
import Testing

@testable import House

@Suite(.serialized) struct DeathMatrixTests {
    /// A way for a house to go, and what its front makes of it.
    struct Death: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var key: String?
        var signal: Int32?
        let code: Int32
        let sentence: String
        var leavesReport = false
    }

    static let houseDeaths = [
        Death(
            testDescription: "exit", key: "x", code: EX_SOFTWARE,
            sentence: "ended without a word (exit code 5)"),
        Death(
            testDescription: "trap", key: "t", code: EX_SOFTWARE, sentence: "crashed (SIGILL)",
            leavesReport: true),
        Death(
            testDescription: "segv", key: "s", code: EX_SOFTWARE, sentence: "crashed (SIGSEGV)",
            leavesReport: true),
        Death(
            testDescription: "no memory left", key: "m", code: EX_SOFTWARE, sentence: "crashed (SIG",
            leavesReport: true),
        Death(
            testDescription: "SIGSEGV", signal: SIGSEGV, code: EX_SOFTWARE, sentence: "crashed (SIGSEGV)",
            leavesReport: true),
        Death(
            testDescription: "SIGABRT", signal: SIGABRT, code: EX_SOFTWARE, sentence: "crashed (SIGABRT)",
            leavesReport: true),
        Death(
            testDescription: "SIGKILL", signal: SIGKILL, code: EX_SOFTWARE,
            sentence: "ended without a word (SIGKILL)"),
        Death(
            testDescription: "SIGTERM", signal: SIGTERM, code: 0, sentence: "house was ended by signal 15"),
        Death(testDescription: "SIGHUP", signal: SIGHUP, code: 0, sentence: "house was ended by signal 1"),
        Death(testDescription: "SIGINT", signal: SIGINT, code: 0, sentence: "house was ended by signal 2"),
        Death(testDescription: "SIGQUIT", signal: SIGQUIT, code: 0, sentence: "house was ended by signal 3"),
    ]

    @Test(arguments: houseDeaths)
    func `whatever ends the house, the front gives the terminal back and says why`(_ death: Death) throws {
        let scene = try Scene()
        let terminal = try Pseudoterminal()
        let before = terminal.modes
        let front = try scene.attach(terminal, ["mortal"])
        #expect(terminal.modes != before)
        if let key = death.key { terminal.type(key) }
        if let signal = death.signal {
            kill(try #require(Int32(terminal.value(of: "house") ?? "")), signal)
        }
        let frontEnd = try front.end()
        #expect(frontEnd == .exited(death.code))
        #expect(terminal.modes == before)
        #expect(try terminal.shows(death.sentence), "\(terminal.text)")
        #expect(terminal.wasLeft)
        let reports = try scene.crashReports
        #expect(reports.count == (death.leavesReport ? 1 : 0))
        for report in reports {
            #expect(try terminal.shows(report))
            var status = stat()
            #expect(stat(report, &status) == 0 && status.st_mode & 0o777 == 0o600)
        }
    }

    @Test(arguments: [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGKILL])
    func `when the front is killed the house gives the terminal back and lives on`(_ signal: Int32) throws {
        let scene = try Scene()
        let terminal = try Pseudoterminal()
        let before = terminal.modes
        let front = try scene.attach(terminal)
        front.send(signal)
        let frontEnd = try front.end()
        #expect(frontEnd == .killed(signal: signal))
        #expect(try terminal.shows { _ in terminal.wasLeft })
        #expect(try scene.status()["terminal"] == "none")
        #expect(terminal.modes == before)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
    func `a front that is asked to end takes its leave and lets the house live on`(_ signal: Int32) throws {
        let scene = try Scene()
        let terminal = try Pseudoterminal()
        let before = terminal.modes
        let front = try scene.attach(terminal)
        front.send(signal)
        let frontEnd = try front.end()
        #expect(frontEnd == .exited(128 + signal))
        #expect(terminal.modes == before)
        #expect(try terminal.shows("received \(Departure.name(ofSignal: signal))"))
        #expect(terminal.wasLeft)
        #expect(try scene.status()["terminal"] == "none")
    }

    @Test func `a house that hangs keeps no terminal`() throws {
        let scene = try Scene()
        let terminal = try Pseudoterminal()
        let before = terminal.modes
        let front = try scene.attach(terminal)
        terminal.type("h")
        #expect(try terminal.shows("HANGING"))
        front.send(SIGTERM)
        let frontEnd = try front.end()
        #expect(frontEnd == .exited(128 + SIGTERM))
        #expect(terminal.modes == before)
        #expect(try terminal.shows { _ in terminal.wasLeft })
        #expect(try Question(to: scene.address).killHouse(within: .milliseconds(100)) == .killed)
    }

    @Test func `a house that closes passes its exit code and its last sentence to the front`() throws {
        let scene = try Scene()
        let terminal = try Pseudoterminal()
        let before = terminal.modes
        let front = try scene.attach(terminal)
        terminal.type("q")
        let frontEnd = try front.end()
        #expect(frontEnd == .exited(3))
        #expect(terminal.modes == before)
        #expect(try terminal.shows("The house is closed."))
        #expect(terminal.wasLeft)
    }
}
