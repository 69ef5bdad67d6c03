import Counterparts
import FoundationEssentials
import Glibc
import Testing

@testable import House

@Suite(.serialized) struct QuestionTests {
    @Test func `a command gets the house's answer, its exit code and its last words`() throws {
        let scene = try Scene()
        let house = try scene.watch()
        var text = ""
        let long = String(repeating: "what a long answer ", count: 40_000)
        let ending = try Question(to: scene.address).ask("echo", ["one ", long, "\u{1F600}"]) { text += $0 }
        #expect(text == "one " + long + "\u{1F600}")
        #expect(ending.code == 7)
        #expect(ending.text == "that was all")
        _ = house
    }

    @Test func `a house is no other program's to read, and leaves no core`() throws {
        let scene = try Scene()
        let house = try scene.watch()
        #expect(try scene.status()["dumpable"] == "0")
        let limits = FileManager.default.contents(atPath: "/proc/\(house.process)/limits") ?? Data()
        let core = String(decoding: limits, as: UTF8.self).split(separator: "\n")
            .first { $0.hasPrefix("Max core file size") }
        #expect(core?.dropFirst(18).split(separator: " ").first == "0")
    }

    @Test(.enabled(if: OrdinaryUser.obstacle == nil, "\(OrdinaryUser.obstacle ?? "")"))
    func `a house says to an ordinary user whether its program was replaced`() throws {
        let user = try OrdinaryHome()
        let house = try user.start("watch")
        #expect(try user.introduction() == "version 0.0.1, wire true, replaced false\n")
        try user.install()
        #expect(try user.introduction() == "version 0.0.1, wire true, replaced true\n")
        house.send(SIGTERM)
        #expect(try house.end() == .exited(0))
    }

    @Test func `a house that does not tell whether it was replaced is of an older program`() throws {
        let told = HouseMessage.Hello(
            version: "1", crashFile: "", logFile: "", state: "/s", isReplaced: false)
        #expect(try HouseMessage(HouseMessage.hello(told).parcel) == .hello(told))
        var untold = Parcel(kind: 1)
        for text in ["1", "", "", "/s"] { untold.append(text) }
        let hello = HouseMessage.Hello(version: "1", crashFile: "", logFile: "", state: "/s")
        #expect(try HouseMessage(untold) == .hello(hello) && hello.isReplaced)
    }

    @Test func `a command starts no house`() throws {
        let scene = try Scene()
        #expect(throws: HouseError.noHouse) { try Question(to: scene.address).ask("status") }
        #expect(throws: HouseError.noHouse) { try Question(to: scene.address).killHouse() }
    }

    @Test func `a command asks and ends no house of other state, though it answers at the same socket`()
        throws
    {
        let scene = try Scene()
        let house = try scene.watch()
        let other = HouseAddress(socket: scene.address.socket, state: scene.folder + "/other")
        #expect(throws: HouseError.noHouse) { try Question(to: other).ask("status") }
        #expect(throws: HouseError.noHouse) { try Question(to: other).killHouse() }
        house.send(SIGSTOP)
        #expect(throws: HouseError.noHouse) { try Question(to: other).killHouse(within: .milliseconds(100)) }
        house.send(SIGCONT)
        #expect(try scene.status()["terminal"] == "none")
    }

    @Test func `a state spelled through a link is the same state`() throws {
        let scene = try Scene()
        let house = try scene.watch()
        let link = scene.folder + "/link"
        try #require(symlink(scene.address.state, link) == 0)
        var text = ""
        let address = HouseAddress(socket: scene.address.socket, state: link)
        _ = try Question(to: address).ask("echo", ["here"]) { text += $0 }
        #expect(text == "here")
        _ = house
    }

    @Test func `a house that does not answer is named by its process`() throws {
        let scene = try Scene()
        let house = try scene.watch()
        #expect(throws: HouseError.silent(process: house.process)) {
            try Question(to: scene.address).ask("hang", patience: .milliseconds(50))
        }
        #expect(try Question(to: scene.address).killHouse(within: .milliseconds(100)) == .killed)
        let ending = try house.end()
        #expect(ending == .killed(signal: SIGKILL))
    }

    @Test func `a house that hangs after its hello is told from one that thinks`() throws {
        let scene = try Scene()
        let house = try scene.watch()
        // Its loop goes on, and only the answer is late.
        #expect(throws: HouseError.silent(process: house.process)) {
            try Question(to: scene.address).ask("confirm", patience: .seconds(4))
        }
        let began = ContinuousClock.now
        #expect(throws: HouseError.noAnswer(process: house.process)) {
            try Question(to: scene.address).ask("hang", patience: .seconds(30))
        }
        #expect(ContinuousClock.now - began < .seconds(8))
        #expect(try Question(to: scene.address).killHouse(within: .milliseconds(100)) == .killed)
        #expect(try house.end() == .killed(signal: SIGKILL))
    }

    @Test func `a house that hangs when it is to end is said not to answer, and ended`() throws {
        let scene = try Scene()
        let house = try scene.watch()
        _ = try Question(to: scene.address).ask("be stubborn")
        var silent: [Int32] = []
        #expect(try Question(to: scene.address).killHouse { silent.append($0) } == .killed)
        #expect(silent == [house.process])
        #expect(try house.end() != nil)
    }

    @Test func `a house that is asked to end closes its door and ends`() throws {
        let scene = try Scene()
        let terminal = try Pseudoterminal()
        let house = try scene.watch()
        let front = try scene.attach(terminal)
        #expect(try Question(to: scene.address).killHouse() == .orderly)
        let endings = [try house.end(), try front.end()]
        #expect(endings == [.exited(0), .exited(0)])
        #expect(try terminal.shows("ended by `jarvis kill-house`"))
        #expect(access(scene.address.socket, F_OK) == -1)
    }

    @Test func `a house whose socket is gone is named by its lock, and ended by it`() throws {
        let scene = try Scene()
        let house = try scene.watch()
        house.send(SIGSTOP)
        try FileManager.default.removeItem(atPath: scene.folder + "/run")
        #expect(throws: HouseError.unreachable(process: house.process)) {
            try Question(to: scene.address).ask("status")
        }
        let sentence = HouseError.unreachable(process: house.process).description
        #expect(sentence.contains("(process \(house.process)) runs, but its socket is gone"))
        #expect(sentence.contains("`jarvis kill-house` ends it"))
        #expect(try Question(to: scene.address).killHouse(within: .milliseconds(100)) == .killed)
        #expect(try house.end() == .killed(signal: SIGKILL))
        #expect(throws: HouseError.noHouse) { try Question(to: scene.address).killHouse() }
    }

    @Test func `a question waits for a house that makes its socket anew`() throws {
        let scene = try Scene()
        let house = try scene.watch()
        // Taken away at once: the house may make it anew while its parts are removed.
        #expect(rename(scene.folder + "/run", scene.folder + "/gone") == 0)
        #expect(try scene.status()["terminal"] == "none")
        #expect(access(scene.address.socket, F_OK) == 0)
        _ = house
    }

    @Test func `who finds no room waits until an idle caller gives way, and is not told to end the house`()
        throws
    {
        let scene = try Scene()
        let house = try scene.watch()
        let idle = try (0..<64).map { _ in
            try SocketAddress.connected(to: scene.address.socket, until: Deadline(after: .seconds(5)))
        }
        #expect(try scene.status()["terminal"] == "none")
        #expect(!HouseError.crowded(callers: 64).description.contains("kill-house"))
        _ = (house, idle)
    }

    @Test func `a stopped house is ended all the same`() throws {
        let scene = try Scene()
        let house = try scene.watch()
        house.send(SIGSTOP)
        #expect(try Question(to: scene.address).killHouse(within: .milliseconds(100)) == .killed)
        let ending = try house.end()
        #expect(ending == .killed(signal: SIGKILL))
    }
}
