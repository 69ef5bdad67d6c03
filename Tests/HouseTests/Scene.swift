import CPOSIX
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
