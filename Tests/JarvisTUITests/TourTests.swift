import CommandLine
import Multiplexer
import Screen
import Testing
import Text

@testable import JarvisTUI

/// What the demo shows of itself.
struct TourTests {
    private let start = Sample.start.instant

    private func step(_ caption: String, seconds: Int, begins: Bool = true) -> Tour.Step {
        Tour.Step(caption: caption, reading: .seconds(seconds)) { _ in begins }
    }

    /// What is due that many seconds after the start.
    private func next(_ tour: inout Tour, at seconds: Double) -> String? {
        switch tour.next(in: Sample.blank(), at: start + .seconds(seconds)) {
        case .wait: nil
        case .step(let step): step.caption
        case .end: "the end"
        }
    }

    @Test func `each sentence stands for its time, and then the tour ends`() {
        var tour = Tour([step("one", seconds: 4), step("two", seconds: 2)], at: start)
        #expect(next(&tour, at: 0) == "one")
        #expect(next(&tour, at: 3.9) == nil)
        #expect(next(&tour, at: 4) == "two")
        #expect(next(&tour, at: 5.9) == nil)
        #expect(next(&tour, at: 6) == "the end")
    }

    @Test func `a step waits for what it is about, and not for ever`() {
        var tour = Tour([step("one", seconds: 1, begins: false)], at: start)
        #expect(next(&tour, at: 0) == nil)
        #expect(tour.deadline > start)
        #expect(next(&tour, at: 11.9) == nil)
        #expect(next(&tour, at: 12.2) == "one")
    }

    @Test func `another pace leaves another time to read`() {
        var tour = Tour([step("one", seconds: 4), step("two", seconds: 4)], at: start, pace: 0.5)
        #expect(next(&tour, at: 0) == "one")
        #expect(next(&tour, at: 2) == "two")
    }

    @Test func `the script takes less than a minute, and every sentence fits a small screen`() {
        let time = Tour.script.reduce(Duration.zero) { $0 + $1.reading }
        #expect(time > .seconds(30) && time < .seconds(45))
        #expect(Tour.script.filter { $0.caption.columns > 78 }.map(\.caption) == [])
    }

    @Test func `a sentence has the last line to itself until the keyboard is given back`() {
        var state = Sample.state(Size(width: 80, height: 24))
        state.announce("something else", .info)
        _ = state.update(.news(TourCaption(caption: "w lists all that is amiss.")), at: Sample.start)
        #expect(state.picture().text(row: 23) == " w lists all that is amiss.")
        _ = state.update(.news(TourCaption(caption: nil)), at: Sample.start)
        #expect(state.picture().text(row: 23).contains("The keyboard is yours"))
    }

    @Test(arguments: [
        (["demo"], nil), (["demo", "tour=0.5"], 0.5), (["tour=11"], nil), (["tour=nan"], nil),
        (["tour="], nil),
    ])
    func `a house is told the pace by its arguments`(words: [String], pace: Double?) {
        #expect(HouseMark.tourPace(in: words) == pace)
    }
}
