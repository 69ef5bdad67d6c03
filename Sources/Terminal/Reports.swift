/// Answers to a program's questions. None repeats anything the program sent.
extension TerminalScreen {
    /// How many bytes of answers may wait; a program that asks without reading loses the rest.
    private static let replyLimit = 65_536

    mutating func reply(_ text: String) {
        guard replies.count + text.utf8.count <= Self.replyLimit else { return }
        replies += Array(text.utf8)
    }

    /// DSR: status (5) and cursor position (6).
    mutating func reportStatus(_ what: Int) {
        if what == 5 { reply("\u{1b}[0n") }
        if what == 6 { reply("\u{1b}[\(reportedRow);\(reportedColumn)R") }
    }

    /// DSR as DEC asks it: position, printer, user keys, keyboard, locator, and the light or dark of the theme.
    mutating func reportPrivateStatus(_ what: Int) {
        switch what {
        case 6: reply("\u{1b}[?\(reportedRow);\(reportedColumn)R")
        case 15: reply("\u{1b}[?13n")
        case 25: reply("\u{1b}[?20n")
        case 26: reply("\u{1b}[?27;1;0;0n")
        case 53, 55: reply("\u{1b}[?50n")
        case 996: reportColorScheme()
        default: break
        }
    }

    private var reportedRow: Int { cursor.row + 1 - (cursor.isOrigin ? top : 0) }
    private var reportedColumn: Int { max(cursor.column - (cursor.isOrigin ? left : 0), 0) + 1 }

    /// DA1: a VT220 with colours.
    mutating func reportAttributes() {
        reply("\u{1b}[?62;22c")
    }

    /// DA2: firmware 277, from which on Vim sends its mouse requests in SGR form.
    mutating func reportSecondaryAttributes() {
        reply("\u{1b}[>1;277;0c")
    }

    /// DA3: no unit number.
    mutating func reportTertiaryAttributes() {
        reply("\u{1b}P!|00000000\u{1b}\\")
    }

    /// XTVERSION.
    mutating func reportVersion() {
        reply("\u{1b}P>|Jarvis\u{1b}\\")
    }

    /// DECRQM for a private mode, or with `marker` empty for a standard one.
    mutating func reportMode(_ number: Int, _ marker: String, _ table: [ModeEntry]) {
        reply("\u{1b}[\(marker)\(number);\(report(mode: number, table))$y")
    }

    /// XTWINOPS: the size in pixels (14) and in cells (18), but never the title (21).
    mutating func reportWindow(_ what: Int) {
        if what == 18 { reply("\u{1b}[8;\(rows);\(columns)t") }
        if what == 14, let width = size.pixelWidth, let height = size.pixelHeight {
            reply("\u{1b}[4;\(height);\(width)t")
        }
    }

    /// DECRQSS: the settings that are known, "no" to all others.
    ///
    /// XTGETTCAP gets no answer: Vim asks ten times as it starts, and answers that come after it left would
    /// be typed into the shell.
    mutating func answerDeviceControl(_ payload: [UInt8]) {
        guard payload.starts(with: [0x24, 0x71]) else { return }
        reply("\u{1b}P\(setting(Array(payload.dropFirst(2))))\u{1b}\\")
    }

    private func setting(_ name: [UInt8]) -> String {
        switch String(decoding: name, as: UTF8.self) {
        case "m": "1$r\(rendition)m"
        case "r": "1$r\(top + 1);\(bottom + 1)r"
        case " q": "1$r\(Int(shape.rawValue) * 2 + (modes.contains(.cursorBlink) ? 1 : 2)) q"
        case "\"q": "1$r\(cursor.isProtected ? 1 : 0)\"q"
        default: "0$r"
        }
    }
}
