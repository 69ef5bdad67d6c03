import Counterparts
import Foundation
import JSON
import Onlooker
import ProxmoxSim
import Testing

/// What `jarvis doctor` of the built program finds, without a terminal.
@Suite(
    .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(5)))
struct DoctorProcessTests {
    @Test func `doctor finds a cluster that is gone, and says so in its code`() async throws {
        let (home, simulator) = try await Home.simulated()
        let healthy = try await home.run(["doctor", "--json"])
        #expect(healthy.code == 0, "\(healthy.output) \(healthy.error)")
        await simulator.stop()
        let result = try await home.run(["doctor", "--json"])
        #expect(result.code == 1)
        let findings = try JSONValue(parsing: result.output)["findings"]?.array ?? []
        let faults = findings.filter { $0["verdict"] == "fault" }.compactMap { $0["subject"]?.string }
        #expect(faults.count == 1)
        #expect(faults.first?.hasPrefix("cluster sim: 127.0.0.1") == true)
        home.remove()
    }

    @Test(.enabled(if: OrdinaryUser.obstacle == nil, "\(OrdinaryUser.obstacle ?? "")"))
    func `doctor says of a folder that cannot be written that no memory can be made there`() async throws {
        let home = try Home()
        defer { home.remove() }
        let user = OrdinaryUser()
        let state = home.path + "/.local/state/jarvis"
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        for folder in ["", "/run", "/.local", "/.local/state", "/.local/state/jarvis"] {
            try #require(user.takes(home.path + folder) && chmod(home.path + folder, 0o700) == 0)
        }
        try #require(chmod(state, 0o500) == 0)
        let words = user.prefix + [BuiltProgram.path, "doctor"]
        let result = try await home.run(Array(words.dropFirst()), program: words[0])
        #expect(result.code == 1)
        #expect(
            result.output.contains("none can be made: \(state) cannot be written (Permission denied)"),
            "\(result.output)")
        #expect(!result.output.contains("will be made"))
    }

    @Test func `doctor names an SQLite that two programs must not use at once`() async throws {
        let (home, simulator) = try await Home.simulated()
        _ = try await home.run(["audit", "verify"])
        let document = try JSONValue(parsing: try await home.run(["doctor", "--json"]).output)
        let library = document["findings"]?.array?.first { $0["subject"] == "memory: library" }
        let isFaulty = library?["verdict"] == "warning"
        #expect(library?["text"]?.string?.contains(isFaulty ? "mended in 3.51.3" : "SQLite 3") == true)
        home.remove()
        await simulator.stop()
    }
}
