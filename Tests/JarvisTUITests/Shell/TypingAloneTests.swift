import Screen
import Terminal
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// Keys that go to a program without a look at anything else, because nothing else could come of them.
@Suite struct TypingAloneTests {
    private static let keys = [
        "a", "A", "C-a", "C-g", "C-c", "Esc", "Enter", "F5", "M-x", "Space", "C-b", "Tab", "x",
    ]

    /// Where a key may come from the user, in `jarvis terminal` and beside the cluster.
    private static let places: [(name: String, prepare: @Sendable (inout AppState) -> Void)] = [
        ("a shell", { _ in }), ("two panes", { $0.press("C-a", "%") }),
        ("after the prefix", { $0.press("C-a") }),
        ("where a line may move on", { $0.press("C-a", "%", "C-a", "H") }),
        ("below a notice", { $0.press("C-a", "e") }), ("in the palette", { $0.press("C-a", "?") }),
        ("in the cluster", { $0.focus(.cluster) }), ("in the chat", { $0.focus(.chat) }),
        (
            "with a question in the bar",
            { _ = $0.update(.kit(.card(Sample.card(), of: "lab")), at: Sample.start) }
        ),
        (
            "beside an ended program",
            { _ = $0.update(.shell(PaneID(1), .ended(.notStarted("no"))), at: Sample.start) }
        ),
    ]

    private static func states(_ prepare: (inout AppState) -> Void) -> [AppState] {
        var alone = AppState.alone(.init(), at: Sample.start)
        _ = alone.update(.attached(Size(width: 120, height: 40)), at: Sample.start)
        var whole = Sample.state()
        whole.focus(.shell)
        prepare(&alone)
        prepare(&whole)
        return [alone, whole]
    }

    @Test(arguments: places.indices, keys)
    func `what is only typed is handed to the program that would get it anyway`(place: Int, key: String)
        throws
    {
        let input = try #require(Input(key))
        for state in Self.states(Self.places[place].prepare) {
            guard let pane = state.typesOnly([input, input]) else { continue }
            let now = Sample.moment(2)
            var (updated, typed) = (state, state)
            let effects = updated.update(.input([input, input]), at: now)
            typed.typed(at: now)
            #expect(
                effects == [.screen(.shellInput([input], pane)), .screen(.shellInput([input], pane))])
            #expect(updated.shell == state.shell)
            #expect(updated.lastKey == typed.lastKey)
            #expect(updated.now == typed.now)
            #expect(updated.layers.isEmpty && updated.waiting.isEmpty && updated.notice == nil)
        }
    }

    @Test func `letters, Enter and interrupts are only typed; the prefix is not`() throws {
        for state in Self.states({ _ in }) {
            for key in ["a", "Enter", "C-c", "C-g", "M-x"] {
                #expect(state.typesOnly([try #require(Input(key))]) == state.shell.focus)
            }
            #expect(state.typesOnly([try #require(Input("C-a"))]) == nil)
        }
    }
}
