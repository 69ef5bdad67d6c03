import Counterparts
import Glibc
import Onlooker
import ProxmoxSim
import Testing

/// The whole program among names, answers and files that want to steer the terminal.
@Suite(
    .serialized, .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(3)))
struct HostileStoryTests {
    private static let reply = HostileText.all.joined(separator: " ") + " that was all"

    @Test func `nothing hostile gets a sequence of its own to the terminal, to the last word after a crash`()
        async throws
    {
        let simulator = try await Simulator.start(
            SimulatorConfiguration(guestNames: HostileText.all, delays: .brief))
        let model = try WitnessModel.server(saying: Self.reply)
        try await withTaskExecutorPreference(OwnThread()) { try tell(simulator, model) }
        model.stop()
        await simulator.stop()
    }

    private func tell(_ simulator: Simulator, _ model: Loopback) throws {
        let home = try StoryHome()
        try home.write(".config/jarvis/themes/\u{1B}]0;owned\u{07}\u{9B}2J.yaml", "nonsense: \u{9B}2J\n")
        try home.watch(simulator, model: model)

        walkThrough(home, try home.open())
        try commands(home)
        let crashed = try home.open()
        crashed.expect("4 of 4")
        try home.crash(crashed)
        #expect(crashed.exitCode() == 70)
        home.keep(crashed)

        #expect(SequenceCheck(home.written).forbidden == [])
        #expect(home.written.contains(0x1B))
    }

    /// Every view that shows a name, an answer or a program's output.
    private func walkThrough(_ home: StoryHome, _ program: ScreenProgram) {
        program.expect("nominal", "␛]52;c;")
        // The tasks come after the rest, below what the column shows.
        for _ in 0..<30 {
            program.type("G")
            if program.wait(within: .seconds(2), until: { $0.shows(["▾ TASKS "]) }) != nil { break }
        }
        program.type("G\r")
        program.escape(from: "─ TASK ")
        program.type("gj\r")
        program.escape(from: "─ NODE ")
        program.type("/")
        program.expect("Enter keeps it")
        program.type("52;c\r")
        program.escape(from: "/52;c")
        program.type(":")
        program.escape(from: "FIND OR DO")
        program.type("?")
        program.escape(from: "═ KEYS ")
        program.type("zzt")
        program.settle()
        for (number, question) in ["hello", "look", "stray", "order"].enumerated() {
            program.type("a" + question + "\r")
            if question == "order" { program.confirm() }
            program.expect("(answer \(number + 1))")
            program.leaveChat()
        }
        program.type(
            "3printf '\\033]52;c;cm0=\\007\\033]0;owned\\007\\033[6n\\033P$qm\\033\\\\ov''er\\n'\r")
        // The question about the clipboard waits in the bar, and the prefix works all the same.
        program.expect("waits: ^G opens it", "over")
        program.type("\u{01}d")
        #expect(program.exitCode() == 0)
        home.keep(program)
    }

    /// The commands without a screen, on a terminal, asked of the running house and of a broken file.
    private func commands(_ home: StoryHome) throws {
        #expect(try home.run(["ask", "look"]).text.contains("that was all"))
        for arguments in [
            ["status"], ["ask", "stray"], ["audit", "list"], ["audit", "verify"], ["doctor"],
            ["status", "--json"],
        ] {
            #expect(try home.run(arguments).text.isEmpty == false)
        }
        try home.write("broken.yaml", "\u{9D}0;owned\u{9C}: [\u{1B}\n")
        #expect(try home.run(["trust", "\u{1B}]0;x\u{07}", "\u{9B}2J"]).code != 0)
    }
}
