import Glibc
import Testing

/// Whatever ends the program, and wherever its terminal is, the terminal is as it was before.
@Suite(
    .serialized, .enabled(if: Tmux.missing == nil, "\(Tmux.missing ?? "")"), .timeLimit(.minutes(3)))
struct DeathStoryTests {
    private let tmux: Tmux

    init() throws {
        tmux = try Tmux()
    }

    /// A way to go: who gets the signal, and the exit code the shell then sees.
    struct Death: Sendable {
        var house: Int32?
        var front: Int32?
        let code: String

        static let all =
            [SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGKILL, SIGSEGV].map {
                Death(front: $0, code: "\(128 + $0)")
            }
            + [SIGTERM, SIGINT, SIGQUIT, SIGHUP].map { Death(house: $0, code: "\(128 + $0)") }
    }

    @Test func `every death gives the terminal back`() async throws {
        try await dieInEveryWay(through: [])
    }

    @Test(.enabled(if: SecureShell.missing == nil, "\(SecureShell.missing ?? "")"))
    func `every death gives the terminal back at the other end of an ssh connection`() async throws {
        let shell = try SecureShell()
        try await dieInEveryWay(through: shell.client)
    }

    @Test(.enabled(if: SecureShell.missing == nil, "\(SecureShell.missing ?? "")"))
    func `a lost ssh connection takes the demo with it`() async throws {
        let shell = try SecureShell()
        let pane = tmux.open(columns: 80, rows: 24, through: shell.client)
        try await pane.settle()
        try await pane.expectEndByHangUp()
    }

    @Test(arguments: [SIGKILL, SIGSEGV])
    func `the demo's house comes back twice, and its third death in a minute gives the terminal back`(
        signal: Int32
    ) async throws {
        let pane = tmux.open(columns: 80, rows: 24)
        try await pane.settle()
        for _ in 0..<2 {
            let house = try #require(pane.house)
            kill(house, signal)
            try await pane.expect("the next house") { _ in
                // The copy that tells what the dead one did is no next house, and has the terminal for a moment.
                guard let next = pane.house, next != house, pane.houses == [next] else { return false }
                return ProcessTable.open(by: next).contains(pane.variable("pane_tty"))
                    && pane.text.contains("nominal")
            }
        }
        kill(try #require(pane.house), signal)
        try await pane.expectEnd(code: "70")
        let text = pane.text.split(separator: "\n").joined()
        #expect(text.contains(signal == SIGKILL ? "SIGKILL" : "SIGSEGV"), "\(text)")
        #expect(text.contains("\(tmux.folder)/\(pane.name)"), "\(text)")
    }

    private func dieInEveryWay(through words: [String]) async throws {
        // As many at a time as a small machine takes.
        for start in stride(from: 0, to: Death.all.count, by: 6) {
            let deaths = Death.all[start..<min(start + 6, Death.all.count)]
            let panes = deaths.map { _ in tmux.open(columns: 80, rows: 24, through: words) }
            for pane in panes { try await pane.settle() }
            for (pane, death) in zip(panes, deaths) {
                if let signal = death.front { kill(try #require(pane.front), signal) }
                if let signal = death.house { kill(try #require(pane.house), signal) }
            }
            for (pane, death) in zip(panes, deaths) {
                try await pane.expectEnd(code: death.code, within: .seconds(30))
            }
        }
    }
}
