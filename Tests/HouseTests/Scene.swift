import CPOSIX
import Counterparts
import FoundationEssentials
import Glibc
import Synchronization
import Testing

@testable import House

/// An address of its own for a test; the house there and its files go with it.
final class Scene {
    let address: HouseAddress
    let folder: String

    private static let count = Atomic(0)

    init() throws {
        let number = Scene.count.add(1, ordering: .relaxed).newValue
        folder = "/tmp/jarvis-house-\(getpid())-\(number)"
        address = HouseAddress(socket: folder + "/run/house.sock", state: folder + "/state")
        try PrivateFolder.prepare(folder, inSharedParent: true)
    }

    deinit {
        do {
            _ = try Question(to: address).killHouse(within: .seconds(2))
        } catch {
            guard error == .noHouse else { fatalError("\(error)") }
        }
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            fatalError("\(error)")
        }
    }

    /// Starts a front on a terminal and waits until the house draws there.
    func attach(
        _ terminal: Pseudoterminal, _ flags: [String] = [], environment: [String: String] = [:]
    ) throws -> ProbeProcess {
        let front = try start(terminal, flags, environment: environment)
        try #require(try terminal.shows("ATTACHED"), "\(terminal.text)")
        return front
    }

    /// Starts a front on a terminal.
    func start(
        _ terminal: Pseudoterminal, _ flags: [String] = [], environment: [String: String] = [:]
    ) throws -> ProbeProcess {
        let words = [ProbeProcess.path, "front", address.socket, address.state] + flags
        return try ProbeProcess(words, on: terminal, environment: environment)
    }

    /// Starts a house without a front, as a service manager does, and waits until it is open.
    func watch() throws -> ProbeProcess {
        let path = folder + "/notify"
        let manager = Descriptor(socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0))
        let bound = try SocketAddress(path)
        try HouseError.checking("bind", path) { bound.with { bind(manager.number, $0, $1) } }
        defer { unlink(path) }
        let house = try ProbeProcess(
            [ProbeProcess.path, "watch", address.socket, address.state], output: folder + "/output",
            environment: ["NOTIFY_SOCKET": path])
        try #require(try manager.wait(for: POLLIN, until: Deadline(after: .seconds(10))))
        var bytes: [UInt8] = .init(repeating: 0, count: 64)
        let count = recv(manager.number, &bytes, bytes.count, 0)
        try #require(String(decoding: bytes.prefix(count), as: UTF8.self) == "READY=1")
        return house
    }

    /// What the house says of itself, by name.
    func status() throws -> [String: String] {
        var text = ""
        _ = try Question(to: address).ask("status", patience: .seconds(10)) { text += $0 }
        let pairs = text.split(separator: " ").map { $0.split(separator: "=", maxSplits: 1) }
        return Dictionary(pairs.map { (String($0[0]), String($0[1])) }) { $1 }
    }

    /// The crash reports that hold something.
    var crashReports: [String] {
        get throws {
            let crashes = try CrashFolder(address.crashFolder)
            return crashes.reports.map { address.crashFolder + "/" + $0 }.filter(CrashFolder.holdsReport)
        }
    }
}

/// A house and commands of an ``OrdinaryUser``: root sees what others do not.
final class OrdinaryHome {
    let address: HouseAddress
    /// The probe, a copy of its own that may be replaced.
    let program: String
    private let folder: String
    private let user = OrdinaryUser()

    init() throws {
        folder = "/tmp/jarvis-ordinary-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        address = HouseAddress(socket: folder + "/run/house.sock", state: folder + "/state")
        program = folder + "/HouseProbe"
        try #require(mkdir(folder, 0o700) == 0 && user.takes(folder))
        try install()
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Puts a new file in the program's place, as an upgrade does.
    func install() throws {
        // By another process: what is begun elsewhere meanwhile would have the file open for writing (ETXTBSY).
        let copy = try ProbeProcess(["/bin/cp", ProbeProcess.path, program + ".new"])
        try #require(try copy.end() == .exited(0))
        try #require(chmod(program + ".new", 0o755) == 0 && rename(program + ".new", program) == 0)
    }

    /// Starts the program with a subcommand of the probe.
    func start(_ subcommand: String, output: String = "/dev/null") throws -> ProbeProcess {
        try ProbeProcess(
            user.prefix + [program, subcommand, address.socket, address.state], output: output)
    }

    /// What a command of this user hears from the house, once it is open.
    func introduction() throws -> String {
        let deadline = Deadline(after: .seconds(20))
        while !deadline.isOver {
            let output = "\(folder)-\(UInt32.random(in: 0 ... .max))"
            defer { unlink(output) }
            if try start("introduce", output: output).end() == .exited(0) {
                let bytes = FileManager.default.contents(atPath: output) ?? Data()
                return String(decoding: bytes, as: UTF8.self)
            }
            poll(nil, 0, 20)
        }
        return "no house"
    }
}
