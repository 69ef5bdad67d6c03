import Foundation
import JSON
import Onlooker
import ProxmoxSim
import Testing

/// A home folder of its own for one test.
struct Home {
    let path: String

    /// Where its house listens.
    var socket: String { path + "/run/house.sock" }

    init() throws {
        path = NSTemporaryDirectory() + "jarvis-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(
            atPath: path + "/run", withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }

    static func simulated() async throws -> (Home, Simulator) {
        let simulator = try await Simulator.start(SimulatorConfiguration(delays: .brief))
        let home = try Home()
        let secret = home.path + "/secret"
        try simulator.credentials.token.secret.write(toFile: secret, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
        try home.configure(
            """
            clusters:
              - name: sim
                nodes: ["127.0.0.1:\(simulator.port)"]
                token: {id: "\(simulator.credentials.token.id)", secret: {file: "\(secret)"}}
                fingerprints: {"127.0.0.1": "\(simulator.fingerprint)"}

            """)
        return (home, simulator)
    }

    func configure(_ text: String) throws {
        let folder = path + "/.config/jarvis"
        // Whatever the umask is meanwhile: a folder that others may change is not believed.
        for folder in [path + "/.config", folder] {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
        }
        let file = folder + "/config.yaml"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    }

    func remove() {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            Issue.record(error)
        }
    }

    /// Runs the program, or another one; waits without holding a thread that the simulator needs.
    func run(
        _ arguments: [String], _ variables: [String: String] = [:], program: String? = nil,
        writingTo file: String? = nil
    ) async throws -> (code: Int, output: String, error: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setsid")
        process.arguments = ["-w", program ?? BuiltProgram.path] + arguments
        process.environment = [
            "HOME": path, "JARVIS_SOCKET": socket, "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8", "TERM": "xterm-256color",
        ].merging(variables) { _, new in new }
        let name = path + "/" + UUID().uuidString
        let (output, error) = (name + ".output", name + ".error")
        process.standardInput = FileHandle.nullDevice
        let kept = try Self.empty(output)
        process.standardOutput =
            try file.map { try FileHandle(forWritingTo: URL(fileURLWithPath: $0)) } ?? kept
        process.standardError = try Self.empty(error)
        let (ended, end) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { end.yield($0.terminationStatus) }
        try process.run()
        let code = await ended.first { _ in true }
        return (
            Int(try #require(code)), try String(contentsOfFile: output, encoding: .utf8),
            try String(contentsOfFile: error, encoding: .utf8)
        )
    }

    private static func empty(_ path: String) throws -> FileHandle {
        try Data().write(to: URL(fileURLWithPath: path))
        return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    }
}
