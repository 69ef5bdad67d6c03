import FoundationEssentials
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

    @Test func `keys that are pressed while no house is there come to the next one, as they were pressed`()
        throws
    {
        let scene = try Scene()
        let terminal = try Pseudoterminal()
        let before = terminal.modes
        let front = try scene.attach(terminal)
        kill(try #require(house(on: terminal)), SIGKILL)
        terminal.clear()
        terminal.type("a\rb")
        #expect(try terminal.shows("KEY b"), "\(terminal.text)")
        let keys = terminal.text.split(separator: "KEY ").dropFirst().map { $0.unicodeScalars.first }
        #expect(keys == ["a", "\r", "b"], "\(terminal.text.debugDescription)")
        terminal.type("d")
        #expect(try front.end() == .exited(0))
        #expect(terminal.modes == before)
    }

    /// Root sees everything of everybody, but for whose it says it is.
    @Test(.enabled(if: geteuid() == 0))
    func `other programs of the user do not see what the front was started with`() throws {
        let scene = try Scene()
        let nobody: uid_t = 65_534
        let folder = scene.folder + "-nobody"
        try #require(mkdir(folder, 0o700) == 0 && chown(folder, nobody, nobody) == 0)
        defer { rmdir(folder) }
        let program = folder + "/HouseProbe"
        try FileManager.default.copyItem(atPath: ProbeProcess.path, toPath: program)
        try #require(chmod(program, 0o755) == 0)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let terminal = try Pseudoterminal()
        let privileges = ["/usr/bin/setpriv", "--reuid=\(nobody)", "--regid=\(nobody)", "--clear-groups"]
        let words = [program, "front", folder + "/run/house.sock", folder + "/state", "foreground"]
        let front = try ProbeProcess(privileges + words, on: terminal)
        try #require(try terminal.shows("ATTACHED"), "\(terminal.text)")
        var status = stat()
        #expect(stat("/proc/\(front.process)/environ", &status) == 0 && status.st_uid == 0)
        terminal.type("d")
        _ = try front.end()
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
