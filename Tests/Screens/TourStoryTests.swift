import Onlooker
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
