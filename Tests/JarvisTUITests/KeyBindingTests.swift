import Screen
import Settings
import Testing

@testable import JarvisTUI
@testable import Multiplexer

/// Keys that the operator gave to commands: which of them count, and what is said of the others.
@Suite struct KeyBindingTests {
    private static func bindings(_ entries: KeyValuePairs<String, [String]>) -> KeyBindings {
        KeyBindings(
            KeySettings(entries.map { KeySettings.Entry(command: $0.key, keys: $0.value) }),
            of: HouseScreen.catalog.commands, prefix: "a")
    }

    @Test func `two commands may change their keys, and one may have several or none`() {
        let bindings = Self.bindings([
            "guest.start": ["d"], "guest.shutdown": ["s", "F5"], "guest.stop": [], "tab.next": ["^N"],
        ])
        #expect(bindings.faults.isEmpty)
        #expect(
            bindings.keys == [
                "guest.start": ["d"], "guest.shutdown": ["s", .function(5)], "guest.stop": [],
                "tab.next": [.control("n")],
            ])
    }

    @Test func `a key of two commands that listen at one place is taken back, the last of the file first`() {
        let taken = Self.bindings(["guest.start": ["w"], "zoom": ["o"], "feed.filter": ["j"]])
        #expect(taken.keys.isEmpty)
        #expect(
            Set(taken.faults) == [
                KeyFault(command: "guest.start", problem: "w is already for amiss, \"What is amiss\""),
                KeyFault(command: "zoom", problem: "o is already for cluster.order, \"Arrange\""),
                KeyFault(command: "feed.filter", problem: "j is already for feed.down, \"Newer\""),
            ])
        let second = Self.bindings(["guest.start": ["X"], "guest.reset": ["X"]])
        #expect(second.keys == ["guest.start": ["X"]])
        #expect(second.faults.map(\.command) == ["guest.reset"])
    }

    @Test func `keys that were taken back take back those that counted on them`() {
        let bindings = Self.bindings(["guest.start": ["d"], "guest.shutdown": ["w"]])
        #expect(bindings.keys.isEmpty)
        #expect(bindings.faults.map(\.command) == ["guest.shutdown", "guest.start"])
    }

    @Test(
        arguments: [
            ("guest.dance", ["x"], "there is no such command"), ("zoom", ["xy"], "\"xy\" is no key"),
            ("zoom", ["Esc"], "Esc is the way out"), ("zoom", ["^C"], "^C is the way out"),
            ("zoom", ["^I"], "^I is Tab"), ("tab.next", ["^A"], "^A is the prefix key"),
            ("chat.fold", ["x"], "x is for what is typed there"),
            ("chat.fold", ["Left"], "Left is for what is typed there"),
            ("chat.cancel", ["F5"], "Esc is the way out"), ("cluster.unfilter", [], "Esc is the way out"),
            ("question.open", ["y"], "y may be an answer"), ("question.open", ["Enter"], "Enter may be"),
            ("question.open", ["^E"], "^E is for what is typed"), ("question.open", [], "a card that waits"),
            ("question.open", ["^A"], "^A is the prefix key"), ("zoom", ["\u{1B}"], "is no key"),
            ("kill", [], "heard everywhere"),
        ] as [(String, [String], String)])
    func `the way out, typed text and answers stay what they are, and what is no key is said`(
        command: String, keys: [String], words: String
    ) throws {
        let bindings = Self.bindings([command: keys])
        #expect(bindings.keys.isEmpty)
        let fault = try #require(bindings.faults.first)
        #expect(bindings.faults.count == 1 && fault.command == command)
        #expect(fault.problem.contains(words), "\(fault.problem)")
        #expect(!fault.problem.contains("\u{1B}"))
    }

    @Test func `every command may be named with the keys it has`() {
        let all = HouseScreen.catalog.commands.map {
            KeySettings.Entry(command: $0.id, keys: $0.keys.map(\.label))
        }
        let bindings = KeyBindings(KeySettings(all), of: HouseScreen.catalog.commands, prefix: "a")
        #expect(bindings.faults.isEmpty)
        #expect(bindings.keys.count == all.count && all.count > 100)
    }
}

/// What the screen does and says with keys of one's own.
@Suite struct ReboundScreenTests {
    private static func state(
        _ entries: KeyValuePairs<String, [String]>, _ size: Size = Size(width: 120, height: 40)
    )
        -> AppState
    {
        var state = Sample.state(size)
        let before = ScreenSettings(ui: InterfaceSettings(), shell: ShellSettings())
        var settings = before
        settings.keys = KeySettings(entries.map { KeySettings.Entry(command: $0.key, keys: $0.value) })
        _ = state.update(.kit(.settings(settings, were: before)), at: Sample.start)
        return state
    }

    @Test func `a key counts at once, and the one before no more`() {
        var state = Self.state(["zoom": ["Z"]])
        state.press("z")
        #expect(!state.isZoomed)
        state.press("Z")
        #expect(state.isZoomed)
        #expect(state.picture().text.contains("zoomed: Z goes back"))
    }

    @Test func `help, palette and the last line name the keys that count`() {
        var state = Self.state(["help": ["H"], "cluster.order": ["O"], "session.detach": []])
        state.focus(.cluster)
        #expect(state.picture().text.contains("O Arrange"))
        #expect(!state.picture().text.contains("o Arrange"))
        #expect(!state.picture().text.contains("Leave"))
        state.press("H", "/")
        state.type("arrange")
        #expect(state.picture().text.contains("O                 Arrange"))
        state.press("Esc", "H")
        #expect(state.layers.isEmpty)
        state.press(":")
        state.type("arrange")
        #expect(state.picture().text.contains("Arrange                  O "))
    }

    @Test func `sentences name the keys that count, or none`() {
        var state = Self.state(["ask": ["A"], "amiss": ["W"]])
        state.focus(.cluster)
        #expect(state.picture().text.contains("A: ask Jarvis"))
        state.press("W")
        #expect(state.picture().text.contains("WHAT IS AMISS"))
        state.press("W")
        #expect(state.layers.isEmpty)
        state = Self.state(["session.detach": ["X"]])
        state.press("Q")
        #expect(state.picture().text.contains("press X instead"))
        state = Self.state(["session.detach": []])
        state.press("Q")
        #expect(state.layers.last is EndLayer)
        #expect(!state.picture().text.contains("instead"))
    }

    @Test func `a card is opened and put aside by the key that is for it, which it names`() {
        var state = Self.state(["question.open": ["F9"]])
        state.focus(.chat)
        state.type("half a")
        _ = state.update(.kit(.card(Sample.card(), of: "lab")), at: Sample.moment(1))
        #expect(state.layers.isEmpty && state.picture().text.contains("A card waits: F9 opens it"))
        state.press("C-g")
        #expect(state.layers.isEmpty)
        state.press("F9")
        #expect(state.layers.last is ConfirmLayer)
        #expect(state.picture().text.contains("F9: later"))
        state.press("F9")
        #expect(state.layers.isEmpty && state.waiting.count == 1)
    }

    @Test func `keys after the prefix are others too, and the hint lists them`() {
        var state = Self.state(["tab.new": ["N"], "prefix.help": ["h"], "pane.left": ["Left"]])
        state.focus(.shell)
        #expect(state.picture().text.contains("h lists all"))
        state.press("C-a", "c")
        #expect(state.shell.tabs.count == 1)
        #expect(state.notice?.text == "^A c is no command; ^A h lists them all.")
        state.press("C-a", "N")
        #expect(state.shell.tabs.count == 2)
    }

    @Test func `a letter that opens a layer elsewhere is typed to Jarvis`() {
        var state = Self.state(["help": ["h"], "palette": ["'"]])
        state.focus(.chat)
        state.press("h")
        #expect(state.chat.input.text == "h" && state.layers.isEmpty)
        state.press("Backspace", "'")
        #expect(state.layers.last is PaletteLayer)
    }
}
