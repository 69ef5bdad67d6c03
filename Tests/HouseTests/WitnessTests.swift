import FoundationEssentials
import Glibc
import Testing

@testable import House

/// Whose word counts: real processes with and without a terminal, inside and outside of the house.
@Suite(.serialized) struct WitnessTests {
    private static func words(_ scene: Scene) -> [String] {
        [ProbeProcess.path, "confirm", scene.address.socket, scene.address.state]
    }

    @Test func `a word from a terminal outside counts, and names process, program and terminal`() throws {
        let scene = try Scene()
        let house = try scene.watch()
        let terminal = try Pseudoterminal()
        let asker = try ProbeProcess(Self.words(scene), on: terminal)
        let witness = Witness(process: asker.process, program: "HouseProbe", terminal: terminal.path)
        #expect(try terminal.shows("yes: \(Testimony.witness(witness))"), "\(terminal.text)")
        #expect(try asker.end() == .exited(0))
        #expect(witness.description == "HouseProbe (process \(asker.process)) on \(terminal.path)")
        _ = house
    }

    @Test func `a word without a terminal does not count`() throws {
        let scene = try Scene()
        let house = try scene.watch()
        let output = scene.folder + "/said"
        let asker = try ProbeProcess(Self.words(scene), output: output)
        #expect(try asker.end() == .exited(0))
        #expect(try said(output).contains("yes: \(Testimony.objection(.noTerminal))"))
        _ = house
    }

    @Test(arguments: ["child", "orphan", "detached"])
    func `a word from a shell of the house does not count, whose child it is now`(kind: String) throws {
        let scene = try Scene()
        let house = try scene.watch()
        let output = scene.folder + "/said"
        let mark = "\(HouseStart.insideMark)=\(scene.address.state)"
        let line = Self.words(scene).joined(separator: " ")
        _ = try Question(to: scene.address).ask("shell", [line, output, mark, kind])
        let deadline = Deadline(after: .seconds(10))
        while try !said(output).contains("yes"), !deadline.isOver { poll(nil, 0, 10) }
        #expect(try said(output).contains("yes: \(Testimony.objection(.insideHouse))"))
        _ = house
    }

    @Test func `a word from what a dead house's shells left behind does not count in the next house`() throws
    {
        let scene = try Scene()
        let terminal = try Pseudoterminal()
        let front = try scene.attach(terminal)
        let dead = try #require(Int32(terminal.value(of: "house") ?? ""))
        let (output, hold) = (scene.folder + "/said", scene.folder + "/hold")
        try #require(mkfifo(hold, 0o600) == 0)
        let line = "cat < \(hold); " + Self.words(scene).joined(separator: " ")
        _ = try Question(to: scene.address).ask("shell", [line, output, "TERM=xterm", "detached"])
        // Somebody can write there once it is read: fifo(7).
        let deadline = Deadline(after: .seconds(10))
        var writer = open(hold, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
        while writer == -1, !deadline.isOver {
            poll(nil, 0, 10)
            writer = open(hold, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
        }
        try #require(writer != -1)
        terminal.clear()
        kill(dead, SIGKILL)
        #expect(try terminal.shows("ATTACHED"), "\(terminal.text)")
        close(writer)
        while try !said(output).contains("yes"), !deadline.isOver { poll(nil, 0, 10) }
        #expect(try said(output).contains("yes: \(Testimony.objection(.insideHouse))"))
        terminal.type("d")
        #expect(try front.end() == .exited(0))
    }

    @Test(
        arguments: [
            (nil, false), ("/", false), ("/user.slice/user-1000.slice/session-3.scope", false),
            ("/system.slice/jarvis-watch.service", true),
        ] as [(String?, Bool)])
    func `only a service's own control group says who is of it`(group: String?, isOne: Bool) {
        #expect(Kinship.service(group) == (isOne ? group : nil))
    }

    @Test func `what runs in the service that the house is belongs to its shells`() throws {
        let own = try #require(ProcessStatus(of: getpid()))
        let first = try #require(ProcessStatus(of: 1))
        let group = try #require(own.controlGroup)
        #expect(group.hasPrefix("/"))
        #expect(!Kinship(state: "/none", service: nil).includes(first))
        #expect(Kinship(state: "/none", service: first.controlGroup).includes(first))
        #expect(!Kinship(state: "/none", service: group + "/other").includes(first))
    }

    @Test(arguments: ["child", "detached"])
    func `a front from a shell of the house gets no picture of it`(kind: String) throws {
        let scene = try Scene()
        let house = try scene.watch()
        let output = scene.folder + "/said"
        let line = [ProbeProcess.path, "front", scene.address.socket, scene.address.state]
        _ = try Question(to: scene.address).ask(
            "shell", [line.joined(separator: " "), output, "TERM=xterm", kind])
        let deadline = Deadline(after: .seconds(10))
        while try !said(output).contains("leave it"), !deadline.isOver { poll(nil, 0, 10) }
        let text = try said(output)
        #expect(text.contains(HouseError.insideHouse.description))
        #expect(!text.contains("ATTACHED"))
        #expect(try scene.status()["terminal"] == "none")
        _ = house
    }

    @Test func `an answer of one who asked nothing is passed over`() throws {
        let scene = try Scene()
        let house = try HouseSocket(HouseStart(address: scene.address, listens: true), version: "1")
        let deadline = Deadline(after: .seconds(5))
        let connection = try Connection(
            try #require(try SocketAddress.connected(to: scene.address.socket, until: deadline)))
        connection.send(FrontMessage.answer(["1", "1", "yes"]).parcel)
        #expect(house.next() == nil)
        #expect(connection.isOpen)
        house.close()
    }

    @Test(arguments: [
        (0x8803 as UInt32, "/dev/pts/3"), (0x10_8803, "/dev/pts/259"), (0x8903, "/dev/pts/259"),
        (0x0401, "/dev/tty1"), (0x0440, "/dev/ttyS0"), (0xE500, "terminal 229:0"),
    ])
    func `a terminal's number is told as its path`(number: UInt32, path: String) {
        #expect(ProcessStatus.name(ofTerminal: number) == path)
    }

    private func said(_ path: String) throws -> String {
        let bytes = FileManager.default.contents(atPath: path) ?? Data()
        return String(decoding: bytes, as: UTF8.self)
    }
}
