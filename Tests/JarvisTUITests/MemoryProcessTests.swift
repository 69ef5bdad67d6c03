import Foundation
import JSON
import Onlooker
import ProxmoxSim
import Testing

/// What the built program says of a memory that was removed, changed or cannot be kept.
@Suite(
    .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(5)))
struct MemoryProcessTests {
    private static let state = "/.local/state/jarvis"

    @Test(arguments: [["jarvis.db", "jarvis.db-wal"], [""]])
    func `a memory that was removed under a running house is not called whole by it`(
        names: [String]
    ) async throws {
        let (home, simulator) = try await Home.simulated()
        async let house = home.run(["watch"])
        while !FileManager.default.fileExists(atPath: home.socket) {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(try await home.run(["ask", "start 105"]).code == 77)
        #expect(try await home.run(["audit", "verify"]).output.contains("is intact"))
        for name in names {
            try FileManager.default.removeItem(atPath: home.path + Self.state + "/" + name)
        }
        for command in [["audit", "verify"], ["audit", "verify", "--json"], ["audit", "list"]] {
            let result = try await home.run(command)
            #expect(result.code == 74)
            #expect(result.output.isEmpty)
            #expect(result.error.contains("jarvis.db is gone or empty, and it held the memory and the audit"))
        }
        let doctor = try await home.run(["doctor"])
        #expect(doctor.code == 1)
        #expect(doctor.output.contains("is gone or empty"))
        #expect(!doctor.output.contains("unbroken chain"))
        #expect(try await home.run(["kill-house"]).code == 0)
        _ = try await house
        home.remove()
        await simulator.stop()
    }

    @Test func `what was written into a log without a name is there after the house has ended`() async throws
    {
        let (home, simulator) = try await Home.simulated()
        async let house = home.run(["watch"])
        while !FileManager.default.fileExists(atPath: home.socket) {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(try await home.run(["ask", "start 105"]).code == 77)
        try FileManager.default.removeItem(atPath: home.path + Self.state + "/jarvis.db-wal")
        let verdict = try await home.run(["audit", "verify"])
        #expect(verdict.code == 74)
        #expect(verdict.error.contains("jarvis.db-wal was removed, emptied or replaced"))
        #expect(try await home.run(["kill-house"]).code == 0)
        _ = try await house
        #expect(try await home.run(["audit", "verify"]).output.contains("is intact"))
        #expect(try await home.run(["audit", "list"]).output.contains("105"))
        home.remove()
        await simulator.stop()
    }

    @Test func `a trigger that was changed is told by whoever opens the memory`() async throws {
        let (home, simulator) = try await Home.simulated()
        #expect(try await home.run(["ask", "start 105"]).code == 77)
        try Self.changeTriggers(in: home.path + Self.state + "/jarvis.db")
        let sentence = "was changed by another program: the trigger auditKeepsEntries was changed"
        for command in [["audit", "verify"], ["audit", "list"]] {
            let result = try await home.run(command)
            #expect(result.code == 74)
            #expect(result.output.isEmpty)
            #expect(result.error.contains(sentence))
        }
        let doctor = try await home.run(["doctor"])
        #expect(doctor.code == 1)
        #expect(doctor.output.contains(sentence))
        let answer = try await home.run(["ask", "which guests are stopped?"])
        #expect(answer.code == 74)
        #expect(answer.error.contains(sentence))
        home.remove()
        await simulator.stop()
    }

    /// Changes the words of the triggers that keep the audit log, as an editor of bytes would.
    private static func changeTriggers(in file: String) throws {
        let url = URL(fileURLWithPath: file)
        var data = try Data(contentsOf: url)
        let (old, new) = (Data("log only grows".utf8), Data("log also grows".utf8))
        var count = 0
        while let place = data.range(of: old) {
            data.replaceSubrange(place, with: new)
            count += 1
        }
        try #require(count == 3)
        let handle = try FileHandle(forWritingTo: url)
        try handle.write(contentsOf: data)
        try handle.close()
    }

    @Test(arguments: ["", "/crashes", "/house.lock"])
    func `a state that cannot be written keeps the house from starting, with a way out`(
        name: String
    ) async throws {
        let home = try Home()
        defer { home.remove() }
        let state = home.path + Self.state
        let refused = "?mkdir,?mkdirat,openat:error=EROFS"
        let result = try await home.run(
            [
                "-f", "-o", "/dev/null", "-P", state + name, "-e", "inject=" + refused, BuiltProgram.path,
                "watch",
            ],
            program: "/usr/bin/strace")
        #expect(result.code == 78)
        #expect(
            result.error
                == "The folder \(state) cannot be written, and a house keeps its lock, its log and its memory there; "
                + "allow it, or name another with XDG_STATE_HOME. `jarvis status` and `jarvis ask` need none.\n"
        )
    }

    @Test func `a place that takes no socket keeps the house from starting, with a way out`() async throws {
        let home = try Home()
        defer { home.remove() }
        let result = try await home.run(["watch"], ["JARVIS_SOCKET": "/sys/jarvis/house.sock"])
        #expect(result.code == 78)
        #expect(
            result.error
                == "The folder /sys/jarvis cannot be written, and a house has its socket there; allow it, or name "
                + "another path with JARVIS_SOCKET. `jarvis status` and `jarvis ask` need none.\n")
    }
}
