import Screen
import Terminal
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct ShellNewsTests {
    private static let pane = PaneID(1)

    private func state(alone: Bool = true) -> AppState {
        var state = alone ? AppState.alone(.init(), at: Sample.start) : Sample.state()
        _ = state.update(.attached(Size(width: 100, height: 30)), at: Sample.start)
        state.removeAllLayers()
        return state
    }

    /// A request as the engine makes one of OSC 52.
    private func request(_ text: String, asks: Bool = true) -> TerminalEvent {
        var policy = TerminalPolicy()
        policy.clipboard = asks ? .ask : .allow
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5), policy: policy)
        emulator.read("\u{1b}]52;c;\(text)\u{7}")
        return emulator.takeEvents().first ?? .bell
    }

    private func notification(_ text: String) -> TerminalEvent {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5))
        emulator.read("\u{1b}]9;\(text)\u{7}")
        return emulator.takeEvents().first ?? .bell
    }

    @Test func `a program's first text for the clipboard is asked about, later ones go the same way`() throws
    {
        var state = state()
        #expect(state.update(.shell(Self.pane, .told(request("aGVsbG8="))), at: Sample.start) == [])
        // The keys go on to the program until the question's own key is pressed.
        #expect(state.layers.isEmpty && state.waiting.count == 1)
        #expect(state.picture().text.contains("A card waits: ^G opens it"))
        #expect(state.press("y", after: 1) == [.screen(.shellInput([try #require(Input("y"))], Self.pane))])
        state.press("C-g", after: 2)
        #expect(state.layers.last is ClipboardLayer)
        // While the question is open, more of the kind is dropped.
        #expect(state.update(.shell(Self.pane, .told(request("YQ=="))), at: Sample.start) == [])
        #expect(state.layers.count == 1)
        #expect(state.tap(["y", "Enter"], after: 3) == [.screen(.copyToClipboard("hello"))])
        #expect(state.layers.isEmpty)
        #expect(
            state.update(.shell(Self.pane, .told(request("YQ=="))), at: Sample.start)
                == [.screen(.copyToClipboard("a"))])
    }

    @Test func `a program that was refused the clipboard is not asked about again, but a new one is`() {
        var state = state()
        _ = state.update(.shell(Self.pane, .told(request("aGVsbG8="))), at: Sample.start)
        state.press("C-g")
        #expect(state.press("n", after: 1) == [])
        #expect(state.update(.shell(Self.pane, .told(request("YQ=="))), at: Sample.start) == [])
        #expect(state.layers.isEmpty)
        state.shell.renew(Self.pane)
        _ = state.update(.shell(Self.pane, .told(request("YQ=="))), at: Sample.start)
        #expect(state.waiting.last is ClipboardLayer)
    }

    @Test func `a clipboard that is given away is not asked about`() {
        var state = state()
        #expect(
            state.update(.shell(Self.pane, .told(request("aGVsbG8=", asks: false))), at: Sample.start)
                == [.screen(.copyToClipboard("hello"))])
    }

    @Test func `a program's notices stand in the feed with its tab's name, a few a minute`() {
        var state = state(alone: false)
        let before = state.feed.entries.count
        for number in 0..<100 {
            _ = state.update(.shell(Self.pane, .told(notification("build \(number)"))), at: Sample.start)
        }
        let told = state.feed.entries.suffix(state.feed.entries.count - before)
        #expect(told.count == NoticeAllowance.limit)
        #expect(told.allSatisfy { $0.source == .shell })
        #expect(told.first?.title.hasSuffix(": build 0") == true)
        #expect(told.last?.detail == "more of its notices are left out for a minute")
    }

    @Test func `alone on the screen a notice stands below the column`() {
        var state = state()
        _ = state.update(.shell(Self.pane, .told(notification("done"))), at: Sample.start)
        #expect(state.notice?.text.hasSuffix(": done") == true)
    }

    @Test func `a bell is told of a pane that is not seen`() {
        var state = state()
        _ = state.update(.shell(Self.pane, .told(.bell)), at: Sample.start)
        #expect(state.notice == nil)
        state.press("C-a", "c")
        _ = state.update(.shell(Self.pane, .told(.bell)), at: Sample.start)
        #expect(state.notice?.text.hasSuffix(": rang the bell") == true)
    }

    @Test func `the bell and the notices of the program that has the keys reach the terminal`() {
        for alone in [true, false] {
            var state = state(alone: alone)
            state.focus(.shell)
            #expect(state.update(.shell(Self.pane, .told(.bell)), at: Sample.start) == [.screen(.ring)])
            #expect(
                state.update(.shell(Self.pane, .told(notification("done"))), at: Sample.start)
                    == [.screen(.notify("", "done"))])
            for _ in 0..<10 {
                _ = state.update(.shell(Self.pane, .told(notification("more"))), at: Sample.start)
            }
            #expect(state.update(.shell(Self.pane, .told(notification("more"))), at: Sample.start) == [])
            state.press("C-a", "c")
            #expect(state.update(.shell(Self.pane, .told(.bell)), at: Sample.start) == [])
        }
    }

    @Test func `how far a program is stays with its pane until a new one begins there`() {
        var state = state()
        _ = state.update(.shell(Self.pane, .told(.progress(.running(40)))), at: Sample.start)
        #expect(state.shell.focusedPane.progress == .running(40))
        state.shell.renew(Self.pane)
        #expect(state.shell.focusedPane.progress == nil)
    }

    @Test func `the prefix and r reset the pane that has the keys`() {
        var state = state()
        #expect(state.press("C-a", "r") == [.screen(.resetPane(Self.pane)), .screen(.redraw)])
        #expect(state.press("C-a", "C-l") == [.screen(.redraw)])
    }

    @Test func `a key let go of goes to the program, and to nothing else`() throws {
        var state = state()
        var decoder = KeyDecoder()
        let release = try #require(decoder.feed(Array("\u{1b}[97;5:3u".utf8)).first)
        #expect(
            state.update(.input([release]), at: Sample.start) == [.screen(.shellInput([release], Self.pane))])
        state.press("C-a")
        #expect(state.update(.input([release]), at: Sample.start) == [])
    }
}
