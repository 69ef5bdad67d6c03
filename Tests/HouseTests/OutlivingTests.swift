import Glibc
import Testing

@testable import House

/// A front outlives its house, for some time.
@Suite(.serialized) struct OutlivingTests {
    /// The house drawn last.
    private func house(on terminal: Pseudoterminal) -> Int32? {
        terminal.text.split(separator: "ATTACHED house=").last?.split(separator: " ").first.flatMap {
            Int32($0)
        }
    }

    private func die(_ signal: Int32, _ terminal: Pseudoterminal) throws {
        let older = try #require(house(on: terminal))
        kill(older, signal)
        try #require(try terminal.shows { _ in self.house(on: terminal) != older }, "\(terminal.text)")
    }

    @Test(arguments: [[], ["foreground"], ["alone"]] as [[String]])
    func `a front whose house dies shows the next one, and ends at the third death in a minute`(
        flags: [String]
    ) throws {
        let scene = try Scene()
        let terminal = try Pseudoterminal()
        let before = terminal.modes
        let front = try scene.attach(terminal, flags)
        try die(SIGKILL, terminal)
        #expect(try terminal.shows("ended without a word (SIGKILL); a new one goes on"))
        try die(SIGSEGV, terminal)
        #expect(try terminal.shows("crashed (SIGSEGV); a new one goes on"))
        kill(try #require(house(on: terminal)), SIGKILL)
        let end = try front.end()
        #expect(end == .exited(EX_SOFTWARE))
        #expect(try terminal.shows("died 3 times in a minute and is not started again"))
        #expect(terminal.modes == before)
        #expect(terminal.wasLeft)
    }

    @Test func `a house that was killed on purpose is not started again`() throws {
        let scene = try Scene()
        let terminal = try Pseudoterminal()
        let front = try scene.attach(terminal)
        terminal.type("h")
        #expect(try terminal.shows("HANGING"))
        #expect(try Question(to: scene.address).killHouse(within: .milliseconds(100)) == .killed)
        let end = try front.end()
        #expect(end == .exited(EX_SOFTWARE))
        #expect(throws: HouseError.noHouse) { try Question(to: scene.address).ask("status") }
    }
}
