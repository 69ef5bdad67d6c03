/// One question of DSR and its answer.
struct StatusReport: Sendable {
    typealias Answer = @Sendable (inout TerminalScreen, borrowing SequenceParameters) -> Void

    let number: Int
    let level: ConformanceLevel
    let answer: Answer

    private init(_ number: Int, _ level: ConformanceLevel, _ answer: @escaping Answer) {
        self.number = number
        self.level = level
        self.answer = answer
    }

    /// What `CSI n` asks (ECMA-48 §8.3.35).
    static let standard: [StatusReport] = [
        StatusReport(5, .vt100) { screen, _ in screen.reply("\u{1b}[0n") },
        StatusReport(6, .vt100) { screen, _ in  // CPR
            screen.reply("\u{1b}[\(screen.reportedRow);\(screen.reportedColumn)R")
        },
    ]

    /// What `CSI ? n` asks (VT420 Programmer Reference, chapter 13): there is no printer, no locator, no macro space,
    /// and one session.
    static let dec: [StatusReport] = [
        StatusReport(5, .vt100) { screen, _ in screen.reply("\u{1b}[?0n") },
        StatusReport(6, .vt100) { screen, _ in screen.reportExtendedPosition() },  // DECXCPR
        StatusReport(15, .vt220) { screen, _ in screen.reply("\u{1b}[?13n") },  // printer
        StatusReport(25, .vt220) { screen, _ in screen.reply("\u{1b}[?21n") },  // user-defined keys
        StatusReport(26, .vt220) { screen, _ in screen.reportKeyboard() },
        StatusReport(53, .vt320) { screen, _ in screen.reply("\u{1b}[?53n") },  // locator
        StatusReport(55, .vt320) { screen, _ in screen.reply("\u{1b}[?53n") },
        StatusReport(56, .vt320) { screen, _ in screen.reply("\u{1b}[?57;0n") },
        StatusReport(62, .vt420) { screen, _ in screen.reply("\u{1b}[0*{") },  // DECMSR
        StatusReport(63, .vt420) { screen, parameters in  // DECCKSR
            screen.reply("\u{1b}P\(parameters.value(1))!~0000\u{1b}\\")
        },
        StatusReport(75, .vt420) { screen, _ in screen.reply("\u{1b}[?70n") },  // data integrity
        StatusReport(85, .vt420) { screen, _ in screen.reply("\u{1b}[?83n") },  // sessions
        StatusReport(996, .vt100) { screen, _ in screen.reportColorScheme() },
    ]
}

extension TerminalScreen {
    /// DSR: answers what is known and nothing to anything else.
    mutating func reportStatus(_ parameters: borrowing SequenceParameters, _ table: [StatusReport]) {
        let number = parameters.value(0)
        guard let report = table.first(where: { $0.number == number }), conformance >= report.level else {
            return
        }
        report.answer(&self, parameters)
    }

    fileprivate var reportedRow: Int { cursor.row + 1 - (cursor.isOrigin ? margins.top : 0) }
    fileprivate var reportedColumn: Int { max(cursor.column - (cursor.isOrigin ? margins.left : 0), 0) + 1 }

    /// DECXCPR: with the page from level 4 on.
    fileprivate mutating func reportExtendedPosition() {
        let page = conformance >= .vt420 ? ";1" : ""
        reply("\u{1b}[?\(reportedRow);\(reportedColumn)\(page)R")
    }

    /// A North American keyboard; from level 3 on that it is ready, from 4 on that it is an LK201.
    fileprivate mutating func reportKeyboard() {
        let rest = conformance >= .vt420 ? ";0;0" : conformance >= .vt320 ? ";0" : ""
        reply("\u{1b}[?27;1\(rest)n")
    }
}
