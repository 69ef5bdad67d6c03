import AIKit
import Screen
import Testing

@testable import JarvisTUI
@testable import Multiplexer

/// When the next picture is drawn, by what is new.
@Suite struct FramePacingTests {
    private let start = ContinuousClock.now

    /// How long after a picture the next comes, where these were heard since.
    private func pause(after heard: [Bool]) -> Duration {
        var pacing = FramePacing()
        pacing.drawn(at: start)
        for isUnhurried in heard { pacing.heard(isUnhurried: isUnhurried) }
        return pacing.next - start
    }

    @Test func `an answer that is read is drawn ten times a second, and anything else 60 times`() {
        #expect(pause(after: [true, true, true]) == .milliseconds(100))
        #expect(pause(after: [false]) == .milliseconds(16))
        #expect(pause(after: [true, false, true]) == .milliseconds(16))
    }

    @Test func `a key is answered at once, also while an answer comes`() {
        var pacing = FramePacing()
        pacing.drawn(at: start)
        pacing.heard(isUnhurried: true)
        pacing.typed(at: start + .milliseconds(5))
        #expect(pacing.next <= start + .milliseconds(5))
        pacing.drawn(at: start + .milliseconds(6))
        pacing.heard(isUnhurried: true)
        #expect(pacing.next == start + .milliseconds(8))
    }

    @Test func `the words of an answer are unhurried, and its end is not`() {
        #expect(Event.kit(.agent(.textDelta("word"), of: "lab")).reading == .chat)
        #expect(Event.kit(.agent(.thinkingDelta("word"), of: "lab")).reading == .chat)
        #expect(Event.kit(.agent(.warning("slow"), of: "lab")).reading == nil)
        #expect(Event.tick.reading == nil)
    }

    @Test func `the first word of an answer or a thought is drawn at once, and those behind it are read`() {
        var state = Sample.state(Size(width: 120, height: 40))
        for delta in [AgentEvent.thinkingDelta("Let "), .textDelta("The ")] {
            let event = Event.kit(.agent(delta, of: "lab"))
            #expect(event.isAwaited(in: state))
            _ = state.update(event, at: .now)
            #expect(!event.isAwaited(in: state))
        }
        #expect(!Event.tick.isAwaited(in: state))
        #expect(!Event.kit(.agent(.warning("slow"), of: "lab")).isAwaited(in: state))
        var pacing = FramePacing()
        pacing.drawn(at: start)
        pacing.heard(isUnhurried: true)
        pacing.heardAwaited()
        #expect(pacing.next <= start)
    }
}
