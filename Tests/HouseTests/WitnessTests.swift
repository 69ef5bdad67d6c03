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
        let speaker = "HouseProbe (process \(asker.process))"
        #expect(
            try said(output).contains("yes: \(speaker) answered, and that does not count: it has no terminal")
        )
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
        #expect(try said(output).contains(insideWords))
        _ = house
    }

    @Test func `a word from what a dead house's shells left behind does not count in the next house`() throws
    {
        let scene = try Scene()
        let terminal = try Pseudoterminal()
        let front = try scene.attach(terminal)
        let dead = try #require(Int32(terminal.value(of: "house") ?? ""))
        let litter = try Litter(scene, Self.words(scene))
        terminal.clear()
        kill(dead, SIGKILL)
        #expect(try terminal.shows("ATTACHED"), "\(terminal.text)")
        #expect(try litter.word().contains(insideWords))
        terminal.type("d")
        #expect(try front.end() == .exited(0))
    }

    @Test(arguments: [(true, true), (true, false), (false, false)])
    func `what is below a guardian that somebody ended does not count, and the operator is warned`(
        isKept: Bool, isEarly: Bool
    ) throws {
        let scene = try Scene()
        let terminal = try Pseudoterminal()
        let front = try scene.attach(terminal, isKept ? ["kept"] : [])
        let dead = try #require(Int32(terminal.value(of: "house") ?? ""))
        let guardian = try #require(ProcessStatus(of: dead)?.parent)
        let litter = try Litter(scene, Self.words(scene))
        if isEarly {
            kill(guardian, SIGKILL)
            #expect(try terminal.shows("LOST The guardian of this house (process \(guardian)) was ended"))
        }
        terminal.clear()
        kill(dead, SIGKILL)
        #expect(try terminal.shows("ATTACHED"), "\(terminal.text)")
        if !isEarly {
            // Its own and that of the dead one.
            let deadline = Deadline(after: .seconds(10))
            while try scene.status()["guardians"] != "2", !deadline.isOver { poll(nil, 0, 50) }
            terminal.clear()
            kill(guardian, SIGKILL)
            let warning = "LOST The guardian of an earlier house (process \(guardian)) was ended"
            #expect(try terminal.shows(warning), "\(terminal.text)")
        }
        let deadline = Deadline(after: .seconds(10))
        while try scene.status()["losses"] != "1", !deadline.isOver { poll(nil, 0, 50) }
        let word = try litter.word()
        #expect(word.contains("the guardian (process \(guardian)) that would tell was ended"), "\(word)")
        #expect(try scene.status()["losses"] == "1")
        terminal.type("d")
        #expect(try front.end() == .exited(0))
    }

    @Test func `a guardian that ends because nobody is below it any more is no news`() throws {
        let scene = try Scene()
        let terminal = try Pseudoterminal()
        let front = try scene.attach(terminal)
        let dead = try #require(Int32(terminal.value(of: "house") ?? ""))
        let guardian = try #require(ProcessStatus(of: dead)?.parent)
        let litter = try Litter(scene, Self.words(scene))
        terminal.clear()
        kill(dead, SIGKILL)
        #expect(try terminal.shows("ATTACHED"), "\(terminal.text)")
        let deadline = Deadline(after: .seconds(10))
        while try scene.status()["guardians"] != "2", !deadline.isOver { poll(nil, 0, 50) }
        _ = try litter.word()
        while try scene.status()["guardians"] != "1", !deadline.isOver { poll(nil, 0, 50) }
        let status = try scene.status()
        #expect(status["guardians"] == "1" && status["losses"] == "0")
        #expect(ProcessStatus(of: guardian).map(\.hasEnded) ?? true)
        terminal.type("d")
        #expect(try front.end() == .exited(0))
    }

    @Test(arguments: [
        ("jarvis", "jarvis"), ("a b", "\"a b\""), ("x\n\u{1B}[2J\"", "\"x\\u{A}\\u{1B}[2J'\""), ("", "\"\""),
        (String(repeating: "n", count: 60), String(repeating: "n", count: 48) + "…"),
    ])
    func `a program's name is told so that nothing of it can be mistaken`(program: String, told: String) {
        let witness = Witness(process: 7, program: program, terminal: "/dev/pts/3")
        #expect(witness.description == "\(told) (process 7) on /dev/pts/3")
        #expect(
            Objection(.noTerminal, by: Witness(process: 7, program: program, terminal: "")).description
                == "\(told) (process 7) answered, and that does not count: \(Objection.Reason.noTerminal).")
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
        // Who leaves a picture goes back to the cursor that was saved, or to the top where none was: xterm's mode 1049.
        let (saved, left) = (text.firstRange(of: "\u{1B}7"), text.firstRange(of: "\u{1B}[?1049l"))
        #expect(
            saved != nil
                && (left == nil || saved?.lowerBound ?? text.endIndex < left?.lowerBound ?? text.startIndex))
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

    private var insideWords: String { "answered, and that does not count: \(Objection.Reason.insideHouse)" }

    private func said(_ path: String) throws -> String {
        let bytes = FileManager.default.contents(atPath: path) ?? Data()
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// What a shell of a house leaves behind: it waits to be let go, and gives its word then.
private final class Litter {
    private let output: String
    private let deadline = Deadline(after: .seconds(20))
    private var writer: Int32 = -1

    init(_ scene: Scene, _ words: [String]) throws {
        output = scene.folder + "/said"
        let hold = scene.folder + "/hold"
        try #require(mkfifo(hold, 0o600) == 0)
        let line = "cat < \(hold); " + words.joined(separator: " ")
        _ = try Question(to: scene.address).ask("shell", [line, output, "TERM=xterm", "detached"])
        // Somebody can write there once it is read: fifo(7).
        while writer == -1, !deadline.isOver {
            writer = open(hold, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
            if writer == -1 { poll(nil, 0, 10) }
        }
        try #require(writer != -1)
    }

    deinit { close(writer) }

    /// What its word comes to.
    func word() throws -> String {
        close(writer)
        writer = -1
        var text = ""
        while !text.contains("yes"), !deadline.isOver {
            poll(nil, 0, 10)
            text = String(decoding: FileManager.default.contents(atPath: output) ?? Data(), as: UTF8.self)
        }
        return text
    }
}
