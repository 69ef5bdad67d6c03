import AIKit
import Screen
import Testing

@testable import JarvisTUI
@testable import Multiplexer

/// What is drawn into the last picture is what the whole of it would be.
@Suite struct PartialPictureTests {
    private static let sizes = [(45, 30), (80, 24), (120, 40), (160, 45), (240, 60)]

    @Test(arguments: sizes, [VisualMode.ops, .jarvis, .minimal])
    func `words of an answer drawn alone give the picture that drawing everything gives`(
        size: (Int, Int), mode: VisualMode
    ) {
        var state = Sample.state(Size(width: size.0, height: size.1), mode: mode)
        state.focus(.chat)
        state.type("go on")
        _ = state.press("Enter")
        state.hear("One line, and one of it\n\n")
        var picture = state.picture()
        for word in ["漢字 ", "**bold** ", "| a | b |\n|---|---|\n", "| 1 | 2 |\n\nthe end of it\n"] {
            state.hear(word)
            let event = Event.kit(.agent(.textDelta(word), of: "lab"))
            #expect(event.reading == .chat)
            state.redraw([.panel(.chat)], into: &picture, ink: .plain, glyphs: .rich)
            Self.expectSame(picture, state.picture())
        }
    }

    @Test func `a theme without a ground of its own leaves nothing of the last picture`() {
        var state = Sample.state(Size(width: 160, height: 45))
        var picture = state.picture()
        for y in 0..<45 {
            let row = String(repeating: "█", count: 160)
            picture.put(row, at: Point(x: 0, y: y), style: Ink.plain.critical.reversed)
        }
        state.hear("A word.")
        let parts = Set(state.layout.panels.keys.filter { $0 != .shell }.map(PicturePart.panel))
        state.redraw(parts, into: &picture, ink: .plain, glyphs: .rich)
        let whole = state.picture()
        for panel in state.layout.panels where panel.key != .shell {
            Self.expectSame(picture, whole, in: panel.value)
        }
    }

    @Test func `what moves fast asks for its own panel alone, and an age for all`() {
        var state = Sample.state(Size(width: 160, height: 45), mode: .jarvis)
        #expect(state.ticks[.panel(.cluster)] == nil)
        #expect(state.ticks[.everything] != nil)
        state.focus(.chat)
        state.type("go on")
        _ = state.press("Enter")
        state.hear("word")
        #expect(state.ticks[.panel(.chat)] == state.busyTick)
    }

    private static func expectSame(_ one: Frame, _ other: Frame, in rect: Rect? = nil) {
        let rect = rect ?? one.bounds
        for y in rect.y..<rect.endY {
            for x in rect.x..<rect.endX where one[x, y] != other[x, y] {
                Issue.record("\(x),\(y): \(one[x, y]) is not \(other[x, y])")
                return
            }
        }
        #expect(one.cursor == other.cursor)
    }
}

extension AppState {
    fileprivate mutating func hear(_ words: String) {
        _ = update(.kit(.agent(.textDelta(words), of: "lab")), at: Sample.start)
    }
}
