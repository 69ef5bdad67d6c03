import Onlooker
import Terminal
import Testing

/// `jarvis simulate` for somebody who wants to try what an account may see.
@Suite(
    .serialized, .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(2)))
struct SimulatorStoryTests {
    @Test func `all three tokens are printed, and each may do what is said of it`() throws {
        let home = try StoryHome()
        let simulation = try Simulation(in: home)
        let address = try simulation.address
        let fingerprint = try simulation.value("fingerprint")
        /// Whether a token can be used, and what an examination says of its rights.
        func attempt(_ token: [String]) throws -> (code: Int32?, examination: String) {
            try #require(token.count == 2)
            try home.write("secrets/token", token[1])
            try home.write(
                ".config/jarvis/config.yaml",
                """
                clusters:
                  - name: sim
                    nodes: ["\(address)"]
                    fingerprints: {"127.0.0.1": "\(fingerprint)"}
                    token: {id: "\(token[0])", secret: {file: \(home.path)/secrets/token}}

                """)
            return (try home.run(["status"]).code, try home.run(["doctor"]).text)
        }
        let missing = "VM.PowerMgmt on /vms is missing"
        let administrator = try attempt(try simulation.words("token") + simulation.words("secret"))
        #expect(administrator.code == 0 && !administrator.examination.contains(missing))
        let auditor = try attempt(try simulation.words("may look"))
        #expect(auditor.code == 0 && auditor.examination.contains(missing), "\(auditor.examination)")
        #expect(try attempt(try simulation.words("may nothing")).code == 77)
        simulation.end()
    }

    @Test func `a cluster is served also where its certificate cannot be kept`() throws {
        let home = try StoryHome()
        var environment = home.environment
        // It takes no folder, be it from root.
        environment["XDG_STATE_HOME"] = "/sys"
        let simulator = try ScreenProgram(
            [BuiltProgram.path, "simulate", "--port", "0"], environment: environment,
            size: TerminalSize(columns: 200, rows: 50))
        simulator.expect("cannot keep its certificate in /sys/jarvis/simulator", "Interrupt to end.")
        simulator.end()
    }
}
