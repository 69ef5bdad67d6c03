import AIKit
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// Where a question that comes up of itself may lie over what the operator does, and what of it was read.
@Suite struct QuestionTests {
    private static let card = Sample.card(asker: .model)

    /// What has the keyboard, by name.
    static let places: [(String, @Sendable (inout AppState) -> Void)] = [
        ("shell", { $0.focus(.shell) }),
        (
            "prefix",
            { state in
                state.focus(.shell)
                state.press("C-a")
            }
        ),
        (
            "full shell",
            { state in
                state.focus(.shell)
                state.shell.isFullScreen = true
            }
        ),
        (
            "chat with text",
            { state in
                state.focus(.chat)
                state.type("why is")
            }
        ),
        ("filter", { $0.press("/") }), ("palette", { $0.press(":") }), ("help", { $0.press("?") }),
    ]

    @Test(arguments: places.indices)
    func `a card waits in the bar while something else has the keys, until its key is pressed`(place: Int) {
        var state = Sample.state()
        Self.places[place].1(&state)
        _ = state.update(.kit(.card(Self.card, of: "lab")), at: Sample.moment(10))
        state.wait(until: 20)
        #expect(!(state.layers.last is ConfirmLayer))
        let text = state.picture().text
        #expect(text.contains("A card waits: ^G opens it") && text.contains("RED Stop the container 103"))
        state.press("C-g", after: 30)
        #expect(state.layers.last is ConfirmLayer)
        #expect(state.tap(["y", "Enter"], after: 30.5) == [])
        #expect(state.tap(["y", "Enter"], after: 32) == [.kit(.answer(Self.card.id, .yes, cluster: "lab"))])
    }

    @Test(arguments: [PanelID.cluster, .feed, .chat])
    func `a card opens after a silence where no keys are missed`(focus: PanelID) {
        var state = Sample.state()
        state.focus(focus)
        state.press("PageUp", after: 9.8)
        _ = state.update(.kit(.card(Self.card, of: "lab")), at: Sample.moment(10))
        #expect(state.layers.isEmpty)
        #expect(state.questionTick.map { $0 <= .milliseconds(501) } == true)
        state.wait(until: 10.6)
        #expect(state.layers.last is ConfirmLayer)
    }

    @Test func `the prefix opens it too, and its key puts it aside for later`() {
        var state = Sample.state()
        state.focus(.shell)
        _ = state.update(.kit(.card(Self.card, of: "lab")), at: Sample.moment(10))
        state.tap(["C-a", "g"], after: 11)
        #expect(state.layers.last is ConfirmLayer)
        state.press("C-g", after: 12)
        state.focus(.cluster)
        state.wait(until: 20)
        #expect(state.layers.isEmpty && state.waiting.count == 1)
    }

    @Test func `without a question its key belongs to the program`() {
        var state = Sample.state()
        state.focus(.shell)
        #expect(state.press("C-g") == [.screen(.shellInput([Input("C-g")].compactMap(\.self), PaneID(1)))])
    }

    @Test func `what is drawn too late approves nothing`() {
        var state = Sample.state()
        _ = state.update(.kit(.card(Self.card, of: "lab")), at: Sample.moment(1))
        state.isPictureOut = false
        #expect(
            state.tap(["y", "Enter", "y"], after: 2).contains(
                .kit(.answer(Self.card.id, .yes, cluster: "lab"))) == false)
    }

    @Test(arguments: [Size(width: 36, height: 8), Size(width: 50, height: 12), Size(width: 80, height: 24)])
    func `a yes waits until the last line was seen`(size: Size) {
        var state = Sample.state(size)
        let long = (1...40).map { "Consequence \($0) of it." }
        var action = Self.card.action
        action.assessment.impact = long
        _ = state.update(
            .kit(.card(ApprovalDesk { Sample.start.instant }.ask(action, .yesOrNo), of: "lab")),
            at: Sample.moment(1))
        #expect(state.tap(["y", "Enter"], after: 2) == [])
        state = Sample.state(size)
        _ = state.update(
            .kit(.card(ApprovalDesk { Sample.start.instant }.ask(action, .yesOrNo), of: "lab")),
            at: Sample.moment(1))
        state.tap(["End"], after: 2)
        #expect(state.picture().text.contains("Consequence 40"))
        #expect(state.tap(["y"], after: 2.2) == [])
        #expect(!state.picture().text.contains("Enter: yes"))
        state.tap(["Home"] + [String](repeating: "Down", count: 60), after: 3)
        #expect(state.tap(["y", "Enter"], after: 10) == [.kit(.answer(1, .yes, cluster: "lab"))])
    }

    @Test func `a screen too small for call, tier and target takes no yes and says which would do`() {
        var state = Sample.state(Size(width: 30, height: 6))
        let card = Sample.card(asker: .model, name: String(repeating: "w", count: 64))
        _ = state.update(.kit(.card(card, of: "lab")), at: Sample.moment(1))
        #expect(
            state.tap(["y", "Enter", "Right", "Enter"], after: 2) == [
                .kit(.answer(card.id, .no, cluster: "lab"))
            ]
                || state.layers.count == 1)
        #expect(state.picture().text.contains("enlarge to"))
        _ = state.update(.resized(Size(width: 100, height: 40)), at: Sample.moment(5))
        #expect(state.tap(["y", "Enter"], after: 6) == [.kit(.answer(card.id, .yes, cluster: "lab"))])
    }

    @Test(arguments: [
        (36, 8), (50, 12), (60, 20), (80, 24), (100, 30), (120, 40), (160, 45), (200, 50), (300, 80),
    ])
    func `an operator who reads and answers gets through in every pane and size`(size: (Int, Int)) {
        for focus in HouseScreen.catalog.withKeys {
            for card in [Self.card, Sample.card(asker: .model, steps: 4), Sample.card(.type("jellyfin"))] {
                var state = Sample.state(Size(width: size.0, height: size.1))
                state.focus(focus)
                _ = state.update(.kit(.card(card, of: "lab")), at: Sample.moment(1))
                state.wait(until: 2)
                if state.layers.isEmpty { state.press("C-g", after: 3) }
                state.tap([String](repeating: "Down", count: 40), after: 5)
                guard let layout = (state.layers.last as? ConfirmLayer)?.layout(in: state) else {
                    Issue.record("no card")
                    continue
                }
                // A list wants more rows than a telephone's.
                #expect(!layout.isTooSmall || size == (36, 8) && !card.others.isEmpty)
                guard !layout.isTooSmall else { continue }
                var effects: [Effect] = []
                if case .type(let word) = card.kind {
                    state.type(word, after: 20)
                    effects = state.tap(["Enter"], after: 21)
                    #expect(effects == [.kit(.answer(card.id, .typed(word), cluster: "lab"))])
                } else {
                    effects = state.tap(["y", "Enter"], after: 20)
                    #expect(effects == [.kit(.answer(card.id, .yes, cluster: "lab"))], "\(size) \(focus)")
                }
            }
        }
    }
}
