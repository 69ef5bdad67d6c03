import CPOSIX
import FoundationEssentials
import Glibc
import Testing

@testable import House

/// Both ends in one process: what a house makes of what comes.
@Suite struct HouseSocketTests {
    private static func house(_ scene: Scene) throws -> HouseSocket {
        try HouseSocket(HouseStart(address: scene.address, listens: true), version: "1.2.3")
    }

    private static func connect(_ scene: Scene) throws -> Connection {
        let deadline = Deadline(after: .seconds(5))
        return try Connection(
            try #require(try SocketAddress.connected(to: scene.address.socket, until: deadline)))
    }

    private static func heard(_ connection: Connection) throws -> [HouseMessage] {
        connection.fill()
        var messages: [HouseMessage] = []
        while let parcel = try connection.next() { messages.append(try HouseMessage(parcel)) }
        return messages
    }

    /// Reads until the other end is closed, or for ten seconds: a process that another test is just starting holds it a
    /// little longer.
    private static func awaitEnd(of connection: Connection) {
        for _ in 0..<1_000 where connection.isOpen {
            connection.fill()
            if connection.isOpen { poll(nil, 0, 10) }
        }
    }

    private static func hello(_ scene: Scene) -> HouseMessage {
        .hello(
            .init(
                version: "1.2.3", crashFile: "", logFile: "", state: scene.address.state, isReplaced: false))
    }

    @Test func `a demo is found beside the house, and a second one opens without being found`() throws {
        let scene = try Scene()
        let house = try Self.house(scene)
        let start = HouseStart(address: scene.address.demo, listens: false)
        let demo = try HouseSocket(start, version: "1.2.3")
        let second = try HouseSocket(start, version: "1.2.3")
        // The listening socket and the watch on its folder, of the first.
        #expect(demo.descriptors.count == 2)
        #expect(second.descriptors.isEmpty)
        demo.close()
        let deadline = Deadline(after: .seconds(1))
        #expect(try SocketAddress.connected(to: scene.address.demo.socket, until: deadline) == nil)
        #expect(house.descriptors.count == 2)
        house.close()
    }

    @Test func `a demo that cannot be found opens all the same`() throws {
        let scene = try Scene()
        // Others may write there.
        #expect(mkdir(scene.folder + "/open", 0o777) == 0)
        #expect(chmod(scene.folder + "/open", 0o777) == 0)
        let address = HouseAddress(socket: scene.folder + "/open/house.sock", state: scene.address.state)
        let demo = try HouseSocket(HouseStart(address: address.demo, listens: false), version: "1.2.3")
        #expect(demo.descriptors.isEmpty)
        demo.close()
    }

    @Test func `the house says hello, hears a question and its withdrawal`() throws {
        let scene = try Scene()
        let house = try Self.house(scene)
        var connection: Connection? = try Self.connect(scene)
        #expect(house.next() == nil)
        let heard = try Self.heard(try #require(connection))
        #expect(heard == [Self.hello(scene)])
        connection?.send(FrontMessage.ask(name: "status", arguments: ["a"]).parcel)
        let inquiry = Inquiry(id: 1, name: "status", arguments: ["a"])
        #expect(house.next() == .asked(inquiry))
        #expect(house.next() == nil)
        connection = nil
        #expect(house.next() == .withdrawn(inquiry))
        #expect(house.next() == nil)
        // The listening socket and the watch on its folder.
        #expect(house.descriptors.count == 2)
        house.close()
    }

    @Test(arguments: [
        "G" + String(repeating: "x", count: 40), "J\u{1}\u{1}\u{0}\u{0}\u{0}\u{0}\u{0}",
        "J\u{1}\u{63}\u{0}\u{0}\u{0}\u{0}\u{0}", "J\u{1}\u{4}\u{0}\u{7F}\u{0}\u{0}\u{0}",
    ])
    func `who speaks nonsense is cut off and the others stay`(_ bytes: String) throws {
        let scene = try Scene()
        let house = try Self.house(scene)
        let good = try Self.connect(scene)
        let socket = try #require(
            try SocketAddress.connected(to: scene.address.socket, until: Deadline(after: .seconds(5))))
        _ = send(socket.number, bytes, bytes.utf8.count, Int32(MSG_NOSIGNAL))
        #expect(house.next() == nil)
        #expect(house.next() == nil)
        #expect(house.descriptors.count == 3)
        #expect(good.isOpen)
        house.close()
    }

    @Test func `more callers than the house has room for are turned away, until one was idle for a second`()
        throws
    {
        let scene = try Scene()
        let house = try Self.house(scene)
        var connections: [Connection] = []
        for _ in 0..<70 {
            connections.append(try Self.connect(scene))
            #expect(house.next() == nil)
        }
        for connection in connections[64...] { Self.awaitEnd(of: connection) }
        for connection in connections { connection.fill() }
        #expect(connections.count(where: \.isOpen) == 64)
        let crowded = HouseError.crowded(callers: 64)
        #expect(
            try Self.heard(connections[69]) == [.exit(code: crowded.exitCode, text: crowded.description)])
        poll(nil, 0, 1_100)
        let late = try Self.connect(scene)
        #expect(house.next() == nil)
        #expect(try Self.heard(late) == [Self.hello(scene)])
        Self.awaitEnd(of: connections[0])
        #expect(!connections[0].isOpen)
        house.close()
    }

    @Test func `a connection asks one question, and so many are answered at once`() throws {
        let scene = try Scene()
        let house = try Self.house(scene)
        var connections: [Connection] = []
        for _ in 0..<34 {
            connections.append(try Self.connect(scene))
            connections.last?.send(FrontMessage.ask(name: "ask", arguments: []).parcel)
        }
        var asked: [Int] = []
        while let event = house.next() {
            if case .asked(let inquiry) = event { asked.append(inquiry.id) }
        }
        #expect(asked == Array(1...32))
        let turnedAway = try Self.heard(connections[33])
        #expect(turnedAway.last == .exit(code: 69, text: HouseError.busy(questions: 32).description))
        connections[0].send(FrontMessage.ask(name: "ask", arguments: ["again"]).parcel)
        #expect(house.next() == .withdrawn(Inquiry(id: 1, name: "ask", arguments: [])))
        #expect(house.next() == nil)
        let end = try Self.connect(scene)
        end.send(FrontMessage.ask(name: Inquiry.killHouse, arguments: []).parcel)
        #expect(house.next() == .asked(Inquiry(id: 35, name: Inquiry.killHouse, arguments: [])))
        house.close()
    }

    @Test func `a flood of small parcels is cut off, and the others are answered`() throws {
        let scene = try Scene()
        let house = try Self.house(scene)
        let flood = FrontMessage.resized(TerminalSize(columns: 1, rows: 1)).parcel.bytes
        let bytes = Array(repeatElement(flood, count: 60_000).joined())
        let sockets = try (0..<8).map { _ in
            try #require(
                try SocketAddress.connected(to: scene.address.socket, until: Deadline(after: .seconds(5))))
        }
        for socket in sockets { _ = send(socket.number, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }
        let good = try Self.connect(scene)
        good.send(FrontMessage.ask(name: "status", arguments: []).parcel)
        var events: [HouseEvent] = []
        while let event = house.next() { events.append(event) }
        #expect(events == [.asked(Inquiry(id: 9, name: "status", arguments: []))])
        house.close()
    }

    @Test func `a socket is made again with its folder as soon as they are removed`() throws {
        let scene = try Scene()
        let house = try Self.house(scene)
        #expect(house.next() == nil)
        #expect(rename(scene.folder + "/run", scene.folder + "/gone") == 0)
        var polled = house.descriptors
        #expect(poll(&polled, nfds_t(polled.count), 5_000) > 0)
        #expect(house.next() == nil)
        let connection = try Self.connect(scene)
        #expect(house.next() == nil)
        #expect(try Self.heard(connection) == [Self.hello(scene)])
        var status = stat()
        #expect(stat(scene.folder + "/run", &status) == 0 && status.st_mode & 0o777 == 0o700)
        house.close()
    }

    @Test func `a visit begins, changes and ends in order, with its descriptors open until then`() throws {
        let scene = try Scene()
        let house = try Self.house(scene)
        let terminal = try Pseudoterminal()
        let device = try Descriptor.opening(terminal.path, O_RDWR)
        let connection = try Self.connect(scene)
        let coming = Visitor(
            input: device.number, output: device.number, hasOwnFlags: false, term: "xterm",
            environment: ["LANG": "C.UTF-8"], size: TerminalSize(columns: 80, rows: 24),
            workingFolder: "/tmp", process: getpid(), yields: false)
        connection.send(
            FrontMessage.attach(coming).parcel, descriptors: [device.number, device.number])
        guard case .attached(let visitor) = house.next() else {
            Issue.record("Nobody attached.")
            return
        }
        #expect(visitor.environment == coming.environment)
        #expect(visitor.hasOwnFlags)
        #expect(isatty(visitor.output) == 1)
        connection.send(FrontMessage.resized(TerminalSize(columns: 5, rows: 5)).parcel)
        connection.send(FrontMessage.leave(.asked).parcel)
        #expect(house.next() == .resized(TerminalSize(columns: 5, rows: 5)))
        #expect(house.next() == .left(.asked))
        #expect(isatty(visitor.output) == 1)
        #expect(house.next() == nil)
        // Its number may be another suite's descriptor by now, but no terminal's.
        #expect(isatty(visitor.output) == 0)
        let heard = try Self.heard(connection)
        #expect(heard == [Self.hello(scene), .detached(.asked)])
        house.close()
    }

    @Test func `the flags of the shell's terminal stay as they were`() throws {
        let scene = try Scene()
        let house = try Self.house(scene)
        let terminal = try Pseudoterminal()
        let device = try Descriptor.opening(terminal.path, O_RDWR)
        let connection = try Self.connect(scene)
        let coming = Visitor(
            input: device.number, output: device.number, hasOwnFlags: false, term: "xterm",
            environment: [:], size: nil, workingFolder: nil, process: getpid(), yields: false)
        connection.send(
            FrontMessage.attach(coming).parcel, descriptors: [device.number, device.number])
        #expect(house.next() != nil)
        let visitor = try #require(house.visitor)
        _ = fcntl(visitor.output, F_SETFL, O_NONBLOCK)
        #expect(fcntl(device.number, F_GETFL) & O_NONBLOCK == 0)
        house.detach()
        house.close()
    }
}
