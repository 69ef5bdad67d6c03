import Onlooker
import ProxmoxSim
import Terminal
import Testing

/// `jarvis ask` on a terminal, with a card that is answered with Ctrl-C.
@Suite(
    .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"), .timeLimit(.minutes(5)))
struct AskInterruptionTests {
    /// Gives the simulator's threads their turn between two looks; `false` when it never comes.
    private func wait(_ program: ScreenProgram, until isThere: (ScreenProgram) -> Bool) async throws -> Bool {
        for _ in 0..<2000 {
            program.watch(for: .milliseconds(5))
            if isThere(program) { return true }
            try await Task.sleep(for: .milliseconds(5))
        }
        return false
    }

    @Test
    func
        `Ctrl-C at a card does nothing, is written into the audit log, and ends with the code for a refusal`()
        async throws
    {
        let (home, simulator) = try await Home.simulated()
        let program = try ScreenProgram(
            [BuiltProgram.path, "ask", "start 105"],
            environment: [
                "HOME": home.path, "JARVIS_SOCKET": home.socket, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
                "TERM": "xterm-256color",
            ], size: TerminalSize(columns: 120, rows: 30))
        defer { program.end() }
        let isAsked = try await wait(program) { program in
            program.look { screen in
                (0..<screen.size.rows).contains { screen.text(row: $0).contains("Type yes to do it") }
            }
        }
        #expect(isAsked)
        program.type("\u{3}")
        var code: Int32?
        _ = try await wait(program) { program in
            code = program.exitCode(within: .milliseconds(5))
            return code != nil
        }
        #expect(code == 77)
        #expect(!simulator.requests.contains { $0.method == "POST" })
        let list = try await home.run(["audit", "list"])
        #expect(
            list.output.contains("POST /nodes/home/qemu/105/status/start  refused: The operator declined."),
            "\(list.output)")
        home.remove()
        await simulator.stop()
    }
}
