import Glibc

/// How a front ended, for its exit code and its last sentence.
struct FrontEnding: Equatable {
    let code: Int32
    let text: String

    init(code: Int32, text: String) {
        self.code = code
        self.text = text
    }

    /// The house goes on; only this terminal parted from it.
    init(departure: Departure) {
        text = "Jarvis: \(departure)."
        switch departure {
        case .asked, .stolen, .suspended: code = EXIT_SUCCESS
        case .hungUp, .frontLost: code = 128 + SIGHUP
        case .signal(let number): code = 128 + number
        }
    }

    /// The house died without a word: says how, and where its last words lie.
    init(deathOf house: HouseDoor.Greeting) throws(HouseError) {
        code = EX_SOFTWARE
        let ending = try house.child?.ending().map { " (\($0))" } ?? ""
        let hello = house.hello
        let rest = "The terminal is as it was."
        CrashFolder.close(hello.crashFile)
        if CrashFolder.holdsReport(hello.crashFile) {
            text = "The house crashed\(ending). \(rest) The crash report is \(hello.crashFile)"
        } else if !hello.logFile.isEmpty {
            text = "The house ended without a word\(ending). \(rest) Its log is \(hello.logFile)"
        } else {
            text = "The house ended without a word\(ending). \(rest)"
        }
    }
}

extension String {
    /// The text with control characters but line feeds, and with marks that hide or reverse text,
    /// written as their code points, for example `\u{1B}`.
    var visible: String {
        unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar.properties.generalCategory {
            case .control where scalar != "\n", .format, .lineSeparator, .paragraphSeparator,
                .privateUse, .unassigned:
                text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default:
                text.unicodeScalars.append(scalar)
            }
        }
    }
}
