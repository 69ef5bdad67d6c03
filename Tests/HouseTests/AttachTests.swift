import CPOSIX
import Glibc
import Testing

@testable import House

@Suite(.serialized) struct AttachTests {
    @Test func `a second terminal takes the place of the first, which is told so`() throws {
        let scene = try Scene()
        let (first, second) = (try Pseudoterminal(), try Pseudoterminal())
        let before = first.modes
        let older = try scene.attach(first)
        let newer = try scene.attach(second)
        let olderEnd = try older.end()
        #expect(olderEnd == .exited(0))
        #expect(try first.shows("attached elsewhere"))
        #expect(first.modes == before)
        second.type("k")
        #expect(try second.shows("KEY k"))
        second.type("d")
        let newerEnd = try newer.end()
        #expect(newerEnd == .exited(0))
        #expect(try second.shows("detached"))
    }

    @Test func `another attach brings its own TERM, size and colours to the same house`() throws {
        let scene = try Scene()
        let small = try Pseudoterminal(columns: 80, rows: 24)
        let front = try scene.attach(small, environment: ["TERM": "linux"])
        #expect(small.text.contains("term=linux size=80x24 color=none keys=0"))
        small.type("d")
        let frontEnd = try front.end()
        #expect(frontEnd == .exited(0))
        let large = try Pseudoterminal(columns: 300, rows: 80)
        let variables = ["TERM": "tmux-256color", "COLORTERM": "truecolor"]
        let other = try scene.attach(large, environment: variables)
        #expect(large.text.contains("term=tmux-256color size=300x80 color=truecolor keys=1"))
        #expect(large.value(of: "house") == small.value(of: "house"))
        other.send(SIGTERM)
        let otherEnd = try other.end()
        #expect(otherEnd == .exited(128 + SIGTERM))
    }

    @Test func `a new size reaches the house`() throws {
        let scene = try Scene()
        let terminal = try Pseudoterminal()
        let front = try scene.attach(terminal)
        terminal.resize(columns: 132, rows: 43)
        #expect(try terminal.shows("RESIZED 132x43"))
        _ = front
    }

    @Test func `fronts that start at once share one house`() throws {
        let scene = try Scene()
        let terminals = try (0..<4).map { _ in try Pseudoterminal() }
        let fronts = try terminals.map { try scene.start($0) }
        for terminal in terminals { #expect(try terminal.shows("ATTACHED"), "\(terminal.text)") }
        #expect(Set(terminals.map { $0.value(of: "house") }).count == 1)
        _ = fronts
    }

    @Test func `a yielding terminal waits for its turn and gives it up when another comes`() throws {
        let scene = try Scene()
        let (console, remote) = (try Pseudoterminal(), try Pseudoterminal())
        let display = try scene.attach(console, ["yields"])
        console.clear()
        let visit = try scene.attach(remote)
        #expect(try console.shows("shown on another terminal"))
        console.clear()
        remote.type("d")
        let visitEnd = try visit.end()
        #expect(visitEnd == .exited(0))
        #expect(try console.shows("ATTACHED"))
        console.type("d")
        let displayEnd = try display.end()
        #expect(displayEnd == .exited(0))
    }

    @Test(arguments: [nil, SIGTSTP, SIGSTOP])
    func `a stopped front gives the terminal to its shell and takes it back`(_ signal: Int32?) throws {
        let scene = try Scene()
        let terminal = try Pseudoterminal()
        let shell = try ProbeProcess(["/bin/sh", "-i"], on: terminal)
        terminal.type("\(ProbeProcess.path) front \(scene.address.socket) \(scene.address.state)\n")
        try #require(try terminal.shows("ATTACHED"), "\(terminal.text)")
        let number = try #require(Int32(terminal.value(of: "front") ?? ""))
        if let signal { kill(number, signal) } else { terminal.type("z") }
        #expect(try terminal.shows("Stopped"))
        terminal.clear()
        terminal.type("echo at the $((1+1))nd shell\n")
        #expect(try terminal.shows("at the 2nd shell"))
        terminal.type("fg\n")
        #expect(try terminal.shows("ATTACHED"), "\(terminal.text)")
        terminal.type("d")
        #expect(try terminal.shows("detached"))
        terminal.type("exit\n")
        let shellEnd = try shell.end()
        #expect(shellEnd == .exited(0))
    }
}

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
