import CPOSIX
import Glibc
import Testing

@testable import House

@Suite(.serialized) struct HangUpTests {
    @Test(arguments: [[], ["nohup"]])
    func `a terminal that hangs up ends the front and leaves the house at rest`(_ flags: [String]) throws {
        let scene = try Scene()
        let terminal = try Pseudoterminal()
        let front = try scene.attach(terminal, flags)
        terminal.type("abc")
        #expect(try terminal.shows("KEY c"))
        terminal.hangUp()
        let frontEnd = try front.end()
        #expect(frontEnd == .exited(128 + SIGHUP))
        let first = try scene.status()
        #expect(first["terminal"] == "none")
        #expect(first["keys"] == "3")
        let second = try scene.status()
        let loops = [first, second].compactMap { Int($0["loops"] ?? "") }
        try #require(loops.count == 2)
        #expect(loops[1] - loops[0] < 20, "A house without a terminal waits.")
    }

    @Test func `a hundred lost connections leave no process and no descriptor behind`() throws {
        let scene = try Scene()
        let house = try scene.watch()
        let before = try scene.status()
        for _ in 0..<100 {
            let terminal = try Pseudoterminal()
            let front = try scene.attach(terminal)
            terminal.hangUp()
            let frontEnd = try front.end()
            #expect(frontEnd == .exited(128 + SIGHUP))
        }
        let after = try scene.status()
        #expect(after["descriptors"] == before["descriptors"])
        #expect(after["house"] == before["house"])
        #expect(after["house"] == "\(house.process)")
    }

    @Test(arguments: ["alone", "foreground"])
    func `a house that belongs to its front ends with it`(_ bond: String) throws {
        let scene = try Scene()
        let terminal = try Pseudoterminal()
        let front = try scene.attach(terminal, [bond])
        let number = try #require(Int32(terminal.value(of: "house") ?? ""))
        let house = Descriptor(jarvis_pidfd_open(number))
        terminal.hangUp()
        let frontEnd = try front.end()
        #expect(frontEnd == .exited(128 + SIGHUP))
        #expect(try house.wait(for: POLLIN, until: Deadline(after: .seconds(10))))
    }
}
