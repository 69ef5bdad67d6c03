import Screen
import Settings
import Terminal
import Testing

@testable import JarvisTUI
@testable import Multiplexer

/// Copy mode with keys of one's own.
struct CopyKeysTests {
    private static func catalog(_ entries: KeyValuePairs<String, [String]>) -> Catalog {
        let settings = KeySettings(entries.map { KeySettings.Entry(command: $0.key, keys: $0.value) })
        let bindings = KeyBindings(settings, of: HouseScreen.catalog.defaults, prefix: "a")
        #expect(bindings.faults.isEmpty)
        return Catalog(HouseScreen(), keys: bindings.keys)
    }

    private static func reading(_ entries: KeyValuePairs<String, [String]>) -> Reading {
        var reading = Reading(
            (1...50).map { "line \($0) of it" }.joined(separator: "\r\n"), columns: 30, rows: 10)
        reading.mode.keys = catalog(entries).copyKeys
        return reading
    }

    @Test func `a key moves that was given to a command, and the one before no more`() {
        var reading = Self.reading(["copy.up": ["F5", "ö"], "copy.wordnext": ["M-w"]])
        reading.press("0 F5 ö M-w")
        #expect(reading.mode.cursor == TerminalPosition(line: 47, column: 5))
        reading.press("k Up w")
        #expect(reading.mode.cursor == TerminalPosition(line: 47, column: 5))
        reading.press("3 F5 j")
        #expect(reading.mode.cursor == TerminalPosition(line: 45, column: 5))
    }

    @Test func `keys one after the other are a command, after a number too, and nothing half way`() {
        var reading = Self.reading(["copy.oldest": ["g g"], "copy.promptnext": [], "copy.left": ["] 1 x"]])
        reading.press("0 w g")
        #expect(reading.mode.cursor == TerminalPosition(line: 49, column: 5))
        #expect(reading.mode.typed == "g")
        reading.press("l")
        #expect(reading.mode.typed == "")
        #expect(reading.mode.cursor == TerminalPosition(line: 49, column: 5))
        reading.press("2 ] 1")
        #expect(reading.mode.typed == "2] 1")
        reading.press("x")
        #expect(reading.mode.cursor == TerminalPosition(line: 49, column: 3))
        reading.press("7 g g")
        #expect(reading.mode.cursor == TerminalPosition(line: 6, column: 0))
        reading.press("g g")
        #expect(reading.mode.cursor == TerminalPosition(line: 0, column: 0))
    }

    /// The last row of a pane in copy mode.
    private static func status(_ reading: borrowing Reading) -> String {
        var frame = Frame(Size(width: 60, height: 10))
        let drawing = CopyDrawing(mode: reading.mode, ink: .plain, glyphs: .rich)
        _ = drawing.draw(reading.emulator.screen, into: &frame, frame.bounds)
        return String(frame.text.split(separator: "\n", omittingEmptySubsequences: false)[9])
    }

    @Test func `the status line names the keys that count`() {
        var reading = Self.reading([
            "copy.leave": ["z x"], "copy.copy": ["^Y"], "copy.rowup": [], "copy.matchnext": ["F3"],
            "copy.characters": ["m"],
        ])
        #expect(Self.status(reading).contains("COPY  z x/Esc Leave"))
        reading.press("^Y C-y")
        #expect(reading.mode.remark == "nothing is chosen: m begins")
        reading.press("m")
        #expect(Self.status(reading).contains("COPY  ^Y Copy  z x Leave"))
        reading.press("Esc ? 1 Enter")
        #expect(Self.status(reading).contains("COPY  F3 Next  z x Leave"))
        reading.press("z x")
        #expect(reading.outcome == .leave)
    }

    @Test func `what has no key is not named, and Esc always leads out`() {
        var reading = Self.reading([
            "copy.leave": [], "copy.copy": [], "copy.matchnext": [], "copy.characters": [],
        ])
        #expect(Self.status(reading).contains("COPY  Esc Leave"))
        reading.press("V")
        #expect(Self.status(reading).contains("COPY  Esc Stop"))
        reading.press("Esc ? 1 Enter")
        #expect(Self.status(reading).contains("COPY  Esc Stop"))
        reading.press("Esc")
        #expect(reading.outcome == .stay)
        reading.press("Esc")
        #expect(reading.outcome == .leave)
    }

    @Test func `other keys count in a copy mode that is on, and in the next one`() {
        var emulator = Emulator(size: TerminalSize(columns: 20, rows: 5))
        emulator.read("one\r\ntwo\r\nthree")
        var reading = PaneReading()
        reading.mode = CopyMode(on: emulator.screen, rows: 5)
        reading.keys = Self.catalog(["copy.up": ["p"]]).copyKeys
        _ = reading.mode?.press(Input(.key("p"), raw: []), on: emulator.screen)
        #expect(reading.mode?.cursor.line == 1)
        _ = reading.mode?.press(Input(.key("k"), raw: []), on: emulator.screen)
        #expect(reading.mode?.cursor.line == 1)
        reading.mode = nil
        reading.press(Mouse(.press(.left), at: Point(x: 0, y: 0)), rows: 5, at: .now, on: emulator.screen)
        reading.choose(to: Point(x: 2, y: 0), rows: 5, on: emulator.screen)
        #expect(reading.mode?.keys.label(of: "copy.up") == "p")
    }

    @Test func `a command of the shell runs its own in copy mode, whatever the keys are`() throws {
        var state = Sample.state(Size(width: 120, height: 40))
        state.focus(.shell)
        for (key, id) in [
            ("/", "copy.searchback"), ("(", "copy.promptbefore"), (")", "copy.promptnext"),
            ("u", "copy.linkbefore"),
        ] {
            _ = state.handle(Input(.key(.control("a")), raw: []))
            let effects = state.handle(Input(.key(try #require(Key(key))), raw: []))
            #expect(effects == [.screen(.copyMode(state.shell.focus, id))])
            #expect(CopyKeys.usual.command(id: id) != nil)
        }
        var reading = Self.reading(["copy.searchback": []])
        _ = reading.mode.run("copy.searchback", on: reading.emulator.screen)
        #expect(reading.mode.prompt?.isForward == false)
        reading.type("7")
        _ = reading.mode.run("copy.oldest", on: reading.emulator.screen)
        #expect(reading.mode.prompt?.editor.text == "7")
    }

    @Test func `the help has the keys that count, several of one command apart`() throws {
        var state = Sample.state(Size(width: 200, height: 50))
        let settings = [
            KeySettings.Entry(command: "copy.oldest", keys: ["g g", "F4"]),
            KeySettings.Entry(command: "copy.newest", keys: []),
        ]
        state.bind(KeySettings(settings))
        state.press("?", "/")
        state.type("oldest line")
        #expect(state.picture().text.contains("g g or F4         Oldest line"))
        state.press("Esc", "/")
        state.type("newest line")
        #expect(state.picture().text.contains("                  Newest line"))
    }
}
