import AIKit
import FoundationEssentials
import Glibc
import Testing

@testable import Jarvis

@Suite struct KillFileTests {
    private static let noon = Date(timeIntervalSince1970: 1_796_000_000)

    private func live(_ body: (KillFile, String) throws -> Void) throws {
        let folder = try Folder()
        defer { folder.remove() }
        try body(KillFile(folder: folder.path), folder.path)
    }

    private func write(_ text: String, to file: KillFile) throws {
        try Data(text.utf8).write(to: URL(filePath: file.path))
    }

    @Test func `what was set is on for everybody with that folder until it is taken away`() throws {
        try live { file, folder in
            #expect(file.state() == .off)
            let kill = KillSwitch(since: Self.noon, reason: "the roof leaks")
            let engaged = try file.engage(kill)
            #expect(engaged == .on(kill))
            #expect(KillFile(folder: folder).state() == .on(kill))
            // Nothing else is left in the folder, and nobody else may read it.
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["kill"])
            var status = stat()
            #expect(stat(file.path, &status) == 0 && status.st_mode & 0o777 == 0o600)
            let (first, second) = (try file.release(), try file.release())
            #expect(first && !second)
            #expect(file.state() == .off)
        }
    }

    @Test func `one with an end is off from that second on, and one without never`() throws {
        try live { file, _ in
            let end = Self.noon.addingTimeInterval(60)
            try file.engage(KillSwitch(since: Self.noon, until: end))
            #expect(file.state(at: end.addingTimeInterval(-1)).isOn)
            #expect(!file.state(at: end).isOn)
            try file.engage(KillSwitch(since: end))
            #expect(file.state(at: .distantFuture).isOn)
        }
    }

    @Test func `setting it again never makes it end sooner, nor begin later`() throws {
        try live { file, _ in
            try file.engage(KillSwitch(since: Self.noon, until: Self.noon + 3600, reason: "first"))
            try file.engage(KillSwitch(since: Self.noon + 5, until: Self.noon + 60))
            let long = KillSwitch(since: Self.noon, until: Self.noon + 3600, reason: "first")
            #expect(file.state(at: Self.noon + 6) == .on(long))
            try file.engage(KillSwitch(since: Self.noon + 7, reason: "second"))
            try file.engage(KillSwitch(since: Self.noon + 8, until: Self.noon + 60))
            #expect(file.state(at: Self.noon + 9) == .on(KillSwitch(since: Self.noon, reason: "second")))
        }
    }

    @Test(arguments: [
        "", "\n", "on", "{", "{}", "[]", "null", #"{"since": "today"}"#, #"{"since": -1}"#,
        #"{"since": 1e99}"#,
        #"{"since": 5, "until": null}"#, #"{"since": 5, "until": "9"}"#, #"{"since": 5, "until": 4}"#,
        #"{"since": 5, "reason": 7}"#, #"{"since": 5, "off": true}"#, String(repeating: " ", count: 5000),
        #"{"since": 5, "until": 99999999999999999999}"#,
    ])
    func `what is not as it is written counts as on, and has no end`(text: String) throws {
        try live { file, _ in
            try write(text, to: file)
            guard case .unreadable(let fault) = file.state(at: .distantFuture) else {
                Issue.record("\(file.state())")
                return
            }
            #expect(fault.contains(file.path))
            // Setting it with an end does not let it go sooner than whoever wrote that wanted.
            try file.engage(KillSwitch(since: Self.noon, until: Self.noon + 60))
            #expect(file.state(at: .distantFuture).isOn)
            _ = try file.release()
            #expect(file.state() == .off)
        }
    }

    @Test func `a folder, a link and a closed folder in its place count as on`() throws {
        try live { file, folder in
            try FileManager.default.createDirectory(atPath: file.path, withIntermediateDirectories: false)
            #expect(file.state().isOn)
            #expect(rmdir(file.path) == 0 && symlink("/nowhere", file.path) == 0)
            #expect(file.state().isOn)
            #expect(unlink(file.path) == 0)
            // The folder of the state is a file.
            #expect(KillFile(folder: "/etc/passwd").state().isOn)
            #expect(throws: KillFileError.self) {
                try KillFile(folder: folder + "/none").engage(KillSwitch(since: .now))
            }
        }
    }

    @Test func `a reason from the file cannot steer a terminal, nor be endless`() throws {
        try live { file, _ in
            try write(##"{"since": 5, "reason": "a\u001b[2Jb"}"##, to: file)
            #expect(file.state().words().hasSuffix(": a␛[2Jb"))
            let long = KillSwitch(since: Self.noon, reason: String(repeating: "long ", count: 900))
            let words = try file.engage(long).words()
            #expect(words.count < 300)
        }
    }

    @Test func `where the file cannot be written the switch holds for this process all the same`() throws {
        let keeper = GateKeeper(kill: KillFile(folder: "/proc/self"))
        #expect(throws: KillFileError.self) { try keeper.engage(KillSwitch(since: Self.noon)) }
        #expect(keeper.kill == .on(KillSwitch(since: Self.noon)))
        try keeper.release()
        #expect(keeper.kill == .off)
        // A demo has no file.
        let demo = GateKeeper()
        try demo.engage(KillSwitch(since: Self.noon))
        #expect(demo.kill.isOn && demo.killNews() == demo.kill && demo.killNews() == nil)
        try demo.release()
        #expect(demo.killNews() == .off)
    }
}
