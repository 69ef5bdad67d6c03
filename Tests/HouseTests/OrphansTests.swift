import FoundationEssentials
import Glibc
import Testing

@testable import House

/// What a house's shells leave behind ends as its child, and nobody is robbed of an exit code.
@Suite(.serialized) struct OrphansTests {
    @Test func `an orphan of a shell becomes the house's child, and is not left on the kernel's list`() throws
    {
        let scene = try Scene()
        let house = try scene.watch()
        let note = scene.folder + "/orphan"
        // The inner shell ends at once; what it began is an orphan until its input ends.
        let hold = scene.folder + "/hold"
        try #require(mkfifo(hold, 0o600) == 0)
        let line = "(cat < \(hold) & echo $! > \(note).new; mv \(note).new \(note)); exec sleep 60"
        _ = try Question(to: scene.address).ask("shell", [line, "", "", "litter"])
        let orphan = try #require(number(in: note))
        #expect(waits { ProcessStatus(of: orphan)?.parent == house.process })
        let session = try #require(ProcessStatus(of: orphan)?.session)
        defer { kill(-session, SIGKILL) }
        close(open(hold, O_WRONLY))
        #expect(waits { ProcessStatus(of: orphan) == nil })
    }

    @Test func `a child that the house started keeps its exit code for who waits for it, for a while`() throws
    {
        let scene = try Scene()
        let house = try scene.watch()
        let note = scene.folder + "/child"
        let line = "echo $$ > \(note).new; mv \(note).new \(note)"
        let before = ContinuousClock.now
        _ = try Question(to: scene.address).ask("shell", [line, "", "", "litter"])
        let child = try #require(number(in: note))
        #expect(waits { ProcessStatus(of: child)?.hasEnded == true })
        #expect(waits(for: .seconds(30)) { ProcessStatus(of: child) == nil })
        #expect(ContinuousClock.now - before >= .seconds(10))
        _ = house
    }

    private func number(in path: String) -> Int32? {
        var found: Int32?
        _ = waits {
            let text = String(
                decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
            found = Int32(text.prefix { $0.isNumber })
            return found != nil
        }
        return found
    }

    private func waits(for time: Duration = .seconds(10), until isSo: () -> Bool) -> Bool {
        let deadline = Deadline(after: time)
        while !isSo() {
            guard !deadline.isOver else { return false }
            poll(nil, 0, 20)
        }
        return true
    }
}
