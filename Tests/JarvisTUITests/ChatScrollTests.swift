import AIKit
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// The window on the transcript: it stands still while more arrives, and finds the end again.
@Suite struct ChatScrollTests {
    private static func answer(_ lines: Range<Int>) -> String {
        lines.map { "line \($0) of it\n" }.joined()
    }

    /// A chat that is answered in, with so many lines said.
    private static func answering(_ count: Int, _ size: Size = Size(width: 80, height: 24)) -> AppState {
        var state = Sample.blank(size)
        state.focus(.chat)
        state.type("go on")
        _ = state.press("Enter")
        state.hear(.textDelta(answer(0..<count)))
        return state
    }

    private static func seen(_ state: AppState) -> [String] {
        state.picture().text.split(separator: "\n").filter { $0.contains(" of it") }.map {
            $0.filter { $0 != "│" && $0 != " " }
        }
    }

    @Test func `what was scrolled to stands still while more is said, and the line below counts that`() {
        var state = Self.answering(100)
        #expect(!state.picture().text.contains("more"))
        state.press("PageUp")
        let before = Self.seen(state)
        #expect(before.count > 5)
        #expect(state.picture().text.contains("↓ 10 more"))
        state.hear(.textDelta(Self.answer(100..<120)))
        state.hear(.tool(ToolCard(id: "1", name: "get_nodes", arguments: [:], tier: .green, state: .running)))
        #expect(Self.seen(state) == before)
        #expect(state.picture().text.contains("↓ 31 more"))
    }

    @Test(arguments: ["End", "C-End"])
    func `a key goes to the end`(key: String) {
        var state = Self.answering(100)
        let newest = Self.seen(state)
        state.press("PageUp")
        state.press("PageUp")
        #expect(Self.seen(state) != newest)
        state.press(key)
        #expect(state.chat.anchor == nil)
        #expect(Self.seen(state) == newest)
    }

    @Test func `with something typed End is the input's, and with Ctrl it is the talk's`() {
        var state = Self.answering(100)
        state.press("PageUp")
        state.type("ab")
        state.press("Home")
        state.press("End")
        #expect(state.chat.input.cursor == 2)
        #expect(state.chat.anchor != nil)
        state.press("C-End")
        #expect(state.chat.anchor == nil)
    }

    @Test func `what one asks oneself is seen`() {
        var state = Self.answering(100)
        state.hear(.finished(RunSummary()))
        state.press("PageUp")
        state.type("next")
        _ = state.press("Enter")
        #expect(state.chat.anchor == nil)
    }

    @Test func `scrolling ends at the beginning, and as many lines on at the end`() {
        var state = Self.answering(40)
        for _ in 0..<20 { state.press("PageUp") }
        #expect(Self.seen(state).first == "line0ofit")
        var steps = 0
        while state.chat.anchor != nil, steps < 20 {
            state.press("PageDown")
            steps += 1
        }
        #expect((2...4).contains(steps))
        #expect(Self.seen(state).last == "line39ofit")
    }

    @Test func `a talk that fits does not scroll`() {
        var state = Self.answering(2)
        state.press("PageUp")
        #expect(state.chat.anchor == nil)
    }

    @Test(arguments: [Size(width: 45, height: 20), Size(width: 200, height: 50)])
    func `another size keeps the entry that is looked at`(size: Size) {
        var state = Self.answering(60)
        for _ in 0..<20 { state.press("PageUp") }
        state.size = size
        #expect(Self.seen(state).first == "line0ofit")
    }

    @Test func `what waits to be asked stands above the input, and Up takes the newest back`() {
        var state = Self.answering(3)
        for text in ["one", "two", "three", "four", "five"] {
            state.type(text)
            _ = state.press("Enter")
        }
        let text = state.picture().text
        #expect(text.contains("→ one") && text.contains("→ two") && text.contains("→ and 3 more"))
        state.press("Up")
        #expect(state.chat.input.text == "five")
        #expect(state.chat.queue.map(\.text) == ["one", "two", "three", "four"])
        state.press("Up")
        #expect(state.chat.queue.count == 4, "with something typed Up is the input's")
    }
}

extension AppState {
    fileprivate mutating func hear(_ event: AgentEvent) {
        _ = update(.kit(.agent(event, of: "lab")), at: Sample.start)
    }
}
