import FoundationEssentials
import Glibc
import Onlooker
import Testing

/// More output in the shell column than anybody can look at.
@Suite(
    .serialized, .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(3)))
struct FloodTests {
    /// A demo with the keys in a shell, and a large file in its folder.
    private func shell() throws -> Demo {
        let demo = try Demo(columns: 200, rows: 50)
        let line = String(repeating: "0123456789", count: 9) + "\n"
        try Data(String(repeating: line, count: 400_000).utf8).write(
            to: URL(filePath: demo.folder + "/large"))
        demo.program.type("3")
        // The user's own start files may take long; ^C ends them, and what a shell has read by then is lost with it.
        for attempt in 1...10 {
            demo.program.type("\u{03}")
            demo.program.watch(for: .milliseconds(attempt * 200))
            demo.program.type("cd \(demo.folder); PS1='rea''dy: '; clear\r")
            if demo.program.wait(within: .seconds(3), until: { $0.shows(["ready:"]) }) != nil { return demo }
        }
        throw StoryError("no shell:\n\(demo.program.picture.text)")
    }

    @Test(arguments: ["yes 0123456789", "cat large large large large large"])
    func `a flood leaves the selection to the keys, and ends with one`(command: String) throws {
        let demo = try shell()
        demo.program.type("clear; \(command)\r")
        try demo.expect("│0123456789")
        demo.program.type("\u{01}C")
        for index in 0..<20 {
            let before = demo.program.look { $0.selectedRow }
            demo.program.type(index % 2 == 0 ? "j" : "k")
            let moved = demo.program.wait(within: .seconds(10)) { screen in
                screen.selectedRow.map { $0 != before } ?? false
            }
            #expect(moved != nil)
        }
        demo.program.type("3\u{03}")
        try demo.expect("ready:")
        demo.program.type("clear; echo al''ive\r")
        try demo.expect("alive")
    }

    @Test func `what scrolls away is kept up to the bound of the scrollback`() throws {
        let demo = try shell()
        let house = try #require(demo.house)
        let before = ProcessTable.residentMemory(of: house)
        // 36 MB of text would be 290 MB of cells.
        demo.program.type("clear; cat large && echo do''ne\r")
        try demo.expect("done")
        let more = ProcessTable.residentMemory(of: house) - before
        #expect(more < 64_000_000)
    }
}
