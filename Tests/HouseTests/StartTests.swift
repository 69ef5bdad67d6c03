import CPOSIX
import Glibc
import Testing

@testable import House

@Suite(.serialized) struct StartTests {
    @Test func `a socket left behind by a killed house does not keep the next one from starting`() throws {
        let scene = try Scene()
        let (first, second) = (try Pseudoterminal(), try Pseudoterminal())
        let older = try scene.attach(first, ["mortal"])
        let number = try #require(Int32(first.value(of: "house") ?? ""))
        kill(number, SIGKILL)
        let olderEnd = try older.end()
        #expect(olderEnd == .exited(EX_SOFTWARE))
        #expect(access(scene.address.socket, F_OK) == 0)
        let newer = try scene.attach(second)
        #expect(second.value(of: "house") != "\(number)")
        _ = newer
    }

    @Test func `a house whose socket was swept away makes it anew`() throws {
        let scene = try Scene()
        let house = try scene.watch()
        unlink(scene.address.socket)
        let terminal = try Pseudoterminal()
        let front = try scene.attach(terminal)
        #expect(terminal.value(of: "house") == "\(house.process)")
        _ = front
    }

    @Test func `a front whose environment names another socket finds the house of its state`() throws {
        let scene = try Scene()
        let house = try scene.watch()
        let other = HouseAddress(socket: scene.folder + "/elsewhere/house.sock", state: scene.address.state)
        var text = ""
        _ = try Question(to: other).ask("echo", ["here"]) { text += $0 }
        #expect(text == "here")
        _ = house
    }

    @Test func `a state has one house`() throws {
        let scene = try Scene()
        let start = HouseStart(address: scene.address, listens: true)
        let first = try HouseSocket(start, version: "1")
        #expect(throws: HouseError.alreadyRuns(process: getpid())) { try HouseSocket(start, version: "1") }
        var elsewhere = start
        elsewhere.address = HouseAddress(socket: scene.address.socket, state: scene.folder + "/other")
        #expect(throws: HouseError.socketTaken(path: scene.address.socket)) {
            try HouseSocket(elsewhere, version: "1")
        }
        first.close()
    }

    @Test func `a front tells in the house's own words why it did not start`() throws {
        let scene = try Scene()
        try PrivateFolder.prepare(scene.address.socketFolder, inSharedParent: true)
        chmod(scene.address.socketFolder, 0o755)
        let terminal = try Pseudoterminal()
        let front = try scene.start(terminal)
        let ending = try front.end()
        #expect(ending == .exited(EX_UNAVAILABLE))
        #expect(try terminal.shows("run has mode 0755 and is open to others"), "\(terminal.text)")
    }

    @Test func `a house of another version is named, not given the terminal, and can be ended`() throws {
        let scene = try Scene()
        try PrivateFolder.prepare(scene.address.socketFolder, inSharedParent: true)
        let itsTerminal = try Pseudoterminal()
        try PrivateFolder.prepare(scene.address.state, inSharedParent: false)
        let elder = try ProbeProcess(
            [ProbeProcess.path, "elder", scene.address.socket, scene.address.state], on: itsTerminal)
        try #require(try itsTerminal.shows("OPEN"))
        let terminal = try Pseudoterminal()
        let before = terminal.modes
        let front = try scene.start(terminal)
        let frontEnd = try front.end()
        #expect(frontEnd == .exited(EX_UNAVAILABLE))
        #expect(try terminal.shows("The running house is version 0.0.0; run `jarvis kill-house`"))
        #expect(terminal.modes == before)
        #expect(try Question(to: scene.address).killHouse() == .orderly)
        let elderEnd = try elder.end()
        #expect(elderEnd == .killed(signal: SIGTERM))
    }

    @Test(.enabled(if: geteuid() == 0, "Only root can be somebody else."))
    func `another user is turned away even where the file modes let him in`() throws {
        let scene = try Scene()
        let house = try scene.watch()
        chmod(scene.folder, 0o755)
        chmod(scene.address.socketFolder, 0o755)
        chmod(scene.address.socket, 0o666)
        let output = scene.folder + "/stranger"
        let stranger = try ProbeProcess(
            [ProbeProcess.path, "ask-as-nobody", scene.address.socket, scene.address.state], output: output)
        let ending = try stranger.end()
        #expect(ending == .exited(EX_NOPERM))
        #expect(throws: HouseError.alreadyRuns(process: house.process)) { try HouseLock(scene.address) }
        #expect(try scene.status()["terminal"] == "none")
    }

    @Test(arguments: [
        (["TERM": "dumb"], "TERM is dumb"), (["TERM": ""], "TERM is not set"),
        (["JARVIS_INSIDE": "STATE"], "lives inside the house already"),
    ])
    func `a terminal that cannot show the house gets a sentence`(
        _ variables: [String: String], _ sentence: String
    ) throws {
        let scene = try Scene()
        let terminal = try Pseudoterminal()
        let front = try scene.start(
            terminal, environment: variables.mapValues { $0 == "STATE" ? scene.address.state : $0 })
        let ending = try front.end()
        #expect(ending == .exited(EX_USAGE))
        #expect(try terminal.shows(sentence))
        #expect(!terminal.text.contains("\u{1B}"))
    }

    @Test func `a front without a terminal gets a sentence`() throws {
        let scene = try Scene()
        let words = [ProbeProcess.path, "front", scene.address.socket, scene.address.state]
        let front = try ProbeProcess(words)
        let ending = try front.end()
        #expect(ending == .exited(EX_USAGE))
    }
}
