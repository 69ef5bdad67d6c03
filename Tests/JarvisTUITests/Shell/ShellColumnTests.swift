import Screen
import Terminal
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct ShellColumnTests {
    private static let size = Size(width: 81, height: 25)

    /// The shell alone on a screen, as `jarvis terminal` has it.
    private func alone() -> AppState {
        var state = AppState.alone(.init(), at: Sample.start)
        _ = state.update(.attached(Self.size), at: Sample.start)
        return state
    }

    @Test func `a new tab begins a shell as large as it is drawn, beside the one before`() {
        var state = alone()
        // The second tab brings the line of names.
        let size = Size(width: 81, height: 24)
        #expect(state.press("C-a", "c") == [.screen(.startShell(PaneID(2), size, beside: PaneID(1)))])
        #expect(state.shell.current == 1)
        state.press("C-a", "0")
        #expect(state.shell.focus == PaneID(1))
        state.press("C-a", "p")
        #expect(state.shell.focus == PaneID(2))
    }

    @Test func `a split begins a shell in half the room`() {
        var state = alone()
        let half = Size(width: 40, height: 25)
        #expect(state.press("C-a", "%") == [.screen(.startShell(PaneID(2), half, beside: PaneID(1)))])
        #expect(
            state.press("C-a", "\"")
                == [.screen(.startShell(PaneID(3), Size(width: 40, height: 12), beside: PaneID(2)))])
        state.press("C-a", "Left")
        #expect(state.shell.focus == PaneID(1))
        state.press("C-a", "l")
        #expect(state.shell.focus != PaneID(1))
    }

    @Test func `panes are not split for ever`() {
        var state = alone()
        for _ in 0..<40 { state.press("C-a", "%") }
        #expect(state.shell.tab.panes.count == 4)
        #expect(state.notice?.text.contains("too small") == true)
    }

    @Test func `tabs are bounded`() {
        var state = alone()
        for _ in 0..<ShellColumn.mostTabs { state.press("C-a", "c") }
        #expect(state.shell.tabs.count == ShellColumn.mostTabs)
        #expect(state.notice?.text.contains("close one first") == true)
    }

    @Test func `zoom gives a pane the tab's room, and another focus takes it back`() {
        var state = alone()
        state.press("C-a", "%")
        state.press("C-a", "z")
        #expect(state.shell.shownPanes == [PaneID(2)])
        state.press("C-a", "h")
        #expect(state.shell.shownPanes == [PaneID(1), PaneID(2)])
        #expect(state.shell.focus == PaneID(1))
    }

    @Test func `closing asks the loop, which knows what runs, and then the operator`() {
        var state = alone()
        state.press("C-a", "%")
        #expect(state.press("C-a", "x") == [.screen(.closePanes([PaneID(2)]))])
        _ = state.update(.closeQuestion([PaneID(2)], programs: ["vim"]), at: Sample.start)
        #expect(state.picture().text.contains("vim still runs"))
        #expect(state.press("n", after: 1) == [])
        #expect(state.shell.tab.panes == [PaneID(1), PaneID(2)])
        _ = state.update(.closeQuestion([PaneID(2)], programs: ["vim"]), at: Sample.moment(2))
        #expect(state.press("y", after: 3) == [.screen(.endShell(PaneID(2)))])
        #expect(state.shell.tab.panes == [PaneID(1)])
    }

    @Test func `a program that ends well takes its pane along, another one says how`() {
        var state = alone()
        state.press("C-a", "%")
        state.press("C-a", "%")
        #expect(state.end(PaneID(3), code: 0) == [.screen(.endShell(PaneID(3)))])
        #expect(state.end(PaneID(2), code: 3) == [])
        #expect(state.picture().text.contains("ended with code 3: Enter starts"))
        #expect(state.press("a") == [])
        #expect(
            state.press("Enter")
                == [.screen(.startShell(PaneID(2), Size(width: 40, height: 25), beside: nil))])
        #expect(state.end(PaneID(2), code: 3) == [])
        #expect(state.press("x") == [.screen(.endShell(PaneID(2)))])
    }

    @Test func `the last program's end is the end of jarvis terminal`() {
        var state = alone()
        #expect(state.end(PaneID(1), code: 3) == [.session(.endShells(.exit(.exited(code: 3))))])
    }

    @Test func `the house's column always has a shell`() {
        var state = Sample.state()
        state.focus(.shell)
        #expect(state.end(PaneID(1), code: 0) == [])
        #expect(state.press("q") == [])
        guard case .screen(.startShell(PaneID(1), _, beside: nil, file: nil))? = state.press("Enter").first
        else {
            Issue.record("no new shell")
            return
        }
    }

    @Test func `what happens in a tab that is not shown marks it until it is`() {
        var state = alone()
        state.press("C-a", "c")
        _ = state.update(.shell(PaneID(1), .changed), at: Sample.start)
        #expect(state.shell.tabs[0].hasActivity)
        _ = state.update(.shell(PaneID(1), .looks(PaneLooks(bells: 1))), at: Sample.start)
        #expect(state.shell.tabs[0].hasBell)
        state.press("C-a", "n")
        #expect(!state.shell.tabs[0].hasActivity && !state.shell.tabs[0].hasBell)
    }

    @Test func `a tab goes by its own name, its title, its program, in this order`() {
        var state = alone()
        state.press("C-a", "c")
        #expect(state.picture().text.contains("1 shell"))
        _ = state.update(.shell(PaneID(2), .looks(PaneLooks(program: "vim"))), at: Sample.start)
        #expect(state.picture().text.contains("1 vim"))
        _ = state.update(
            .shell(PaneID(2), .looks(PaneLooks(title: "notes", program: "vim"))), at: Sample.start)
        #expect(state.picture().text.contains("1 notes"))
        state.press("C-a", ",")
        state.type("mine")
        state.press("Enter")
        #expect(state.picture().text.contains("1 mine"))
    }

    @Test func `programs that ask are told who has the keyboard`() {
        var state = alone()
        state.press("C-a", "%")
        for pane in [PaneID(1), PaneID(2)] {
            _ = state.update(.shell(pane, .looks(PaneLooks(takesFocus: true))), at: Sample.start)
        }
        func focus(_ hasFocus: Bool) -> Input { Input(.focus(hasFocus), raw: []) }
        #expect(
            state.press("C-a", "h")
                == [
                    .screen(.shellInput([focus(false)], PaneID(2))),
                    .screen(.shellInput([focus(true)], PaneID(1))),
                ])
        let lost = state.update(.input([Input(.focus(false), raw: [])]), at: Sample.start)
        #expect(lost == [.screen(.shellInput([focus(false)], PaneID(1)))])
    }

    @Test func `full screen leaves nothing but the shell`() {
        var state = Sample.state()
        state.focus(.shell)
        state.press("C-a", "f")
        #expect(state.layout.columns == [.shell: Rect(state.size)])
        #expect(state.shellRoom == Rect(state.size))
        state.press("C-a", "Tab")
        #expect(state.layout.columns.count > 1)
    }
}

extension AppState {
    /// The program of a pane ends with a code.
    fileprivate mutating func end(_ pane: PaneID, code: Int32) -> [Effect] {
        update(.shell(pane, .ended(.exit(.exited(code: code)))), at: Sample.start)
    }
}
