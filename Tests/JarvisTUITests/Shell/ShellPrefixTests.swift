import Screen
import Testing

@testable import JarvisTUI

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
        #expect(state.nextTick == ShellPrefix.patience.hint)
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
        #expect(state.press("H", after: 5) == [.loop(.shellInput([key], PaneID(2)))])
    }

    @Test func `the shell alone knows no command of the house`() {
        let state = alone()
        let known = Commands.all.filter { $0.availability(state) == .enabled }
        #expect(known.allSatisfy { $0.scope == .prefix })
        #expect(Set(known.map(\.id)).isDisjoint(with: ["prefix.detach", "shell.leave", "prefix.jarvis"]))
    }
}
