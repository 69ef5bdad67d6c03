import FoundationEssentials
import Jarvis
import Screen
import Testing

@testable import JarvisTUI
@testable import Multiplexer

/// What was said before is found again, from the chat's line.
@Suite struct FindTests {
    static let said = [
        FoundSaying(
            time: Date(timeIntervalSince1970: Sample.start.epoch - 86_400), author: nil,
            text: "why did the disk of jellyfin fill up\nlast week?"),
        FoundSaying(
            time: Date(timeIntervalSince1970: Sample.start.epoch - 86_390), author: "claude-sonnet",
            text: "Its transcoding cache was never emptied. \u{1B}[2J\n\nThe disk had 3 % left."),
        FoundSaying(
            time: Date(timeIntervalSince1970: Sample.start.epoch - 600), author: nil, text: "status"),
    ]

    private static func chatting() -> AppState {
        var state = Sample.state(Size(width: 120, height: 40))
        state.focus(.chat)
        return state
    }

    @Test func `words are looked for in all talks, and the selected saying stands below in full`() throws {
        var state = Self.chatting()
        state.type("/find disk")
        #expect(state.press("Enter") == [.kit(.talk(.find("disk")))])
        #expect(state.picture().text.contains("Looking for it."))
        _ = state.update(.kit(.found("another", [])), at: Sample.start)
        #expect(state.picture().text.contains("Looking for it."))
        _ = state.update(.kit(.found("disk", Array(Self.said.prefix(2)))), at: Sample.start)
        state.press("Down")
        try GoldenScreen(name: "find").expect(state)
    }

    @Test func `a question that was found is put into the line, an answer is copied`() {
        var state = Self.chatting()
        state.push(FindLayer("disk", Array(Self.said.prefix(2))))
        state.press("Enter")
        #expect(state.chat.input.text == Self.said[0].text)
        state.chat.input = LineEditor()
        state.push(FindLayer("disk", Array(Self.said.prefix(2))))
        #expect(state.press("Down", "Enter") == state.copy(Self.said[1].text))
        #expect(state.layers.isEmpty)
    }

    @Test func `nothing found is said, and a line that is not empty is not overwritten`() {
        var state = Self.chatting()
        state.push(FindLayer("disk", []))
        #expect(state.picture().text.contains("Nothing was said with all of these words."))
        state.press("Esc")
        state.type("half a thought")
        state.push(PromptsLayer(Self.said))
        state.press("Enter")
        #expect(state.chat.input.text == "half a thought")
    }

    @Test func `earlier questions are narrowed by what is typed, and one is put into the line`() throws {
        var state = Self.chatting()
        #expect(state.press("C-r") == [.kit(.talk(.prompts))])
        state.type("JELLY")
        _ = state.update(.kit(.prompts([Self.said[2], Self.said[0]])), at: Sample.start)
        let text = state.picture().text
        #expect(text.contains("why did the disk of jellyfin fill up last week?") && !text.contains(" status"))
        state.press("Enter")
        #expect(state.chat.input.text == Self.said[0].text)
        #expect(state.layers.isEmpty && state.focus == .chat)
    }

    @Test func `the key that opened them goes on to the one before`() {
        var state = Self.chatting()
        state.press("C-r")
        _ = state.update(.kit(.prompts([Self.said[2], Self.said[0]])), at: Sample.start)
        state.press("C-r", "Enter")
        #expect(state.chat.input.text == Self.said[0].text)
    }

    @Test func `what was asked before the start comes back by Up, behind what was asked since`() {
        var state = Self.chatting()
        state.chat.input.insert("new")
        _ = state.chat.input.submit()
        _ = state.update(
            .kit(
                .restored(
                    feed: [],
                    talks: [
                        state.cluster.name: [
                            .operatorText("first"), .butlerText("x"), .operatorText("second"),
                        ]
                    ])),
            at: Sample.start)
        state.press("Up")
        #expect(state.chat.input.text == "new")
        // What the sample's talk begins with lies between.
        state.press("Up")
        state.press("Up")
        #expect(state.chat.input.text == "second")
        state.press("Up")
        #expect(state.chat.input.text == "first")
    }

    @Test(arguments: [
        ("a b c", "b", "a b c"),
        (String(repeating: "x ", count: 60) + "needle end", "Needle", "…x x x x x x x x needle end"),
        ("one\n\ttwo", "", "one two"),
    ])
    func `an excerpt begins shortly before the word`(text: String, words: String, line: String) {
        #expect(Excerpt(of: text, around: words).line(ellipsis: "…") == line)
    }
}
