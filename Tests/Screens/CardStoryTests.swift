import Counterparts
import Onlooker
import ProxmoxSim
import Testing

/// A model asks for acts while the operator is about something else.
@Suite(
    .serialized, .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(3)))
struct CardStoryTests {
    private static let paragraph = "why is my nextcloud so very slow, yes only yesterday, hh ll yy "

    @Test func `a card waits in the bar while one types, and is done once after its two keys`() async throws {
        try await tell { program, orders in
            program.type("a")
            program.settle(for: .milliseconds(100))
            program.type("order later\r")
            typeOn(Self.paragraph, program, pause: .milliseconds(60))
            program.expect("A card waits: ^G opens it", "RED Start the virtual machine 105")
            typeOn(Self.paragraph, program, pause: .milliseconds(30))
            #expect(orders() == 0)
            program.type("\u{07}")
            program.confirm()
            program.expect("(answer 1)")
            #expect(orders() == 1)
            // What was being typed still stands in the line.
            program.expect("why is my nextcloud so very slow, yes only yesterday")
        }
    }

    @Test func `a yes on the screen stands in the audit log with its process and terminal, and is verified`()
        throws
    {
        let served = try ServedHome(isWatched: false)
        let program = try served.home.open()
        program.expect("a: ask Jarvis", "win11")
        program.type("a")
        program.type("start win11\r")
        program.confirm()
        var log = ""
        for _ in 0..<100 where !log.contains("yes by") { log = served.text(["audit", "list"]) }
        let terminal = try #require(
            ProcessTable.open(by: program.process).first { $0.hasPrefix("/dev/pts/") })
        #expect(log.contains("yes by jarvis (process \(program.process)) on \(terminal)"), "\(log)")
        #expect(served.text(["audit", "verify"]).contains("intact"))
        _ = served.text(["kill-house", "--force"])
        program.end()
        try served.end()
    }

    @Test func `commands in the shell are no answer to a card`() async throws {
        try await tell { program, orders in
            program.type("a")
            program.settle(for: .milliseconds(100))
            program.type("order later\r")
            program.type("\t\t")
            for number in 0..<8 { typeOn("echo n\(number)$((1+1))y\r", program, pause: .milliseconds(40)) }
            program.expect("n72y", "A card waits: ^G opens it")
            #expect(orders() == 0)
            program.type("\u{07}")
            program.expect("CONFIRM", "then Enter: yes")
            program.type("n")
            program.expect("(answer 1)")
            #expect(orders() == 0)
        }
    }

    @Test func `y and Enter in one burst are no yes, and no to all ends the asking`() async throws {
        try await tell { program, orders in
            program.type("a")
            program.settle(for: .milliseconds(100))
            program.type("orders\r")
            program.expect("CONFIRM", "3 of 3 steps", "then Enter: yes")
            program.type("y\r")
            program.expect("Too early, nothing was done")
            program.expect("then Enter: yes")
            program.type("N")
            program.expect("(answer 1)")
            #expect(orders() == 0)
        }
    }

    /// Types as a hand does, a key at a time.
    private func typeOn(_ text: String, _ program: ScreenProgram, pause: Duration) {
        for key in text {
            program.type(String(key))
            program.watch(for: pause)
        }
    }

    private func tell(_ story: @Sendable (ScreenProgram, () -> Int) throws -> Void) async throws {
        let simulator = try await Simulator.start(SimulatorConfiguration(seed: 21, delays: .brief))
        let model = try WitnessModel.server(saying: "so be it")
        try await withTaskExecutorPreference(OwnThread()) {
            let home = try StoryHome()
            try home.watch(simulator, model: model)
            let program = try home.open()
            program.expect("nominal", "win11")
            try story(program) {
                simulator.requests.count { $0.method == "POST" && $0.path.contains("/status/") }
            }
            program.end()
        }
        model.stop()
        await simulator.stop()
    }
}
