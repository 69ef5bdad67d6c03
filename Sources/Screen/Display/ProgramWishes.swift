import Text

/// What the program that has the keys wants of the terminal in front of the user, besides cells and keys.
package struct ProgramWishes: Hashable, Sendable {
    /// How far a program is, as ConEmu's command tells it.
    package struct Progress: Hashable, Sendable {
        /// 1 runs, 2 failed, 3 is not known, 4 waits.
        package let state: Int
        /// Per cent.
        package let share: Int

        package init(state: Int, share: Int) {
            self.state = state
            self.share = share
        }
    }

    /// The mouse is told of with no button held too (?1003).
    package var hover = false
    /// The cursor's colour (OSC 12), or `nil` for the user's own.
    package var cursor: RGB?
    /// The window's title (OSC 2), or `nil` for what the window was called before; untrusted.
    package var title: String?
    /// How far the program is (OSC 9;4), or `nil` when it tells nothing.
    package var progress: Progress?

    package init() {}
}

/// Asks a terminal for what a program wishes, and takes that back.
///
/// Sources: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html (DECSET, OSC 2, 12, 112, XTWINOPS),
/// https://conemu.github.io/en/AnsiEscapeCodes.html#ConEmu_specific_OSC (9;4).
struct WishRequest: Sendable {
    /// The longest title and notice that are sent on, in characters.
    private static let limit = 256

    private var granted = ProgramWishes()
    /// The window had another name before it was given a program's.
    private var hasTitle = false

    /// What to send for a program that wishes this.
    mutating func want(_ wishes: ProgramWishes) -> String {
        guard wishes != granted else { return "" }
        var text = ""
        if wishes.hover != granted.hover { text += "\u{1B}[?1003\(wishes.hover ? "h" : "l")" }
        // Without 1003 xterm tells of nothing at all until it is asked anew.
        if granted.hover, !wishes.hover { text += "\u{1B}[?1000h\u{1B}[?1002h" }
        if wishes.cursor != granted.cursor {
            text += wishes.cursor.map { "\u{1B}]12;\($0.specification)\u{1B}\\" } ?? "\u{1B}]112\u{1B}\\"
        }
        if wishes.title != granted.title { text += name(wishes.title) }
        if wishes.progress != granted.progress {
            let progress = wishes.progress.map { "\($0.state);\($0.share)" } ?? "0;0"
            text += "\u{1B}]9;4;\(progress)\u{1B}\\"
        }
        granted = wishes
        return text
    }

    /// Puts the window's own title aside before the first of a program's, and takes it back where there is none.
    private mutating func name(_ title: String?) -> String {
        defer { hasTitle = title != nil }
        guard let title else { return "\u{1B}[23;2t" }
        return (hasTitle ? "" : "\u{1B}[22;2t") + "\u{1B}]2;\(Self.plain(title))\u{1B}\\"
    }

    /// What to send before the terminal is given back.
    mutating func end() -> String { want(ProgramWishes()) }

    /// A notice of a program's, in the form that most terminals know: OSC 9, or with a title OSC 777.
    static func notice(_ title: String, _ text: String) -> String {
        let text = plain(text)
        // A text that begins as one of ConEmu's commands would be taken for it.
        let isCommand = text.first?.isNumber ?? false
        if title.isEmpty, !isCommand { return "\u{1B}]9;\(text)\u{1B}\\" }
        let title = plain(title).replacing(";", with: ",")
        return "\u{1B}]777;notify;\(title.isEmpty ? "Jarvis" : title);\(text)\u{1B}\\"
    }

    /// Text without a character that could end the string or steer the terminal.
    private static func plain(_ text: String) -> String {
        var kept = ""
        for scalar in text.unicodeScalars.prefix(limit) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: kept += " "
            default: kept.unicodeScalars.append(scalar)
            }
        }
        return kept
    }
}

extension RGB {
    /// As XParseColor(3) reads it.
    fileprivate var specification: String {
        "rgb:" + [red, green, blue].map { Hexadecimal.digits($0, width: 2) }.joined(separator: "/")
    }
}
