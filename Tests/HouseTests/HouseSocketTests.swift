import CPOSIX
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

    private static func hello(_ scene: Scene) -> HouseMessage {
        .hello(.init(version: "1.2.3", crashFile: "", logFile: "", state: scene.address.state))
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
        #expect(house.descriptors.count == 1)
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
        #expect(house.descriptors.count == 2)
        #expect(good.isOpen)
        house.close()
    }

    @Test func `more callers than the house has room for are turned away`() throws {
        let scene = try Scene()
        let house = try Self.house(scene)
        var connections: [Connection] = []
        for _ in 0..<70 {
            connections.append(try Self.connect(scene))
            #expect(house.next() == nil)
        }
        for connection in connections { connection.fill() }
        #expect(connections.count(where: \.isOpen) == 64)
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
