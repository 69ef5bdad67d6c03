import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct ShellMouseTests {
    /// Two panes of 40 × 25 side by side with a line between; the right one has the keys.
    private func split() -> AppState {
        var state = AppState.alone(.init(), at: Sample.start)
        _ = state.update(.attached(Size(width: 81, height: 25)), at: Sample.start)
        state.press("C-a", "%")
        return state
    }

    private func wantMouse(_ state: inout AppState, _ pane: Int) {
        let looks = PaneLooks(takesMouse: true, takesWheel: true)
        _ = state.update(.shell(PaneID(pane), .looks(looks)), at: Sample.start)
    }

    private func input(_ action: Mouse.Action, x: Int, y: Int) -> Input {
        Input(.mouse(Mouse(action, at: Point(x: x, y: y))), raw: [])
    }

    @Test func `a click focuses a pane and is not the program's`() {
        var state = split()
        wantMouse(&state, 1)
        #expect(state.mouse(.press(.left), x: 5, y: 5) == [])
        #expect(state.shell.focus == PaneID(1))
        #expect(state.mouse(.release(.left), x: 5, y: 5) == [])
    }

    @Test func `a program that asks gets the mouse at places of its own`() {
        var state = split()
        wantMouse(&state, 2)
        #expect(
            state.mouse(.press(.left), x: 44, y: 7)
                == [.screen(.shellInput([input(.press(.left), x: 3, y: 7)], PaneID(2)))])
        // Dragged out of the pane it is held at its edge.
        #expect(
            state.mouse(.drag(.left), x: 10, y: 30)
                == [.screen(.shellInput([input(.drag(.left), x: 0, y: 24)], PaneID(2)))])
        #expect(
            state.mouse(.release(.left), x: 10, y: 3)
                == [.screen(.shellInput([input(.release(.left), x: 0, y: 3)], PaneID(2)))])
    }

    /// A drag in the right pane to a row, and by how many lines it pulls there; the panes fill the screen.
    @Test(arguments: [(0, -1), (1, 0), (12, 0), (23, 0), (24, 1)])
    func `a drag that rests in the first or last row of the screen pulls the view`(row: Int, lines: Int) {
        var state = split()
        _ = state.mouse(.press(.left), x: 44, y: 7)
        let mouse = Mouse(.drag(.left), at: Point(x: 3, y: row))
        let effects = state.mouse(.drag(.left), x: 44, y: row)
        let pull: [Effect] = lines == 0 ? [] : [.screen(.holdDrag(mouse, PaneID(2), lines: lines))]
        #expect(effects == [.screen(.choose(mouse, PaneID(2)))] + pull)
        #expect(
            state.mouse(.release(.left), x: 44, y: row)
                == [.screen(.choose(Mouse(.release(.left), at: Point(x: 3, y: row)), PaneID(2)))])
    }

    @Test func `the wheel scrolls the pane below it unless its program asks for it`() {
        var state = split()
        #expect(state.mouse(.scrollUp, x: 2, y: 2) == [.screen(.scrollShell(PaneID(1), lines: 3))])
        wantMouse(&state, 1)
        #expect(
            state.mouse(.scrollUp, x: 2, y: 2)
                == [.screen(.shellInput([input(.scrollUp, x: 2, y: 2)], PaneID(1)))])
    }

    @Test func `a dragged line resizes`() {
        var state = split()
        _ = state.mouse(.press(.left), x: 40, y: 9)
        _ = state.mouse(.drag(.left), x: 30, y: 9)
        _ = state.mouse(.release(.left), x: 25, y: 9)
        #expect(state.shell.tab.layout(in: Rect(state.size)).rect(of: PaneID(1))?.width == 25)
        #expect(state.shell.grip == nil)
    }

    @Test func `a click on a name shows its tab`() throws {
        var state = split()
        state.press("C-a", "c")
        let row = state.picture().text(row: 24)
        let x = try #require(row.firstIndex(of: "0")).utf16Offset(in: row)
        _ = state.mouse(.press(.left), x: x, y: 24)
        #expect(state.shell.current == 0)
    }
}
