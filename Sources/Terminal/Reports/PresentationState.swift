/// The presentation state that a program takes a note of and brings back (VT420 Programmer Reference, chapter 13):
/// DECRQPSR with DECCIR and DECTABSR, DECRSPS.
extension TerminalScreen {
    /// DECRQPSR: tells of the cursor (1) or of the tab stops (2).
    mutating func reportPresentation(_ what: Int) {
        if what == 1 { reply("\u{1b}P1$u\(cursorInformation)\u{1b}\\") }
        if what == 2 { reply("\u{1b}P2$u\(tabs.columns.map { "\($0 + 1)" }.joined(separator: "/"))\u{1b}\\") }
    }

    /// DECCIR: place, page, rendition, protection, flags, GL, GR, which sets have 96 characters, and the sets.
    private var cursorInformation: String {
        let style = cursor.pen.style
        let charsets = cursor.pen.charsets
        let sets = (0..<4).map { Charset.all[charsets[$0]] }
        let fields = [
            "\(cursor.row + 1)", "\(cursor.column + 1)", "1",
            Self.bits([
                style.attributes.contains(.bold), style.underline != .none, style.attributes.contains(.blink),
                style.attributes.contains(.inverse),
            ]),
            Self.bits([cursor.pen.isProtected]),
            Self.bits([cursor.isOrigin, charsets.single == 2, charsets.single == 3, cursor.wrapsNext]),
            "\(charsets.left)", "\(charsets.right)", Self.bits(sets.map(\.has96)),
            sets.map { "\($0.designation)" }.joined(),
        ]
        return fields.joined(separator: ";")
    }

    /// Flags as DEC writes them: a character from `@` on.
    private static func bits(_ flags: [Bool]) -> String {
        let value = flags.enumerated().reduce(0x40) { $0 | ($1.element ? 1 << $1.offset : 0) }
        return String(Unicode.Scalar(UInt8(value)))
    }

    /// DECRSPS: brings the cursor back as DECCIR told it.
    mutating func restoreCursorInformation(_ report: ArraySlice<UInt8>) {
        let fields = report.split(separator: 0x3b, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        guard fields.count == 10, let row = Int(fields[0]), let column = Int(fields[1]) else { return }
        let flags = Self.flags(fields[5])
        modes.set(.origin, flags[0])
        cursor.isOrigin = flags[0]
        cursor.row = min(max(row, 1), rows) - 1
        cursor.column = min(max(column, 1), columns) - 1
        cursor.wrapsNext = flags[3] && cursor.column == edge - 1
        restoreRendition(Self.flags(fields[3]), isProtected: Self.flags(fields[4])[0])
        restoreCharsets(fields)
        if flags[1] { cursor.pen.charsets.shift(2) }
        if flags[2] { cursor.pen.charsets.shift(3) }
    }

    private mutating func restoreRendition(_ flags: [Bool], isProtected: Bool) {
        for (flag, attribute) in [
            (flags[0], TerminalStyle.Attributes.bold), (flags[2], .blink), (flags[3], .inverse),
        ] {
            if flag {
                cursor.pen.style.attributes.insert(attribute)
            } else {
                cursor.pen.style.attributes.remove(attribute)
            }
        }
        cursor.pen.style.underline = flags[1] ? .single : .none
        cursor.pen.isProtected = isProtected
        if isProtected { protection = .dec }
        penCells.isStale = true
    }

    private mutating func restoreCharsets(_ fields: [String]) {
        if let left = Int(fields[6]), (0...3).contains(left) { cursor.pen.charsets.lock(left) }
        if let right = Int(fields[7]), (1...3).contains(right) { cursor.pen.charsets.lockRight(right) }
        let has96 = Self.flags(fields[8])
        var names = fields[9].utf8[...]
        for index in 0..<4 {
            let count = names.first == 0x25 ? 2 : 1
            designate(Array(names.prefix(count)), has96: has96[index], as: index)
            names = names.dropFirst(count)
        }
    }

    private static func flags(_ field: String) -> [Bool] {
        let value = field.utf8.first ?? 0x40
        return (0..<4).map { value >> $0 & 1 == 1 }
    }

    /// DECRSPS: sets the tab stops as DECTABSR told them.
    mutating func restoreTabs(_ report: ArraySlice<UInt8>) {
        tabs.removeAll()
        for field in report.split(separator: 0x2f) {
            guard let column = Int(String(decoding: field, as: UTF8.self)), (1...columns).contains(column)
            else { continue }
            tabs[column - 1] = true
        }
    }
}
