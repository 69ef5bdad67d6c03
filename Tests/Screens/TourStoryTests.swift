import FoundationEssentials
import Onlooker
import Terminal
import Testing

/// The demo that shows itself, with less time to read than people have.
@Suite(
    .serialized, .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(5)))
struct TourStoryTests {
    @Test func `a tour goes from a dead node to a card, and ends by itself`() throws {
        let home = try StoryHome()
        let tour = try home.open(["demo", "--tour", "--pace", "0.3"])
        tour.expect("Any key ends the tour")
        tour.expect("LET SOMETHING HAPPEN")
        tour.expect("and says what that means", "Check its power")
        tour.expect("s starts it")
        tour.expect("stopped without a task")
        tour.expect("CONFIRM")
        tour.expect("No is the default")
        #expect(tour.exitCode() == 0)
    }

    @Test func `the tour is written to a file without a terminal, and a player sees all of it`() throws {
        let home = try StoryHome()
        let file = home.path + "/tour.cast"
        let words = ["demo", "--tour", "--pace", "0.3", "--size", "120x36", "--cast", file]
        func record() -> Errand.Outcome {
            Errand([BuiltProgram.path] + words, environment: home.environment, in: home.path).wait()
        }
        let outcome = record()
        #expect(outcome.code == 0, "\(outcome.text)")
        #expect(outcome.text.contains("tour.cast has the tour"))
        // What is there already stays.
        #expect(record().code == 73)
        let lines = try String(contentsOf: URL(filePath: file), encoding: .utf8).split(separator: "\n")
        try #require(lines.count > 20)
        #expect(lines[0].contains(#""version": 2, "width": 120, "height": 36"#))
        var missing = [
            "J.A.R.V.I.S.", "Any key ends the tour", "LET SOMETHING HAPPEN", "and says what that means",
            "stopped without a task", "CONFIRM", "No is the default", "The tour is over",
        ]
        var replay = Replay()
        for line in lines {
            let bytes = Array((line + "\n").utf8)
            try bytes.withUnsafeBufferPointer { (part) throws(ReplayError) in try replay.read(part) }
            let screen = replay.emulator.screen.dump(.text)
            missing.removeAll { screen.contains($0) }
        }
        #expect(missing == [])
    }

    @Test func `any key ends the tour and means nothing else`() throws {
        let home = try StoryHome()
        let tour = try home.open(["demo", "--tour"])
        tour.expect("Any key ends the tour")
        tour.type("q")
        tour.expect("The keyboard is yours")
        tour.type("q")
        #expect(tour.exitCode() == 0)
    }
}
