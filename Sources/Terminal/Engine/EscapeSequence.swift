/// One escape sequence without parameters: how it is written and what it does.
struct EscapeSequence: Sendable {
    typealias Action = @Sendable (inout TerminalScreen) -> Void

    /// What stands between ESC and the end, and the final byte: `7`, `#8`, ` F`.
    let form: StaticString
    /// The lowest conformance level that knows the sequence.
    let level: ConformanceLevel
    let action: Action

    init(_ form: StaticString, _ level: ConformanceLevel = .vt100, _ action: @escaping Action) {
        self.form = form
        self.level = level
        self.action = action
    }

    /// The sequences that are obeyed besides SCS, by their names in ECMA-48, ECMA-35 and the VT420's manual.
    static let all: [EscapeSequence] = controls + shifts + settings

    private static let controls: [EscapeSequence] = [
        EscapeSequence("D") { $0.indexDown() },  // IND
        EscapeSequence("E") { $0.nextLine() },  // NEL
        EscapeSequence("H") { $0.tabs[$0.cursor.column] = true },  // HTS
        EscapeSequence("M") { $0.reverseIndex() },  // RI
        EscapeSequence("V") { $0.setArea(protected: true) },  // SPA
        EscapeSequence("W") { $0.setArea(protected: false) },  // EPA
        EscapeSequence("Z") { $0.reportAttributes() },  // DECID
        EscapeSequence("6", .vt420) { $0.backIndex() },  // DECBI
        EscapeSequence("9", .vt420) { $0.forwardIndex() },  // DECFI
        EscapeSequence("7") { $0.saveCursor() },  // DECSC
        EscapeSequence("8") { $0.restoreCursor() },  // DECRC
        EscapeSequence("c") { $0.reset() },  // RIS
        EscapeSequence("#8") { $0.fillWithE() },  // DECALN
    ]

    private static let shifts: [EscapeSequence] = [
        EscapeSequence("N") { $0.cursor.pen.charsets.shift(2) },  // SS2
        EscapeSequence("O") { $0.cursor.pen.charsets.shift(3) },  // SS3
        EscapeSequence("n") { $0.cursor.pen.charsets.lock(2) },  // LS2
        EscapeSequence("o") { $0.cursor.pen.charsets.lock(3) },  // LS3
        EscapeSequence("~") { $0.cursor.pen.charsets.lockRight(1) },  // LS1R
        EscapeSequence("}") { $0.cursor.pen.charsets.lockRight(2) },  // LS2R
        EscapeSequence("|") { $0.cursor.pen.charsets.lockRight(3) },  // LS3R
        EscapeSequence(" L", .vt320) { $0.announceCharsets(level: 1) },  // ACS
        EscapeSequence(" M", .vt320) { $0.announceCharsets(level: 2) },
        EscapeSequence(" N", .vt320) { $0.announceCharsets(level: 3) },
        EscapeSequence("%@") { $0.modes.insert(.eightBitCharacters) },  // DOCS (ECMA-35 §15.4)
        EscapeSequence("%G") { $0.modes.remove(.eightBitCharacters) },  // DOCS: UTF-8
    ]

    private static let settings: [EscapeSequence] = [
        EscapeSequence("=") { $0.modes.insert(.applicationKeypad) },  // DECKPAM
        EscapeSequence(">") { $0.modes.remove(.applicationKeypad) },  // DECKPNM
        EscapeSequence(" F", .vt220) { $0.modes.remove(.eightBitControls) },  // S7C1T
        EscapeSequence(" G", .vt220) { $0.modes.insert(.eightBitControls) },  // S8C1T
        EscapeSequence("#3") { $0.setLineSize(.doubleTop) },  // DECDHL
        EscapeSequence("#4") { $0.setLineSize(.doubleBottom) },  // DECDHL
        EscapeSequence("#5") { $0.setLineSize(.single) },  // DECSWL
        EscapeSequence("#6") { $0.setLineSize(.doubleWidth) },  // DECDWL
    ]
}

/// The actions of escape sequences, found by their bytes.
struct EscapeSequenceTable: Sendable {
    /// All sequences there are.
    static let standard = EscapeSequenceTable(EscapeSequence.all)

    /// By final byte, without an intermediate one before it.
    private var plain: [EscapeSequence?]
    private var marked: [UInt32: EscapeSequence] = [:]

    private init(_ sequences: [EscapeSequence]) {
        plain = Array(repeating: nil, count: 128)
        for sequence in sequences {
            let bytes = sequence.form.withUTF8Buffer { Array($0) }
            if bytes.count == 1 {
                plain[Int(bytes[0])] = sequence
            } else {
                marked[bytes.reduce(0) { $0 << 8 | UInt32($1) }] = sequence
            }
        }
    }

    /// What a final byte does behind up to two intermediate ones, which lie in one number.
    subscript(intermediates: UInt16, final: UInt8) -> EscapeSequence? {
        if intermediates == 0 { return plain[Int(final & 0x7f)] }
        return marked[UInt32(intermediates) << 8 | UInt32(final)]
    }
}

extension TerminalScreen {
    /// Carries out ESC, up to two intermediate bytes and a final one.
    mutating func perform(escape final: UInt8, intermediates: UInt16) {
        if intermediates >= 0x28, intermediates <= 0x2b, final == 0x42 {
            // ASCII, which full-screen programs ask for before every word.
            cursor.pen.charsets.designate(Charset.ascii, as: Int(intermediates) - 0x28)
        } else if let sequence = EscapeSequenceTable.standard[intermediates, final] {
            if conformance >= sequence.level { sequence.action(&self) }
        } else if intermediates != 0 {
            designate(final, intermediates)
        }
    }

    /// Carries out a control character (C0).
    @inline(__always)
    mutating func perform(control byte: UInt8) {
        switch byte {
        case 0x0a, 0x0b, 0x0c: lineFeed()
        case 0x0d: carriageReturn()
        case 0x08: moveLeft(1)
        case 0x09: tab(1)
        case 0x07: events.bells &+= 1
        case 0x0e: cursor.pen.charsets.lock(1)
        case 0x0f: cursor.pen.charsets.lock(0)
        default: break
        }
    }
}
