import Onlooker
import Terminal
import Testing

/// What is on the terminal's screen, to the cell, and what it takes to bring it there.
@Suite(
    .serialized, .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(3)))
struct PictureTests {
    @Test(arguments: [(97, 31), (400, 120)])
    func `after a storm of five hundred resizes the screen is that of a drawing from nothing`(
        columns: Int, rows: Int
    ) throws {
        let served = try ServedHome(mode: "ops", isWatched: false)
        let program = try served.home.open()
        program.expect("nominal", "pve")
        // A line about something, and a house that is late, may come between the two pictures; all of it again then.
        var differences = ["not tried"]
        for _ in 0..<4 where !differences.isEmpty {
            for step in 0..<500 {
                let isTiny = step % 50 == 7
                let size = TerminalSize(
                    columns: isTiny ? 1 : 20 + step * 7919 % 381, rows: isTiny ? 1 : 5 + step * 104_729 % 116)
                program.resize(to: size)
                program.watch(for: .milliseconds(1))
            }
            program.resize(to: TerminalSize(columns: columns, rows: rows))
            // Old figures say every second how old they are.
            _ = program.wait(within: .seconds(60)) { $0.text(row: 0).contains("nominal") }
            // A cluster that answers nothing has no new figures: the two pictures are compared to the cell.
            served.simulation.pause()
            defer { served.simulation.resume() }
            program.settle()
            let after = program.picture
            program.redraw()
            differences = program.picture.differences(from: after)
        }
        #expect(differences == [])
        program.end()
    }

    @Test func `a screen on which nothing changes gets few bytes and is never drawn from nothing`() throws {
        let demo = try Demo(columns: 120, rows: 40)
        demo.program.record()
        let seconds = 5
        demo.program.watch(for: .seconds(seconds))
        #expect(demo.program.clears == 0)
        #expect((demo.program.recorded ?? []).count < 1_000 * seconds)
    }
}
