import Counterparts
import Onlooker
import ProxmoxSim
import Testing

/// A house with two clusters: what is begun in one goes on there while the other is on the screen.
@Suite(
    .serialized, .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(3)))
struct TwoClusterStoryTests {
    @Test func `Esc in one cluster leaves the other's answer alone, and its card is answered there`()
        async throws
    {
        let first = try await Simulator.start(SimulatorConfiguration(seed: 21, delays: .brief))
        let second = try await Simulator.start(SimulatorConfiguration(seed: 22, delays: .brief))
        let model = try WitnessModel.server(saying: "so be it")
        try await withTaskExecutorPreference(OwnThread()) {
            let home = try StoryHome()
            try home.write("secrets/model", "key")
            var clusters: [String] = []
            for (name, simulator) in [("lab", first), ("attic", second)] {
                let token = simulator.credentials.token
                try home.write("secrets/\(name)", token.secret)
                let login = "token: {id: \"\(token.id)\", secret: {file: \(home.path)/secrets/\(name)}}"
                clusters.append(StoryHome.cluster(name, simulator, login: login))
            }
            try home.configure(clusters: clusters, model: model)
            let program = try home.open()
            program.expect("nominal", "win11", "JARVIS in lab")
            program.type("a")
            program.settle(for: .milliseconds(100))
            program.type("order later\r")
            program.expect("thinking")
            program.type("\u{1B}[Z")
            program.settle(for: .milliseconds(100))
            program.type("]")
            program.expect("JARVIS in attic")
            program.type("a")
            program.settle(for: .milliseconds(100))
            program.type("\u{1B}")
            program.expect("CONFIRM in lab", "then Enter: yes")
            program.confirm()
            program.type("[")
            program.expect("JARVIS in lab", "(answer 1)")
            program.end()
        }
        func orders(_ simulator: Simulator) -> Int {
            simulator.requests.count { $0.method == "POST" && $0.path.contains("/status/") }
        }
        #expect(orders(first) == 1)
        #expect(orders(second) == 0)
        model.stop()
        await first.stop()
        await second.stop()
    }
}
