import Onlooker
import Testing

/// As ``GlanceStoryTests``, of what takes its time to go wrong.
@Suite(
    .serialized, .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(5)))
struct SlowGlanceStoryTests {
    @Test func `a storage that fills up is told before it is full, whatever the size`() throws {
        let demo = try Demo(columns: 120, rows: 40)
        demo.program.type("!")
        try demo.expect("storage-fills")
        demo.program.type("jjjj\r")
        let isTold = demo.program.wait(within: .seconds(170)) { $0.text(row: 0).contains("nas-nfs 8") }
        try #require(isTold != nil, "\(demo.program.picture.text)")
        demo.program.expectFirst(["storage nas-nfs 8", "storage nas-nfs 9"])
    }

    @Test func `a cluster that is gone is told, however old its figures are`() throws {
        let served = try ServedHome(mode: "ops", isWatched: false)
        let program = try served.home.open()
        program.expect("nominal")
        served.simulation.end()
        let words = ["sim does not answer"]
        let isTold = program.wait(within: .seconds(60)) { $0.text(row: 0).contains(words[0]) }
        try #require(isTold != nil, "\(program.picture.text)")
        program.expectFirst(words)
        program.end()
        _ = served.text(["kill-house", "--force"])
    }
}
