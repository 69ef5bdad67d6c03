import Counterparts
import Foundation
import JSON
import Onlooker
import ProxmoxSim
import Testing

/// The built program, run without a terminal: setsid(1) takes the controlling one away.
@Suite(
    .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(5)))
struct CommandLineProcessTests {
    @Test(arguments: [
        (["status"], 78, "There is no cluster to ask"), (["ask", "hello"], 78, "There is no cluster to ask"),
        (["config", "check"], 78, "`jarvis config init` makes one"),
        (["config", "init"], 64, "there is none"),
        (["kill-house"], 69, "No house is running"), (["shot", "a.svg"], 69, "No house is running"),
        ([], 64, "Jarvis draws on a terminal"),
    ])
    func `with nothing there a command says one sentence and a code`(
        arguments: [String], code: Int, sentence: String
    ) async throws {
        let home = try Home()
        defer { home.remove() }
        let result = try await home.run(arguments)
        #expect(result.code == code)
        #expect(result.output.isEmpty)
        #expect(result.error.contains(sentence))
        #expect(result.error.split(separator: "\n").count == 1)
    }

    @Test(arguments: [
        (["statsu"], #"There is no "jarvis statsu"; did you mean "jarvis status"?"#),
        (["statsu", "--json"], #"did you mean "jarvis status"?"#),
        (["doc"], #"did you mean "jarvis doctor"?"#),
        (["kill-hous"], #"did you mean "jarvis kill-house"?"#),
        (["config", "chekc"], #"did you mean "jarvis config check"?"#),
        (["frobnicate"], "Unexpected argument 'frobnicate'"), (["hous"], "Unexpected argument 'hous'"),
        (["--statsu"], "Unknown option '--statsu'"), (["status", "statsu"], "Unexpected argument 'statsu'"),
    ])
    func `a word that is no command is told with the one that may be meant`(
        arguments: [String], sentence: String
    ) async throws {
        let home = try Home()
        defer { home.remove() }
        let result = try await home.run(arguments)
        #expect(result.code == 64)
        #expect(result.output.isEmpty)
        #expect(result.error.contains(sentence), "\(result.error)")
        #expect(result.error.contains("did you mean") == sentence.contains("did you mean"))
    }

    @Test func `every mistake in the configuration is named by file, line and key`() async throws {
        let home = try Home()
        defer { home.remove() }
        try home.configure("ui:\n  theme: pink\n  colour: red\n")
        let result = try await home.run(["config", "check"])
        #expect(result.code == 78)
        let file = home.path + "/.config/jarvis/config.yaml"
        let lines = result.error.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(
            lines.first?.hasPrefix("\(file):2: ui.theme: there is no theme \"pink\"; there are: amber")
                == true)
        #expect(lines.last?.hasPrefix("\(file):3: ui.colour: unknown key") == true)
    }

    @Test func `keys that no command may have are named by line, and keep no house from beginning`()
        async throws
    {
        let home = try Home()
        defer { home.remove() }
        try home.configure("keys:\n  zoom: [xy]\n  guest.dance: d\n  guest.start: w\n  help: [K]\n")
        let result = try await home.run(["config", "check"])
        #expect(result.code == 78)
        let file = home.path + "/.config/jarvis/config.yaml"
        let lines = result.error.split(separator: "\n")
        try #require(lines.count == 3, "\(result.error)")
        #expect(lines[0].hasPrefix("\(file):2: keys.zoom: \"xy\" is no key"))
        #expect(lines[1].hasPrefix("\(file):3: keys.guest.dance: there is no such command"))
        #expect(lines[2].hasPrefix("\(file):4: keys.guest.start: w is already for amiss"))
        let doctor = try await home.run(["doctor"])
        #expect(doctor.output.matches(of: /WARN +configuration/).count == 3, "\(doctor.output)")
    }

    @Test func `an answer that cannot be written is an error and says so`() async throws {
        let home = try Home()
        defer { home.remove() }
        try home.configure("ui:\n  theme: amber\n")
        let result = try await home.run(["config", "check"], writingTo: "/dev/full")
        #expect(result.code == 74)
        #expect(result.error == "Standard output cannot be written: No space left on device.\n")
    }

    @Test func `a secret given as part of a token's id is shown by no command`() async throws {
        let (home, simulator) = try await Home.simulated()
        let secret = simulator.credentials.token.secret
        try home.configure(
            """
            clusters:
              - name: sim
                nodes: ["127.0.0.1:\(simulator.port)"]
                token: {id: "\(simulator.credentials.token.id)=\(secret)", secret: {file: "\(home.path)/secret"}}

            """)
        for command in [
            ["config", "check"], ["status"], ["status", "--json"], ["doctor"], ["ask", "status"],
        ] {
            let result = try await home.run(command)
            #expect(result.code != 0)
            #expect(!(result.output + result.error).contains(secret))
            #expect((result.output + result.error).contains("is its secret"))
        }
        home.remove()
        await simulator.stop()
    }

    @Test(arguments: [["status"], ["status", "--json"], ["audit", "list"], ["doctor"]])
    func `an answer that cannot be written is a fault`(arguments: [String]) async throws {
        let (home, simulator) = try await Home.simulated()
        let line = "exec \"$0\" \"$@\" > /dev/full"
        let program = BuiltProgram.path
        let result = try await home.run(["-c", line, program] + arguments, program: "/bin/sh")
        #expect(result.code == 74)
        #expect(result.error.contains("Standard output cannot be written: No space left on device."))
        home.remove()
        await simulator.stop()
    }

    @Test(arguments: [[], ["demo"], ["terminal"]])
    func `a terminal of an unknown type is told before a house is started`(arguments: [String]) async throws {
        let (home, simulator) = try await Home.simulated()
        let program = BuiltProgram.path
        let line = ([program] + arguments).joined(separator: " ")
        let result = try await home.run(
            ["-qec", line, "/dev/null"], ["TERM": "no-such-terminal"], program: "/usr/bin/script")
        #expect(result.code == 64)
        #expect(result.output.contains("The terminal type \"no-such-terminal\" has no terminfo entry here"))
        #expect(try await home.run(["kill-house"]).code == 69)
        home.remove()
        await simulator.stop()
    }

    @Test func `status is told to several at once, without a house`() async throws {
        let (home, simulator) = try await Home.simulated()
        async let first = home.run(["status"])
        async let second = home.run(["status", "--json"])
        #expect(try await [first.code, second.code] == [0, 0])
        home.remove()
        await simulator.stop()
    }

    @Test func `status prints a simulated cluster as JSON`() async throws {
        let (home, simulator) = try await Home.simulated()
        let result = try await home.run(["status", "--json"])
        #expect(result.code == 0)
        let cluster = try JSONValue(parsing: result.output)["clusters"]?.array?.first
        #expect(cluster?["name"] == "sim")
        #expect(cluster?["quorum"] == "quorate")
        #expect(cluster?["nodes"]?.array?.count == 4)
        home.remove()
        await simulator.stop()
    }

    @Test func `ask answers, and refuses to change anything when nobody can confirm`() async throws {
        let (home, simulator) = try await Home.simulated()
        let question = try await home.run(["ask", "which", "guests", "are", "stopped?"])
        #expect(question.code == 0)
        #expect(question.output.contains("win11"))
        let order = try await home.run(["ask", "--json", "start 105"])
        #expect(order.code == 77)
        let tools = try JSONValue(parsing: order.output)["tools"]?.array ?? []
        #expect(tools.last?["state"] == "refused")
        #expect(tools.last?["detail"]?.string == "Nobody could be asked: there is no terminal to confirm on.")
        let plain = try await home.run(["ask", "start 105"])
        #expect(
            plain.output
                == "win11 (105) was left as it is. Nobody could be asked: there is no terminal to confirm on.\n"
        )
        #expect(plain.error.isEmpty)
        #expect(plain.code == 77)
        #expect(!simulator.requests.contains { $0.method == "POST" })
        home.remove()
        await simulator.stop()
    }

    @Test func `ask says once that a cluster does not answer, and ends with the code for that`() async throws
    {
        let (home, simulator) = try await Home.simulated()
        await simulator.stop()
        let plain = try await home.run(["ask", "status"])
        #expect(plain.code == 69)
        #expect(plain.output.isEmpty)
        #expect(plain.error.hasPrefix("sim: "))
        #expect(plain.error.split(separator: "\n").count == 1, "\(plain.error)")
        let document = try await home.run(["ask", "--json", "status"])
        #expect(document.code == 69)
        #expect(document.error.isEmpty)
        #expect(try JSONValue(parsing: document.output)["failure"]?.string?.hasPrefix("sim: ") == true)
        home.remove()
    }

    @Test func `a second house learns who keeps the state, and the first goes on`() async throws {
        let (home, simulator) = try await Home.simulated()
        async let house = home.run(["watch"])
        while !FileManager.default.fileExists(atPath: home.socket) {
            try await Task.sleep(for: .milliseconds(20))
        }
        let second = try await home.run(["watch"])
        #expect(second.code != 0)
        #expect(second.error.contains("already"), "\(second.error)")
        #expect(try await home.run(["audit", "verify"]).code == 0)
        #expect(try await home.run(["kill-house"]).code == 0)
        #expect(try await house.code == 0)
        home.remove()
        await simulator.stop()
    }

    @Test func `a running house answers in place of a command, which opens no second one`() async throws {
        let (home, simulator) = try await Home.simulated()
        async let house = home.run(["watch"])
        while !FileManager.default.fileExists(atPath: home.socket) {
            try await Task.sleep(for: .milliseconds(20))
        }
        let doctor = try await home.run(["doctor", "--json"])
        #expect(doctor.code == 0)
        #expect(doctor.output.contains("it runs, and examined what follows"))
        let status = try await home.run(["status", "--json"])
        #expect(try JSONValue(parsing: status.output)["clusters"]?.array?.first?["answers"] == true)
        let answer = try await home.run(["ask", "which guests are stopped?"])
        #expect(answer.output.contains("win11"))
        #expect(try await home.run(["ask", "start 105"]).code == 77)
        let trail = try JSONValue(parsing: try await home.run(["audit", "verify", "--json"]).output)
        #expect(trail["intact"] == true)
        let elsewhere = ["XDG_STATE_HOME": home.path + "/other"]
        #expect(try await home.run(["doctor"], elsewhere).output.contains("none is running"))
        #expect(try await home.run(["kill-house"], elsewhere).code == 69)
        #expect(try await home.run(["kill-house"]).output == "The house has ended.\n")
        #expect(try await house.code == 0)
        home.remove()
        await simulator.stop()
    }
}
