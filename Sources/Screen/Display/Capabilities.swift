import CNCurses
import Text

/// What a terminfo entry says about moving, erasing and scrolling (terminfo(5)).
///
/// Padding is left out: it is meant for lines slower than the terminal, of which there are none.
struct Capabilities: Hashable, Sendable {
    /// Sent first, and last: the alternate screen.
    let enter: [UInt8]
    let leave: [UInt8]
    let clear: [UInt8]
    let hideCursor: [UInt8]
    let showCursor: [UInt8]

    /// To a row and a column.
    let position: CapabilityString
    let column: CapabilityString?
    let row: CapabilityString?
    let left: CapabilityString?
    let right: CapabilityString?
    let up: CapabilityString?
    let down: CapabilityString?
    /// Whether CR, LF and BS move as their names say.
    let hasCarriageReturn: Bool
    let hasLineFeed: Bool
    let hasBackspace: Bool

    /// Erases to the end of the row.
    let eraseLine: [UInt8]?
    /// Erases a number of cells and leaves the cursor where it is.
    let eraseCells: CapabilityString?
    /// Whether REP draws the last character again (ECMA-48 §8.3.103).
    let hasRepeat: Bool
    /// Whether what is erased gets the background that is set (`bce`).
    let erasesInColor: Bool
    /// Whether the last cell of the screen can be written without scrolling it.
    let keepsLastCell: Bool

    /// Limits scrolling to the rows from the first to the last.
    let margins: CapabilityString?
    let scrollUp: CapabilityString?
    let scrollDown: CapabilityString?
    /// Whether LF at the last row of the margins moves them up.
    let scrollsByLineFeed: Bool
    /// Moves the margins down, at their first row.
    let reverseIndex: [UInt8]?

    let lines: LineCharset?
    var rendition: RenditionCapabilities
    let colors: Int
    /// Whether 24-bit colours are named as 38;2 (user_caps(5), `RGB` and `Tc`).
    let hasTrueColor: Bool
    let hasMouse: Bool
    let hasCursorShape: Bool

    /// Reads an entry, on the thread that draws.
    ///
    /// `shown` is its name for errors.
    init(entry: String, shown: String) throws(ScreenError) {
        let before = jarvis_terminal()
        var status: Int32 = 0
        guard setupterm(entry, -1, &status) == OK else {
            // 1: a hardcopy terminal; 0: unknown or too generic; -1: no database.
            throw status == 1 ? .terminalTooSimple(shown) : .terminalUnknown(shown)
        }
        defer {
            let looked = jarvis_terminal()
            set_curterm(before)
            del_curterm(looked)
        }
        let lookup = CapabilityLookup()
        guard let position = lookup.control("cup", count: 2), let clear = lookup.bytes("clear") else {
            throw .terminalTooSimple(shown)
        }
        self.position = position
        self.clear = clear
        (enter, leave) = (lookup.bytes("smcup") ?? [], lookup.bytes("rmcup") ?? [])
        (hideCursor, showCursor) = (lookup.bytes("civis") ?? [], lookup.bytes("cnorm") ?? [])
        (column, row) = (lookup.control("hpa"), lookup.control("vpa"))
        (left, right) = (lookup.control("cub"), lookup.control("cuf"))
        (up, down) = (lookup.control("cuu"), lookup.control("cud"))
        hasCarriageReturn = lookup.text("cr") == "\r"
        hasLineFeed = lookup.text("cud1") == "\n"
        hasBackspace = lookup.text("cub1") == "\u{8}"
        (eraseLine, eraseCells) = (lookup.bytes("el"), lookup.control("ech"))
        hasRepeat = lookup.text("rep")?.hasSuffix("\u{1B}[%p2%{1}%-%db") ?? false
        erasesInColor = tigetflag("bce") == 1
        keepsLastCell = tigetflag("am") != 1 || tigetflag("xenl") == 1
        margins = lookup.control("csr", count: 2)
        (scrollUp, scrollDown) = (lookup.control("indn"), lookup.control("rin"))
        scrollsByLineFeed = lookup.text("ind") == "\n"
        reverseIndex = lookup.bytes("ri")
        lines = LineCharset(lookup)
        rendition = RenditionCapabilities(lookup)
        colors = rendition.hasColors ? Int(tigetnum("colors")) : 0
        hasTrueColor = rendition.hasColors && (tigetflag("RGB") == 1 || tigetflag("Tc") == 1)
        hasMouse = lookup.text("kmous") != nil
        hasCursorShape = lookup.text("Ss") != nil
    }
}

/// The strings of the terminfo entry that is set up.
struct CapabilityLookup {
    /// A capability without its padding, `$<5>`; `nil` when it is absent or empty.
    func text(_ name: String) -> String? {
        guard let value = jarvis_string_capability(name) else { return nil }
        let parts = String(cString: value).split(separator: "$<", omittingEmptySubsequences: false)
        let rest = parts.dropFirst().map { $0.drop { $0 != ">" }.dropFirst() }
        let text = String(parts[0]) + rest.joined()
        return text.isEmpty ? nil : text
    }

    func bytes(_ name: String) -> [UInt8]? { text(name).map { Array($0.utf8) } }

    func control(_ name: String, count: Int = 1) -> CapabilityString? {
        text(name).map { CapabilityString($0, count: count) }
    }

    /// The parameters of a capability that is one SGR sequence (ECMA-48 §8.3.117).
    func rendition(_ name: String, _ number: Int = 0) -> String? {
        guard let capability = text(name) else { return nil }
        guard let made = jarvis_capability_with(capability, Int32(number), 0) else { return nil }
        let text = String(cString: made)
        let parameters = text.dropFirst(2).dropLast()
        let isPlain = parameters.utf8.allSatisfy { (0x30...0x3B).contains($0) }
        return text.hasPrefix("\u{1B}[") && text.hasSuffix("m") && isPlain ? String(parameters) : nil
    }
}

/// The line-drawing characters of a terminal that shows no Unicode (terminfo(5), "Line Graphics").
struct LineCharset: Hashable, Sendable {
    /// Makes the characters ready, once.
    let prepare: [UInt8]
    private let enter: [UInt8]
    private let leave: [UInt8]
    private let bytes: [Unicode.Scalar: UInt8]

    /// What VT100 shows for a letter in its special graphics (VT100 User Guide, table 3-9).
    private static let names: [(scalar: Unicode.Scalar, name: UInt8)] = Array(
        zip("┘┐┌└┼─├┤┴┬│◆▒°±⎺⎻⎼⎽≤≥π≠£·╯╮╭╰".unicodeScalars, "jklmnqtuvwx`afgoprsyz{|}~jklm".utf8))

    /// `nil` where there are none, or where a terminal that reads UTF-8 has lost them (user_caps(5), `U8`).
    init?(_ lookup: CapabilityLookup) {
        guard let enter = lookup.bytes("smacs"), let leave = lookup.bytes("rmacs"), tigetnum("U8") != 1,
            let pairs = lookup.bytes("acsc")
        else { return nil }
        self.enter = enter
        self.leave = leave
        prepare = lookup.bytes("enacs") ?? []
        var found: [UInt8: UInt8] = [:]
        for index in stride(from: 0, to: pairs.count - 1, by: 2) { found[pairs[index]] = pairs[index + 1] }
        bytes = Self.names.reduce(into: [:]) { known, entry in
            if let byte = found[entry.name], (0x20...0x7E).contains(byte) { known[entry.scalar] = byte }
        }
    }

    /// Appends a scalar, if it is one of these.
    func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) -> Bool {
        guard let byte = bytes[scalar] else { return false }
        output += enter
        output.append(byte)
        output += leave
        return true
    }
}
