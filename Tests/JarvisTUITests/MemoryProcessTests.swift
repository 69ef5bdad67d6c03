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
                + "allow it, or name another with XDG_STATE_HOME. `jarvis status` and `jarvis ask` need none. [J-HSE-02]\n"
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
                + "another path with JARVIS_SOCKET. `jarvis status` and `jarvis ask` need none. [J-HSE-03]\n")
    }

    @Test func `a house without a memory says so on standard error, in an answer and by its code`()
        async throws
    {
        let (home, simulator) = try await Home.simulated()
        #expect(try await home.run(["audit", "verify"]).code == 0)
        try FileManager.default.removeItem(atPath: home.path + "/.local/state/jarvis/jarvis.db")
        async let house = home.run(["watch"])
        while !FileManager.default.fileExists(atPath: home.socket) {
            try await Task.sleep(for: .milliseconds(20))
        }
        let answer = try await home.run(["ask", "which guests are stopped?"])
        #expect(answer.code == 74)
        #expect(answer.output.contains("win11"))
        #expect(answer.error.contains("`jarvis memory set-aside` lets a new one begin"))
        let doctor = try await home.run(["doctor"])
        #expect(doctor.code == 1)
        #expect(doctor.output.contains("is gone or empty"))
        #expect(try await home.run(["kill-house"]).code == 0)
        let ended = try await house
        #expect(ended.error.contains("is gone or empty"))
        home.remove()
        await simulator.stop()
    }

    @Test func `what was refused is listed, and the log is proved whole by an anchor kept elsewhere`()
        async throws
    {
        let (home, simulator) = try await Home.simulated()
        #expect(try await home.run(["ask", "start 105"]).code == 77)
        let list = try await home.run(["audit", "list"])
        #expect(
            list.output.contains(
                "POST /nodes/home/qemu/105/status/start  refused: Nobody could be asked: "
                    + "there is no terminal to confirm on."))
        let verdict = try await home.run(["audit", "verify"])
        let anchor = try #require(verdict.output.split(separator: " ").last).trimmingCharacters(in: .newlines)
        #expect(try await home.run(["audit", "verify", "--anchor", anchor]).code == 0)
        let id = try #require(anchor.split(separator: ":").first)
        let other = "\(id):" + String(repeating: "0", count: 64)
        let forged = try await home.run(["audit", "verify", "--anchor", other])
        #expect(forged.code == 1)
        #expect(forged.output.contains("the entry is not the one that was anchored"))
        #expect(try await home.run(["audit", "verify", "--anchor", "nonsense"]).code == 64)
        home.remove()
        await simulator.stop()
    }

    @Test func `a memory is copied, refused a second time, and set aside`() async throws {
        let home = try Home()
        defer { home.remove() }
        let copy = home.path + "/copy.db"
        #expect(
            try await home.run(["memory", "backup", copy]).output == "The memory was copied to \(copy).\n")
        let second = try await home.run(["memory", "backup", copy])
        #expect(second.code == 73)
        #expect(second.error.contains("is not overwritten"))
        let aside = try await home.run(["memory", "set-aside"])
        #expect(aside.output.contains("/jarvis/jarvis.db.corrupt-"))
        #expect(try await home.run(["memory", "set-aside"]).code == 74)
    }

    @Test func `a damaged memory is named with the command that sets it aside, and that works`() async throws
    {
        let home = try Home()
        defer { home.remove() }
        #expect(try await home.run(["audit", "verify"]).code == 0)
        let database = home.path + "/.local/state/jarvis/jarvis.db"
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: database))
        try handle.write(contentsOf: Data("not a database!!".utf8))
        try handle.close()
        let damaged = try await home.run(["audit", "verify"])
        #expect(damaged.code == 74)
        #expect(damaged.error.contains("`jarvis memory set-aside` keeps it for rescue"))
        #expect(try await home.run(["memory", "set-aside"]).code == 0)
        #expect(try await home.run(["audit", "verify"]).output.contains("The audit log is empty."))
    }
}
