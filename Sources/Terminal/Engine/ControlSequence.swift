/// One control sequence: how it is written and what it does.
struct ControlSequence: Sendable {
    /// Thin, a function without anything captured: nothing is counted for a call.
    typealias Action =
        @convention(thin) @Sendable (inout TerminalScreen, borrowing SequenceParameters) -> Void

    /// A private marker or intermediate byte, if any, and the final byte: `?h`, `$p`, `A`.
    let form: StaticString
    /// The lowest conformance level that knows the sequence.
    let level: ConformanceLevel
    let action: Action

    init(_ form: StaticString, _ level: ConformanceLevel = .vt100, _ action: @escaping Action) {
        self.form = form
        self.level = level
        self.action = action
    }

    /// The sequences that are obeyed, by their names in ECMA-48, the VT510 manual and xterm's ctlseqs.
    static let all: [ControlSequence] = motions + edits + rectangles + settings + reports + keyboard

    private static let motions: [ControlSequence] = [
        ControlSequence("A") { $0.moveUp($1.amount()) },  // CUU
        ControlSequence("B") { $0.moveDown($1.amount()) },  // CUD
        ControlSequence("C") { $0.moveRight($1.amount()) },  // CUF
        ControlSequence("D") { $0.moveLeft($1.amount()) },  // CUB
        ControlSequence("E") { $0.moveToLine(below: $1.amount()) },  // CNL
        ControlSequence("F") { $0.moveToLine(below: -$1.amount()) },  // CPL
        ControlSequence("G") { $0.moveTo(column: $1.amount()) },  // CHA
        ControlSequence("`") { $0.moveTo(column: $1.amount()) },  // HPA
        ControlSequence("a") { $0.move(right: $1.amount()) },  // HPR
        ControlSequence("d") { $0.moveTo(row: $1.amount()) },  // VPA
        ControlSequence("e") { $0.move(down: $1.amount()) },  // VPR
        ControlSequence("H") { $0.move(row: $1.amount(0), column: $1.amount(1)) },  // CUP
        ControlSequence("f") { $0.move(row: $1.amount(0), column: $1.amount(1)) },  // HVP
        ControlSequence("I") { $0.tab($1.amount()) },  // CHT
        ControlSequence("Z") { $0.backTab($1.amount()) },  // CBT
        ControlSequence("g") { $0.clearTabs($1.value(0)) },  // TBC
        ControlSequence("?W") { if $1.value(0) == 5 { $0.tabs = TabStops(columns: $0.columns) } },  // DECST8C
        ControlSequence("s") { $0.setMargins(left: $1.value(0), right: $1.value(1)) },  // DECSLRM, SCOSC
        ControlSequence("u") { screen, _ in screen.restoreCursor() },  // SCORC
    ]

    private static let edits: [ControlSequence] = [
        ControlSequence("J") { $0.eraseInDisplay($1.value(0)) },  // ED
        ControlSequence("K") { $0.eraseInLine($1.value(0)) },  // EL
        ControlSequence("?J") { $0.eraseInDisplay($1.value(0), selective: true) },  // DECSED
        ControlSequence("?K") { $0.eraseInLine($1.value(0), selective: true) },  // DECSEL
        ControlSequence("X") { $0.eraseCells($1.amount()) },  // ECH
        ControlSequence("@") { $0.insertBlanks($1.amount()) },  // ICH
        ControlSequence("P") { $0.deleteCells($1.amount()) },  // DCH
        ControlSequence("L") { $0.insertLines($1.amount()) },  // IL
        ControlSequence("M") { $0.deleteLines($1.amount()) },  // DL
        ControlSequence("S") { $0.scrollUp($1.amount()) },  // SU
        ControlSequence("T") { if $1.count < 2 { $0.scrollDown($1.amount(), from: $0.margins.top) } },  // SD
        ControlSequence("^") { $0.scrollDown($1.amount(), from: $0.margins.top) },  // SD in ECMA-48
        ControlSequence("b") { $0.repeatLast($1.amount()) },  // REP
        ControlSequence("'}", .vt420) { $0.insertColumns($1.amount(), at: $0.cursor.column) },  // DECIC
        ControlSequence("'~", .vt420) { $0.deleteColumns($1.amount(), at: $0.cursor.column) },  // DECDC
        ControlSequence(" @") { $0.deleteColumns($1.amount(), at: $0.margins.left) },  // SL
        ControlSequence(" A") { $0.insertColumns($1.amount(), at: $0.margins.left) },  // SR
    ]

    private static let rectangles: [ControlSequence] = [
        ControlSequence("$v", .vt420) {  // DECCRA
            $0.copy($0.rectangle($1, at: 0), toRow: $1.value(5), column: $1.value(6))
        },
        ControlSequence("$x", .vt420) { $0.fill($0.rectangle($1, at: 1), with: $1.value(0)) },  // DECFRA
        ControlSequence("$z", .vt420) { $0.erase($0.rectangle($1, at: 0)) },  // DECERA
        ControlSequence("${", .vt420) { $0.eraseSelectively($0.rectangle($1, at: 0)) },  // DECSERA
        ControlSequence("$r", .vt420) { $0.changeAttributes($1, turning: false) },  // DECCARA
        ControlSequence("$t", .vt420) { $0.changeAttributes($1, turning: true) },  // DECRARA
        ControlSequence("*x", .vt420) { $0.setAttributeExtent($1.value(0)) },  // DECSACE
        ControlSequence("#|") { $0.reportRendition(of: $0.rectangle($1, at: 0)) },  // XTREPORTSGR
        // DECRQCRA
        ControlSequence("*y", .vt420) { $0.reportChecksum($1.value(0), of: $0.rectangle($1, at: 2)) },
        // XTCHECKSUM
        ControlSequence("#y", .vt420) { $0.rectangles.checksum = ChecksumRules(rawValue: $1.value(0)) },
    ]

    private static let settings: [ControlSequence] = [
        ControlSequence("m") { $0.setRendition($1) },  // SGR
        ControlSequence("#{") { $0.pushRendition($1) },  // XTPUSHSGR
        ControlSequence("#}") { screen, _ in screen.popRendition() },  // XTPOPSGR
        ControlSequence("#p") { $0.pushRendition($1) },  // XTPUSHSGR
        ControlSequence("#q") { screen, _ in screen.popRendition() },  // XTPOPSGR
        ControlSequence("h") { $0.setModes($1, ModeEntry.standard, true) },  // SM
        ControlSequence("l") { $0.setModes($1, ModeEntry.standard, false) },  // RM
        ControlSequence("?h") { $0.setModes($1, ModeEntry.decPrivate, true) },  // DECSET
        ControlSequence("?l") { $0.setModes($1, ModeEntry.decPrivate, false) },  // DECRST
        ControlSequence("?s") { $0.saveModes($1) },  // XTSAVE
        ControlSequence("?r") { $0.restoreModes($1) },  // XTRESTORE
        ControlSequence("r") { $0.setMargins(top: $1.value(0), bottom: $1.value(1)) },  // DECSTBM
        ControlSequence(" q") { $0.setCursorStyle($1.value(0)) },  // DECSCUSR
        ControlSequence("\"q") { $0.setCharacterProtection($1.value(0)) },  // DECSCA
        ControlSequence("!p") { screen, _ in screen.softReset() },  // DECSTR
        ControlSequence("\"p") { $0.setConformance($1.value(0), controls: $1.value(1)) },  // DECSCL
    ]

    private static let reports: [ControlSequence] = [
        ControlSequence("n") { $0.reportStatus($1, StatusReport.standard) },  // DSR
        ControlSequence("?n") { $0.reportStatus($1, StatusReport.dec) },  // DSR
        ControlSequence("c") { if $1.value(0) == 0 { $0.reportAttributes() } },  // DA1
        ControlSequence(">c") { if $1.value(0) == 0 { $0.reportSecondaryAttributes() } },  // DA2
        ControlSequence("=c", .vt420) { if $1.value(0) == 0 { $0.reportTertiaryAttributes() } },  // DA3
        ControlSequence(">q") { if $1.value(0) == 0 { $0.reportVersion() } },  // XTVERSION
        ControlSequence("$w", .vt320) { $0.reportPresentation($1.value(0)) },  // DECRQPSR
        ControlSequence("?S") { $0.reply("\u{1b}[?\($1.value(0));3S") },  // XTSMGRAPHICS: there are none
        ControlSequence("$p", .vt320) { $0.reportMode($1.value(0), "", ModeEntry.standard) },  // DECRQM
        ControlSequence("?$p", .vt320) { $0.reportMode($1.value(0), "?", ModeEntry.decPrivate) },  // DECRQM
        ControlSequence("t") { $0.operateWindow($1) },  // XTWINOPS
    ]
}

/// The actions of control sequences, found by their bytes.
///
/// Sendable because its memory is written while it is made and only read from then on; there is one table for all
/// screens, so it is never given back.
struct ControlSequenceTable: @unchecked Sendable {
    /// All sequences there are.
    static let standard = ControlSequenceTable(ControlSequence.all)

    /// By marker, intermediate and final byte; what is not known does nothing.
    private let sequences: UnsafeMutablePointer<ControlSequence>

    private init(_ all: [ControlSequence]) {
        let count = Self.index(0x3f, 0x2f, 0x7f) + 1
        sequences = .allocate(capacity: count)
        sequences.initialize(repeating: ControlSequence("") { _, _ in }, count: count)
        for sequence in all {
            let bytes = sequence.form.withUTF8Buffer { Array($0) }
            let marker = bytes.first { $0 >= 0x3c && $0 <= 0x3f } ?? 0
            let intermediate = bytes.first { $0 >= 0x20 && $0 <= 0x2f } ?? 0
            sequences[Self.index(marker, intermediate, bytes[bytes.count - 1])] = sequence
        }
    }

    /// Of 5 markers, 17 intermediate and 64 final bytes, 0 where there is none.
    @inline(__always)
    private static func index(_ marker: UInt8, _ intermediate: UInt8, _ final: UInt8) -> Int {
        let first = marker == 0 ? 0 : Int(marker & 3) + 1
        let second = intermediate == 0 ? 0 : Int(intermediate & 0xf) + 1
        return (first * 17 + second) << 6 | Int(final & 0x3f)
    }

    /// Does what a final byte means behind a marker and an intermediate byte, both 0 where there is none.
    @inline(__always)
    func perform(
        _ marker: UInt8, _ intermediate: UInt8, _ final: UInt8, on screen: inout TerminalScreen,
        with parameters: borrowing SequenceParameters
    ) {
        let sequence = sequences + Self.index(marker, intermediate, final)
        if screen.conformance >= sequence.pointee.level { sequence.pointee.action(&screen, parameters) }
    }
}
