import AIKit
import Screen
import Testing

@testable import JarvisTUI

@Suite struct ConfirmTests {
    private static func asked(_ kind: ConfirmationKind = .yesOrNo) -> AppState {
        var state = Sample.state()
        _ = state.update(.card(Sample.card(kind)), at: Sample.start)
        return state
    }

    private let id = Sample.card().id

    @Test(arguments: ["y", "Y", "Enter", "n"])
    func `what was typed ahead answers nothing`(key: String) {
        var state = Self.asked()
        #expect(state.press(key, after: 0.499) == [])
        #expect(state.layers.count == 1)
    }

    @Test func `Enter without a choice is no`() {
        var state = Self.asked()
        #expect(state.press("Enter", after: 0.5) == [.kit(.answer(id, .no))])
        #expect(state.layers.isEmpty)
    }

    @Test(arguments: [
        (["y"], CardAnswer.yes), (["n"], .no), (["q"], .no), (["Tab", "Enter"], .yes),
        (["Left", "Right", "Enter"], .no), (["Esc"], .no),
    ])
    func `keys answer by what they say`(keys: [String], answer: CardAnswer) {
        var state = Self.asked()
        var effects: [Effect] = []
        for key in keys { effects += state.press(key, after: 1) }
        #expect(effects == [.kit(.answer(id, answer))])
    }

    @Test func `other keys change nothing, whatever they mean below`() {
        var state = Self.asked()
        for key in ["s", "x", "Space", "z", ":", "?", "C-a", "F1", "Down", "1"] {
            #expect(state.press(key, after: 1) == [])
        }
        #expect(state.layers.count == 1)
    }

    @Test func `a word is typed letter by letter`() {
        var state = Self.asked(.type("jellyfin"))
        state.type("jellyfon", after: 1)
        state.press("Backspace", "Backspace", after: 1)
        state.type("in", after: 1)
        #expect(state.press("Enter", after: 1) == [.kit(.answer(id, .typed("jellyfin")))])
    }

    @Test func `a pasted word does not count`() {
        var state = Self.asked(.type("jellyfin"))
        state.paste("jellyfin", after: 1)
        #expect(state.press("Enter", after: 1) == [.kit(.answer(id, .typed("")))])
    }

    @Test func `a pasted y does not count either`() {
        var state = Self.asked()
        #expect(state.paste("y\n", after: 1) == [])
        #expect(state.layers.count == 1)
    }

    @Test func `a question that expired goes by itself`() {
        var state = Self.asked()
        _ = state.update(.tick, at: Sample.moment(299))
        #expect(state.layers.count == 1)
        _ = state.update(.tick, at: Sample.moment(301))
        #expect(state.layers.isEmpty)
    }

    @Test func `a question that was settled elsewhere goes`() {
        var state = Self.asked()
        _ = state.update(.cardSettled(id), at: Sample.start)
        #expect(state.layers.isEmpty)
    }

    @Test(arguments: [Size(width: 60, height: 20), Size(width: 80, height: 24), Size(width: 200, height: 50)])
    func `the card shows the very call, the tier and both answers`(size: Size) {
        var state = Self.asked()
        state.size = size
        let text = state.picture().text
        for words in ["POST /nodes/home/lxc/103/status/stop", "RED", "No", "Yes", "your own hand"] {
            #expect(text.contains(words))
        }
    }
}
