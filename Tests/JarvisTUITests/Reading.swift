import Screen
import Terminal

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// Copy mode over a terminal with a text on it.
struct Reading: ~Copyable {
    var emulator: Emulator
    var mode: CopyMode
    var outcome = CopyOutcome.stay

    /// A text with words, signs, brackets, blank lines and paragraphs.
    static let program = [
        "let x = foo(bar, [1, 2]) + 10;", "", "  indented_line here, and-more.", "if (a) { return b; }", "",
        "",
        "end of text",
    ].joined(separator: "\r\n")

    init(_ text: String, columns: Int, rows: Int, policy: TerminalPolicy = TerminalPolicy()) {
        var emulator = Emulator(size: TerminalSize(columns: columns, rows: rows), policy: policy)
        emulator.read(text)
        mode = CopyMode(on: emulator.screen, rows: rows)
        self.emulator = emulator
    }

    /// Types each character as a key; a line's end is Enter.
    mutating func type(_ text: String) {
        for character in text {
            let key = character == "\r" ? Key(.enter) : Key(character)
            outcome = mode.press(Input(.key(key), raw: []), on: emulator.screen)
        }
    }

    /// Presses keys by their names, with a blank between them.
    mutating func press(_ names: String) {
        for name in names.split(separator: " ") {
            guard let key = Key(String(name)) else { continue }
            outcome = mode.press(Input(.key(key), raw: []), on: emulator.screen)
        }
    }

    /// The text that is chosen.
    var chosen: String? { mode.selection.map { emulator.screen.text(of: $0) } }

    /// Lets the search run to its end.
    mutating func finishSearch() {
        for _ in 0..<10_000 where mode.isSearching { mode.searchOn(emulator.screen) }
    }
}
