import FoundationEssentials
import Glibc
import Onlooker
import Terminal
import Testing

/// What operators do, done with the release build: in six keys at most, as `Docs/Tasks.md` has them.
@Suite(
    .serialized, .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(5)))
struct TaskStoryTests {
    private static let document = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Docs/Tasks.md")

    @Test(arguments: OperatorTask.all) func `a task is done in six keys at most`(task: OperatorTask) throws {
        let demo = try Demo(columns: 160, rows: 45)
        demo.program.resize(to: TerminalSize(columns: task.size.columns, rows: task.size.rows))
        demo.program.settle()
        for step in task.situation {
            demo.program.type(step.keys)
            if !step.shows.isEmpty { try demo.expect(step.shows) }
            demo.program.settle()
        }
        let began = ContinuousClock.now
        for key in task.keys {
            demo.program.type(key)
            // A hand needs longer than the 50 ms within which two keys are one burst.
            demo.program.settle(for: .milliseconds(150))
            guard let words = task.awaits[key] else { continue }
            try demo.expect(words)
            // A card takes keys after 0.7 s without any.
            demo.program.watch(for: .milliseconds(900))
        }
        for words in task.shows { try demo.expect(words) }
        for words in task.hides {
            let isGone = demo.program.wait(within: .seconds(10)) { !$0.shows([words]) } != nil
            #expect(isGone, "\(words) is there:\n\(demo.program.picture.text)")
        }
        print("\(task.name): \(task.keys.count) keys, \(began.duration(to: .now))")
        #expect(task.keys.count <= 6)
        let document = try String(contentsOf: Self.document, encoding: .utf8)
        #expect(document.contains("| \(task.name) | `\(task.writtenKeys)` | \(task.keys.count) |"))
    }

    @Test func `a guest is found, looked at and left by the mouse alone`() throws {
        let demo = try Demo(columns: 160, rows: 45)
        func click(_ words: String) throws {
            let rows = demo.program.picture.text.split(separator: "\n", omittingEmptySubsequences: false)
            let row = try #require(rows.firstIndex { $0.contains(words) })
            demo.program.type("\u{1B}[<0;12;\(row + 1)M\u{1B}[<0;12;\(row + 1)m")
            demo.program.settle()
        }
        try click("103 jellyfin")
        try demo.expect("x Stop")
        // The list may have moved to have it in sight.
        try click("103 jellyfin")
        try demo.expect("103 jellyfin on home")
    }
}
