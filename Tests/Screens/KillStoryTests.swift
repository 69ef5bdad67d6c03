import Counterparts
import Onlooker
import ProxmoxSim
import Testing

/// Somebody stops everything from another terminal, and from the screen itself.
@Suite(
    .serialized, .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(3)))
struct KillStoryTests {
    private static let f12 = "\u{1B}[24~"

    @Test func `jarvis kill in one terminal stops the yes of a card that waits on the screen of another`()
        async throws
    {
        try await tell { home, program, orders in
            program.type("a")
            program.settle(for: .milliseconds(100))
            program.type("order now\r")
            program.expect("CONFIRM", "then Enter: yes")
            let killed = try home.run(["kill", "--reason", "the roof leaks"])
            #expect(killed.code == 0 && killed.text.contains("on since"), "\(killed.text)")
            program.confirm()
            program.expect("KILL SWITCH ON", "the roof leaks", "(answer 1)")
            #expect(orders() == 0)
            // Looking goes on, and says so first.
            let status = try home.run(["status"])
            #expect(status.code == 0 && status.text.hasPrefix("KILL SWITCH ON"), "\(status.text)")
            #expect(try home.run(["doctor"]).text.contains("the roof leaks"))
        }
    }

    @Test func `its key stops everything from within the shell, and asks before it lets go`() async throws {
        try await tell { home, program, orders in
            program.type("3")
            program.settle(for: .milliseconds(100))
            program.type(Self.f12)
            program.expect("KILL SWITCH ON")
            // The other way round: what the screen set, a command finds.
            let asked = try home.run(["ask", "order now"])
            #expect(asked.code == 77 && asked.text.contains("kill switch is on"), "\(asked.text)")
            program.type(Self.f12)
            program.expect("KILL SWITCH", "then Enter: yes")
            program.type("y")
            program.settle(for: .milliseconds(100))
            program.type("\r")
            #expect(program.wait { !$0.shows(["KILL SWITCH"]) } != nil)
            #expect(orders() == 0)
            program.type("\u{1}\t")
            program.type("a")
            program.settle(for: .milliseconds(100))
            program.type("order now\r")
            program.confirm()
            program.expect("(answer 2)")
            #expect(orders() == 1)
        }
    }

    private func tell(
        _ story: @Sendable (StoryHome, ScreenProgram, () -> Int) throws -> Void
    ) async throws {
        let simulator = try await Simulator.start(SimulatorConfiguration(seed: 21, delays: .brief))
        let model = try WitnessModel.server(saying: "so be it")
        try await withTaskExecutorPreference(OwnThread()) {
            let home = try StoryHome()
            try home.watch(simulator, model: model)
            let program = try home.open()
            program.expect("nominal", "win11")
            try story(home, program) {
                simulator.requests.count { $0.method == "POST" && $0.path.contains("/status/") }
            }
            program.end()
        }
        model.stop()
        await simulator.stop()
    }
}
