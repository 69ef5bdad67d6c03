import Glibc
import Testing

@testable import House

@Suite struct HouseAddressTests {
    struct Case: Sendable {
        let environment: [String: String]
        let socket: String
        let state: String
    }

    static let own = "/tmp/jarvis-\(geteuid())/house.sock"

    @Test(arguments: [
        Case(environment: ["HOME": "/home/a"], socket: own, state: "/home/a/.local/state/jarvis"),
        Case(
            environment: ["HOME": "/home/a", "XDG_STATE_HOME": "/var/s", "XDG_RUNTIME_DIR": "/tmp"],
            socket: "/tmp/jarvis/house.sock", state: "/var/s/jarvis"),
        Case(
            environment: ["HOME": "/home/a", "XDG_STATE_HOME": "relative", "XDG_RUNTIME_DIR": "/no/folder"],
            socket: own, state: "/home/a/.local/state/jarvis"),
        Case(
            environment: [
                "HOME": "/home/a", "XDG_RUNTIME_DIR": "/tmp/" + String(repeating: "./", count: 60),
            ],
            socket: own, state: "/home/a/.local/state/jarvis"),
        Case(
            environment: ["HOME": "/h", "JARVIS_SOCKET": "/run/x.sock"], socket: "/run/x.sock",
            state: "/h/.local/state/jarvis"),
    ])
    func `the environment says where the house is`(_ row: Case) {
        let address = HouseAddress.standard(row.environment)
        #expect(address == HouseAddress(socket: row.socket, state: row.state))
    }

    @Test func `a demo has a socket and a lock of its own beside those of the house`() {
        let address = HouseAddress(socket: "/run/x/house.sock", state: "/state")
        #expect(address.demo.socket == "/run/x/demo.sock")
        #expect(address.demo.lockFile == "/state/demo.lock")
        #expect(address.lockFile == "/state/house.lock")
        #expect(address.keepsState && !address.demo.keepsState)
        #expect(address.demo.demo == address.demo)
    }

    @Test func `a runtime folder whose path is too long for a socket is passed over`() {
        let long = "/tmp/jarvis-test-\(getpid())-" + String(repeating: "x", count: 90)
        #expect(mkdir(long, 0o700) == 0)
        defer { rmdir(long) }
        #expect(HouseAddress.standard(["HOME": "/h", "XDG_RUNTIME_DIR": long]).socket == Self.own)
    }

    @Test func `a house is told all it needs by its arguments`() throws {
        var start = HouseStart(
            address: HouseAddress(socket: "/a b", state: "/c"), listens: true, rest: ["--", "--demo"])
        start.crashFile = "/crash"
        start.logFile = "/log"
        start.readyDescriptor = 3
        start.frontDescriptor = 4
        let arrived = try HouseStart(arguments: start.arguments)
        #expect(arrived == start)
        start.address = start.address.demo
        let arrivedDemo = try HouseStart(arguments: start.arguments)
        #expect(arrivedDemo == start && !arrivedDemo.address.keepsState)
        let bare = HouseStart(address: start.address, listens: false)
        let arrivedBare = try HouseStart(arguments: bare.arguments)
        #expect(arrivedBare == bare)
    }

    @Test(arguments: [[], ["--socket"], ["--socket", "/a"], ["--frobnicate"]])
    func `arguments no front passes are refused`(_ arguments: [String]) {
        #expect(throws: HouseError.self) { try HouseStart(arguments: arguments) }
    }

    @Test func `a path longer than a socket's is refused before anything is made`() throws {
        let path = "/" + String(repeating: "a", count: 107)
        #expect(throws: HouseError.pathTooLong(path)) { try SocketAddress(path) }
        _ = try SocketAddress(String(path.dropLast()))
    }
}
