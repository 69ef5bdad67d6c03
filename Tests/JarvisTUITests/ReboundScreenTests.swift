import Screen
import Settings
import Testing

@testable import JarvisTUI
@testable import Multiplexer

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
        #expect(state.picture().text.contains("^A h Help"))
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

    @Test func `a layer goes by the keys that its commands have, and names them`() {
        let keys: KeyValuePairs = [
            "order.memory": ["M"], "amiss.silence": ["Z"], "list.down": ["J"], "list.up": ["K"],
        ]
        var state = Self.state(keys, Size(width: 200, height: 50))
        state.focus(.cluster)
        state.press("o")
        #expect(state.picture().text.contains("M  by memory"))
        state.press("m")
        #expect(state.layers.last is OrderLayer && state.cluster.arrangement.order == .number)
        state.press("M")
        #expect(state.layers.isEmpty && state.cluster.arrangement.order == .memory)
        state.press("w", "j")
        #expect((state.layers.last as? AmissLayer)?.chooser.selected == 0)
        #expect(state.picture().text.contains("Z Silence 1 h"))
        #expect(state.picture().text.contains("J K Select"))
        state.press("J")
        #expect((state.layers.last as? AmissLayer)?.chooser.selected == 1)
        state.press("z")
        #expect(state.layers.count == 1)
        state.press("Z")
        #expect(state.layers.isEmpty && state.notice?.text.contains("is silent until") == true)
    }

    @Test func `graphs and the help go by the keys of their commands`() throws {
        var state = Self.state(["details.longer": [">"], "help.search": ["s"], "list.pagedown": ["F"]])
        state.focus(.cluster)
        state.cluster.reveal(.node("home"))
        state.press("Enter")
        let before = try #require(state.layers.last as? DetailLayer).request.timeframe
        state.press("l")
        #expect((state.layers.last as? DetailLayer)?.request.timeframe == before)
        state.press(">")
        #expect((state.layers.last as? DetailLayer)?.request.timeframe == before.next(1))
        state.press("Esc", "?")
        #expect(state.picture().text.contains("s Search  F Further"))
        let first = state.picture().text
        state.press("/", "Space")
        #expect(state.picture().text == first)
        state.press("F")
        #expect(state.picture().text != first)
        state.press("s")
        state.type("silence")
        #expect(state.picture().text.contains("Has nothing told of it for an hour"))
    }

    @Test func `beside a line of text the arrows, Enter and Esc stay what they are`() {
        var state = Self.state(["list.down": [], "list.choose": [], "list.up": ["x"]])
        state.focus(.cluster)
        state.press(":", "Down", "Down")
        #expect((state.layers.last as? PaletteLayer)?.chooser.selected == 2)
        state.press("x", "Backspace", "Esc")
        #expect(state.layers.isEmpty)
    }
}
