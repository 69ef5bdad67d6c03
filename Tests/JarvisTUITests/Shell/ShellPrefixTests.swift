import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer
@testable import Terminal

@Suite struct ShellPrefixTests {
    private func alone() -> AppState {
        var state = AppState.alone(.init(), at: Sample.start)
        _ = state.update(.attached(Size(width: 80, height: 24)), at: Sample.start)
        return state
    }

    @Test(arguments: [("Esc", "taken back"), ("e", "e is no command"), ("F5", "F5 is no command")])
    func `a key that is no command after the prefix says so and goes nowhere`(key: String, words: String) {
        var state = alone()
        #expect(state.press("C-a", key) == [])
        #expect(state.notice?.text.contains(words) == true)
        #expect(state.shell.prefix == nil)
    }

    @Test func `who hesitates after the prefix is shown the keys`() {
        var state = alone()
        state.press("C-a")
        #expect(state.ticks == [.everything: ShellPrefix.patience.hint])
        #expect(!state.picture().text.contains("Split right"))
        _ = state.update(.tick, at: Sample.moment(1))
        #expect(state.picture().text.contains("Split right"))
        _ = state.press("Esc")
        #expect(!state.picture().text.contains("Split right"))
    }

    @Test func `a line moves on without the prefix for a moment, and then the key is the program's`() throws {
        var state = alone()
        state.press("C-a", "%")
        let before = state.shell
        state.press("C-a", "H")
        let once = state.shell.tab
        #expect(once != before.tab)
        #expect(state.press("H", after: 0.3) == [])
        #expect(state.shell.tab != once)
        let key = try #require(Input("H"))
        #expect(state.press("H", after: 5) == [.screen(.shellInput([key], PaneID(2)))])
    }

    @Test func `the shell alone knows no command of the house`() {
        let state = alone()
        let known = HouseScreen.catalog.commands.filter { $0.availability(state) == .enabled }
        #expect(known.allSatisfy { $0.scope == .prefix })
        #expect(Set(known.map(\.id)).isDisjoint(with: ["prefix.detach", "shell.leave", "prefix.jarvis"]))
    }

    /// What comes up of itself, whatever the operator is about.
    private static let questions: [(name: String, event: Event)] = [
        (
            "clipboard",
            .shell(
                PaneID(1),
                .told(.clipboard(ClipboardRequest(selection: .clipboard, text: "x", needsConsent: true))))
        ),
        ("paste", .pasteQuestion(Paste(bytes: Array("ls\n".utf8)), PaneID(1))),
        ("close", .closeQuestion([PaneID(1)], programs: ["vim"])),
        ("code", .kit(.codeQuestion(CodeQuestion(cluster: "lab", account: "root@pam", methods: ["totp"])))),
        ("card", .kit(.card(Sample.card(), of: "lab"))),
    ]

    @Test(arguments: questions.map(\.name), [0, 1, 2])
    func `a question that comes up while the prefix is pressed costs no key of it`(name: String, earlier: Int)
        throws
    {
        let event = try #require(Self.questions.first { $0.name == name }).event
        var state = Sample.state(Size(width: 200, height: 50))
        state.focus(.shell)
        var effects: [Effect] = []
        // The question comes before both keys, between them, and after both.
        for (index, key) in ["C-a", "d"].enumerated() {
            if index == earlier { _ = state.update(event, at: Sample.start) }
            effects += state.press(key)
        }
        #expect(effects.filter { $0 == .session(.detach) } == [.session(.detach)])
        #expect(!state.layers.isEmpty || !state.waiting.isEmpty || earlier == 2)
    }

    @Test func `what follows the prefix is never the answer to a card`() {
        var state = Sample.state(Size(width: 200, height: 50))
        state.focus(.shell)
        _ = state.update(.kit(.card(Sample.card(), of: "lab")), at: Sample.start)
        state.press("C-g", after: 1)
        #expect(state.press("C-a", "y", after: 10) == [.screen(.copyLastOutput(PaneID(1)))])
        #expect(state.layers.count == 1)
    }

    @Test func `in a list that the operator opened, keys are the list's`() {
        var state = Sample.state(Size(width: 200, height: 50))
        state.focus(.shell)
        state.press("C-a", "w")
        #expect(state.press("C-a", "d") == [])
        #expect(state.layers.count == 1)
    }
}
