import FoundationEssentials
import Glibc
import JSON
import Onlooker
import Terminal
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// Every command of the palette, and every command without a screen with every option that it documents.
@Suite(
    .serialized, .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(10)))
struct EveryCommandTests {
    /// What gives the terminal back; these are run last, each in a demo of its own.
    private static let ways = ["session.detach", "prefix.detach"]

    /// Five demos beside each other, as each waits most of the time for what is on its screen.
    private static func beside(_ work: @escaping @Sendable (Range<Int>) throws -> Void) async throws {
        try await withThrowingTaskGroup { group in
            for part in 0..<5 {
                group.addTask(executorPreference: OwnThread()) { try work(part * 2..<part * 2 + 2) }
            }
            try await group.waitForAll()
        }
    }

    @Test func `every command of the palette is run ten times, and the demo goes on`() async throws {
        try await Self.beside(runAll)
    }

    private func runAll(rounds: Range<Int>) throws {
        let demo = try Demo(columns: 200, rows: 50)
        let house = try #require(demo.house)
        // What can be done to a guest depends on its state, so one round has a running one and the next a stopped one.
        for round in rounds {
            try openPalette(demo, "at the start of round \(round)")
            demo.program.type("cluster.filter\r\u{15}\(round % 2 == 0 ? "jellyfin" : "win11")\rG")
            for command in HouseScreen.catalog.commands where !Self.ways.contains(command.id) {
                try openPalette(demo, "before \(command.id) in round \(round)")
                // The palette's own command opens it again.
                let isPalette = command.id.hasSuffix("palette")
                demo.program.type(command.id + "\r" + (isPalette ? "\u{1B}" : ""))
            }
        }
        try openPalette(demo, "after the last round")
        #expect(demo.house == house)
        demo.program.type("session.detach\r")
        #expect(demo.program.exitCode() == 0)
        ProcessTable.expectNone(of: demo.folder)
    }

    @Test(arguments: ways)
    func `a command that gives the terminal back does so ten times`(id: String) async throws {
        try await Self.beside { rounds in
            for _ in rounds {
                let demo = try Demo(columns: 120, rows: 40)
                try openPalette(demo, "before \(id)")
                demo.program.type(id + "\r")
                #expect(demo.program.exitCode() == 0)
                ProcessTable.expectNone(of: demo.folder)
            }
        }
    }

    /// Opens the palette from wherever the command before left the keys: with a layer open, in a line of text, in a
    /// shell, in copy mode, or nowhere special.
    private func openPalette(_ demo: Demo, _ place: String) throws {
        let program = demo.program
        func isOpen(within time: Duration) -> Bool {
            program.wait(within: time) { $0.shows(["FIND OR DO"]) } != nil
        }
        func isShut() -> Bool {
            program.wait(within: .seconds(10)) { !$0.shows(["FIND OR DO"]) } != nil
        }
        try #require(isShut(), "the palette stayed open \(place):\n\(demo.program.picture.text)")
        // A question that came up of itself takes no key at first; the longer waits outlast that.
        for patience in [0.5, 1, 1.5, 2, 5, 10] {
            // In the cluster column, over a layer or in the chat, and in the shell.
            for keys in [[":"], ["\u{1B}", ":"], ["\u{1}:"]] {
                for key in keys {
                    program.type(key)
                    // A key right behind Esc would make another key of both.
                    if key == "\u{1B}" { program.settle(for: .milliseconds(100)) }
                }
                if isOpen(within: .seconds(patience)) { return }
            }
            // The colons went into a text.
            program.type("\u{15}")
        }
        Issue.record("no palette \(place):\n\(demo.program.picture.text)")
        throw StoryError("the demo does not go on \(place)")
    }
}
