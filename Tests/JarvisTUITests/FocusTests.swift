import AIKit
import ClusterKit
import Jarvis
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct FocusTests {
    @Test func `Tab walks through the panes and belongs to the program once it is in the shell`() {
        var state = Sample.state()
        var walk = [state.focus]
        for _ in 0..<4 {
            state.press("Tab")
            walk.append(state.focus)
        }
        #expect(walk == [.cluster, .chat, .feed, .shell, .shell])
    }

    @Test func `the prefix key leaves the shell`() {
        var state = Sample.state()
        state.focus(.shell)
        #expect(state.press("C-a", "Tab") == [])
        #expect(state.focus == .cluster)
    }

    @Test func `the prefix twice goes to the program once`() {
        var state = Sample.state()
        state.focus(.shell)
        let key = Input("C-a")
        #expect(
            state.press("C-a", "C-a")
                == [key].compactMap(\.self).map { .screen(.shellInput([$0], PaneID(1))) })
        #expect(state.shell.prefix == nil)
    }

    @Test func `every other key in the shell is the program's`() {
        var state = Sample.state()
        state.focus(.shell)
        for name in ["q", "Q", "z", ":", "?", "/", "Esc", "Tab", "C-c", "C-z", "F1", "1"] {
            #expect(
                state.press(name)
                    == [Input(name)].compactMap(\.self).map { .screen(.shellInput([$0], PaneID(1))) })
        }
        #expect(state.focus == .shell)
        #expect(state.layers.isEmpty)
    }

    @Test(arguments: [("1", PanelID.cluster), ("2", .chat), ("3", .shell), ("a", .chat)])
    func `a column is reached by its key`(key: String, focus: PanelID) {
        var state = Sample.state()
        state.focus(.feed)
        state.press(key)
        #expect(state.focus == focus)
    }

    @Test func `what is a command elsewhere is text in the chat`() {
        var state = Sample.state()
        state.focus(.chat)
        #expect(state.type("quit 1/2: why?") == [])
        #expect(state.chat.input.text == "quit 1/2: why?")
        #expect(state.layers.isEmpty)
    }

    @Test func `Esc goes back from the chat, and stops an answer first`() {
        var state = Sample.state()
        state.focus(.chat)
        state.type("status")
        state.press("Enter")
        #expect(state.press("Esc") == [.kit(.cancelRun(cluster: "lab"))])
        #expect(state.focus == .chat)
        _ = state.update(.kit(.agent(.failed(.cancelled, RunSummary()), of: "lab")), at: Sample.start)
        #expect(state.press("Esc") == [])
        #expect(state.focus == .cluster)
    }

    @Test func `q leaves at once and Q asks first`() {
        var state = Sample.state()
        #expect(state.press("q") == [.session(.detach)])
        #expect(state.press("Q") == [])
        #expect(state.press("Enter", after: 1) == [])
        #expect(state.layers.isEmpty)
        // A word that begins with Q does not end the house by a later letter of it.
        for (index, letter) in "Query".enumerated() {
            state.type(String(letter), after: 4 + Double(index) / 5)
        }
        #expect(state.layers.count == 1)
        #expect(state.press("y", after: 6) == [.session(.endHouse)])
    }

    @Test func `zoom is the same key there and back`() {
        var state = Sample.state()
        state.press("z")
        #expect(state.isZoomed)
        state.press("z")
        #expect(!state.isZoomed)
    }
}
