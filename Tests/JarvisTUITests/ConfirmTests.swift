import AIKit
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct ConfirmTests {
    private static func asked(_ card: ConfirmationCard = Sample.card()) -> AppState {
        var state = Sample.state()
        _ = state.update(.kit(.card(card, of: "lab")), at: Sample.start)
        return state
    }

    private let id = Sample.card().id

    @Test(arguments: ["y", "Y", "Enter", "n", "Esc", "N"])
    func `what was typed ahead answers nothing, and is told`(key: String) {
        var state = Self.asked(Sample.card(asker: .operator))
        #expect(state.press(key, after: 0.699) == [])
        #expect(state.layers.count == 1)
        #expect(state.picture().text.contains("Too early, nothing was done"))
    }

    @Test func `each key begins the silence anew, however old the card is`() {
        var state = Self.asked()
        for step in 0..<100 { #expect(state.press("y", after: 0.5 + Double(step) * 0.69) == []) }
        #expect(state.tap(["y", "Enter"], after: 70.6) == [.kit(.answer(id, .yes, cluster: "lab"))])
    }

    @Test func `Enter without a choice is no`() {
        var state = Self.asked()
        #expect(state.press("Enter", after: 0.75) == [.kit(.answer(id, .no, cluster: "lab"))])
        #expect(state.layers.isEmpty)
    }

    @Test(arguments: [
        (["y", "Enter"], CardAnswer.yes), (["n"], .no), (["Right", "Enter"], .yes),
        (["Left", "Right", "Enter"], .no), (["Esc"], .no), (["y", "n"], .no),
    ])
    func `RED takes two different keys for a yes`(keys: [String], answer: CardAnswer) {
        var state = Self.asked()
        #expect(state.tap(keys) == [.kit(.answer(id, answer, cluster: "lab"))])
    }

    @Test(arguments: [
        ["y"], ["y", "y"], ["y", "e", "s", "Enter"], ["l", "s", "Enter"], ["h", "l", "Enter"],
        ["Tab", "Enter"], ["Space", "y"], ["y", "Backspace", "Enter"], ["x", "y", "Enter"],
    ])
    func `words and other keys are no yes, and let the card be deaf`(keys: [String]) {
        var state = Self.asked()
        #expect(state.tap(keys) == [])
        #expect(state.layers.count == 1)
    }

    @Test func `both keys of a yes in one burst are no yes`() {
        var state = Self.asked()
        #expect(state.press("y", "Enter", after: 1) == [])
        #expect(state.layers.count == 1)
    }

    @Test(arguments: [
        ["y", "Enter"], ["y", "y"], ["y", "e", "s"], ["n", "o"], ["Esc", "y"], ["x", "y"], ["b", "Enter"],
    ])
    func `no key of a burst answers a card of any tier, whatever the keys before it`(keys: [String]) {
        for tier in [SafetyTier.yellow, .orange, .red] {
            var state = Self.asked(Sample.card(.yesOrNo, tier, asker: .model))
            _ = state.update(.tick, at: Sample.moment(2))
            let inputs = keys.compactMap { Input($0) }
            #expect(inputs.count == keys.count && !state.layers.isEmpty)
            #expect(state.update(.input(inputs), at: Sample.moment(3)) == [])
            #expect(state.layers.count == 1)
            // A hand answers it afterwards, and nothing of the burst is left over.
            var answers = state.press("Esc", after: 4)
            // It leaves the reason that the burst may have begun.
            if !state.layers.isEmpty { answers = state.press("n", after: 5) }
            #expect(answers == [.kit(.answer(id, .no, cluster: "lab"))])
        }
    }

    @Test func `a key and its release in one read are a hand, and so is a focus beside it`() throws {
        var state = Self.asked(Sample.card(.yesOrNo, .orange))
        let key = try #require(Input("y"))
        let release = Input(.release("y"), raw: [])
        let focus = Input(.focus(true), raw: [])
        #expect(
            state.update(.input([focus, key, release]), at: Sample.moment(1))
                == [.kit(.answer(id, .yes, cluster: "lab"))])
    }

    @Test func `below RED one key is enough`() {
        var state = Self.asked(Sample.card(.yesOrNo, .orange))
        #expect(state.press("y", after: 1) == [.kit(.answer(id, .yes, cluster: "lab"))])
    }

    @Test func `a word is typed letter by letter, and another one is no answer`() {
        var state = Self.asked(Sample.card(.type("jellyfin")))
        state.type("jellyfon", after: 1)
        #expect(state.press("Enter", after: 1.1) == [])
        #expect(state.picture().text.contains("nothing was done"))
        state.type("jellyfin", after: 2)
        #expect(state.press("Enter", after: 2.1) == [.kit(.answer(id, .typed("jellyfin"), cluster: "lab"))])
    }

    @Test func `a pasted word or yes does not count`() {
        var state = Self.asked(Sample.card(.type("jellyfin")))
        state.paste("jellyfin", after: 1)
        #expect(state.press("Enter", after: 2) == [])
        var other = Self.asked()
        #expect(other.paste("y\n", after: 1) == [])
        #expect(other.layers.count == 1)
    }

    @Test func `a question that expired goes by itself, open or in the bar`() {
        for card in [Sample.card(), Sample.card(asker: .model)] {
            var state = Self.asked(card)
            _ = state.update(.tick, at: Sample.moment(299))
            #expect(state.layers.count + state.waiting.count == 1)
            _ = state.update(.tick, at: Sample.moment(301))
            #expect(state.layers.isEmpty && state.waiting.isEmpty)
        }
    }

    @Test func `a question that was settled elsewhere goes, open or in the bar`() {
        for card in [Sample.card(), Sample.card(asker: .model)] {
            var state = Self.asked(card)
            _ = state.update(.kit(.cardSettled(id)), at: Sample.start)
            #expect(state.layers.isEmpty && state.waiting.isEmpty)
        }
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

    @Test func `whoever asked can be told why not, or to ask no more`() {
        for (keys, answer) in [
            (["N"], CardAnswer.noToAll), (["b", "b", "u", "s", "y", "Enter"], .noBecause("busy")),
            (["b", "Enter"], .no), (["b", "y", "Esc", "n"], .no),
        ] {
            var state = Sample.state()
            _ = state.update(.kit(.card(Sample.card(asker: .model), of: "lab")), at: Sample.moment(1))
            #expect(state.tap(keys, after: 2) == [.kit(.answer(id, answer, cluster: "lab"))])
        }
    }

    @Test func `steps are struck from a list`() {
        var state = Sample.state()
        _ = state.update(.kit(.card(Sample.card(asker: .model, steps: 3), of: "lab")), at: Sample.moment(1))
        #expect(state.picture().text.contains("3 of 3 steps"))
        state.tap(["Down", "Space"], after: 2)
        #expect(
            state.picture().text.contains("2 of 3 steps") && state.picture().text.contains("[ ] Stop the"))
        #expect(state.tap(["y", "Enter"], after: 3) == [.kit(.answer(id, .yesTo([0, 2]), cluster: "lab"))])
    }

    @Test func `a card tells how many more wait behind it`() {
        var state = Self.asked()
        #expect(!state.picture().text.contains("more to answer"))
        for _ in 0..<2 { _ = state.update(.kit(.card(Sample.card(), of: "lab")), at: Sample.start) }
        #expect(state.picture().text.contains("2 more to answer"))
    }

    @Test func `after an answer the next card is deaf for two seconds`() {
        var state = Self.asked()
        _ = state.update(.kit(.card(Sample.card(), of: "lab")), at: Sample.start)
        #expect(state.tap(["y", "Enter"], after: 1) == [.kit(.answer(id, .yes, cluster: "lab"))])
        #expect(state.layers.count == 1)
        #expect(state.tap(["y", "Enter"], after: 2.9) == [])
        #expect(state.tap(["y", "Enter"], after: 3.8) == [.kit(.answer(id, .yes, cluster: "lab"))])
    }
}
