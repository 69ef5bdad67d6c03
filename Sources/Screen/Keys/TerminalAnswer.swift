import Text

/// What a terminal answers to a question of the display's.
///
/// Sources: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html (DECRPM, DECRQSS, OSC 10 to 12, XTVERSION, DA1),
/// https://sw.kovidgoyal.net/kitty/keyboard-protocol/, https://sw.kovidgoyal.net/kitty/graphics-protocol/,
/// https://contour-terminal.org/vt-extensions/color-palette-update-notifications/.
package enum TerminalAnswer: Hashable, Sendable {
    /// It knows kitty's keyboard protocol and has these flags in force (`CSI ? flags u`).
    case keyboard(flags: Int)
    /// A private mode's state: 0 unknown, 1 set, 2 reset, 3 set for good, 4 reset for good (`CSI ? mode ; state $ y`).
    case mode(Int, state: Int)
    /// Its text colour (10), background (11) or cursor colour (12) (`OSC n ; rgb:… ST`).
    case color(Int, RGB)
    /// The SGR parameters in force (`DCS 1 $ r … m ST`).
    case rendition(String)
    /// Its name and version (`DCS > | … ST`); at most 64 characters, visible ones only.
    case version(String)
    /// Whether it draws pictures of kitty's protocol (`APC G … ; OK ST`).
    case graphics(Bool)
    /// Whether its colours are dark, told also when they change (`CSI ? 997 ; 1 n`).
    case scheme(isDark: Bool)
    /// What it says of itself as a device (DA1, `CSI ? … c`); 4 stands for sixel.
    case attributes([Int])
}

extension TerminalAnswer {
    /// The answer in a control sequence that begins with `CSI ?`, given without that.
    static func control(_ body: ArraySlice<UInt8>, final: UInt8) -> TerminalAnswer? {
        guard let values = SequenceNumbers(body) else { return nil }
        switch final {
        case UInt8(ascii: "u") where values.count == 1: return .keyboard(flags: values[0])
        case UInt8(ascii: "y") where values.count == 2: return .mode(values[0], state: values[1])
        case UInt8(ascii: "n") where values[0] == 997: return .scheme(isDark: values[1] != 2)
        case UInt8(ascii: "c"): return .attributes((0..<min(values.count, 32)).map { values[$0] })
        default: return nil
        }
    }

    /// The answer in a control string, given without its introducer and end.
    static func string(_ introducer: UInt8, _ body: ArraySlice<UInt8>) -> TerminalAnswer? {
        guard let text = String(validating: body, as: UTF8.self) else { return nil }
        switch introducer {
        case UInt8(ascii: "]"): return color(text)
        case UInt8(ascii: "P") where text.hasPrefix(">|"):
            return .version(String(text.dropFirst(2).prefix(64).filter { !$0.isNewline && $0 >= " " }))
        case UInt8(ascii: "P") where text.hasPrefix("1$r") && text.hasSuffix("m"):
            return .rendition(String(text.dropFirst(3).dropLast()))
        case UInt8(ascii: "_") where text.hasPrefix("G"): return .graphics(text.hasSuffix(";OK"))
        default: return nil
        }
    }

    /// `10;rgb:ffff/8080/0000`, with one to four digits a channel (XParseColor(3)).
    private static func color(_ text: String) -> TerminalAnswer? {
        let parts = text.split(separator: ";", maxSplits: 1)
        guard parts.count == 2, let number = Int(parts[0]), (10...12).contains(number),
            let prefix = ["rgb:", "rgba:"].first(where: { parts[1].hasPrefix($0) })
        else { return nil }
        let channels = parts[1].dropFirst(prefix.count).split(separator: "/").prefix(3).map(channel)
        guard channels.count == 3, let red = channels[0], let green = channels[1], let blue = channels[2]
        else { return nil }
        return .color(number, RGB(red: red, green: green, blue: blue))
    }

    private static func channel(_ digits: Substring) -> UInt8? {
        guard (1...4).contains(digits.utf8.count), let value = Hexadecimal.number(digits.utf8) else {
            return nil
        }
        let most = 1 << (4 * digits.utf8.count) - 1
        return UInt8(clamping: (Int(value) * 255 + most / 2) / most)
    }
}
