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
        let demo = try Demo(columns: 120, rows: 40)
        demo.program.record()
        // Figures may change between the two pictures; then all of it again. On a busy machine they always do, and the
        // rest is compared each time.
        var isSame = false
        for _ in 0..<4 where !isSame {
            for step in 0..<500 {
                let isTiny = step % 50 == 7
                let size = TerminalSize(
                    columns: isTiny ? 1 : 20 + step * 7919 % 381, rows: isTiny ? 1 : 5 + step * 104_729 % 116)
                demo.program.resize(to: size)
                demo.program.watch(for: .milliseconds(1))
            }
            demo.program.resize(to: TerminalSize(columns: columns, rows: rows))
            demo.settle()
            let after = demo.picture
            demo.redraw()
            let anew = demo.picture
            isSame = anew == after
            #expect(anew.withoutFigures.differences(from: after.withoutFigures) == [])
        }
        if !isSame { print("note: figures moved between all pictures of \(columns)×\(rows)") }
    }

    @Test func `a screen on which nothing changes gets few bytes and is never drawn from nothing`() throws {
        let demo = try Demo(columns: 120, rows: 40)
        demo.program.record()
        let seconds = 5
        demo.program.watch(for: .seconds(seconds))
        #expect(demo.clears == 0)
        #expect((demo.program.recorded ?? []).count < 1_000 * seconds)
    }
}
