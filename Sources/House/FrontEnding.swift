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

    /// The house died once too often, or on purpose, and is not started again.
    init(_ death: HouseDeath, consequence: String = "") {
        code = EX_SOFTWARE
        text = "\(death.sentence). The terminal is as it was." + consequence + death.trace
    }
}

/// The death of a house without a word: how, and where its last words lie.
struct HouseDeath {
    /// For example SIGSEGV; nil when nobody was told.
    let ending: HouseProcess.Ending?
    private let hasReport: Bool
    private let hello: HouseMessage.Hello

    /// Waits a moment for the process, where it is this one's child.
    init(of house: HouseDoor.Greeting) throws(HouseError) {
        ending = try house.child?.ending()
        hello = house.hello
        CrashFolder.close(hello.crashFile)
        hasReport = CrashFolder.holdsReport(hello.crashFile)
    }

    var sentence: String {
        let how = ending.map { " (\($0))" } ?? ""
        return hasReport ? "The house crashed\(how)" : "The house ended without a word\(how)"
    }

    /// A sentence, with a blank before it.
    var trace: String {
        if hasReport { return " The crash report is \(hello.crashFile)" }
        return hello.logFile.isEmpty ? "" : " Its log is \(hello.logFile)"
    }
}

extension String {
    /// Writes it as a line on standard error, with whatever could command the terminal made visible.
    ///
    /// On a terminal that is still as a house drew on it, lines end otherwise.
    func tell(end: String = "\n") {
        let line = visible + end
        _ = Glibc.write(STDERR_FILENO, line, line.utf8.count)
    }

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

/// How a front finds or starts its house.
package struct FrontConfiguration: Sendable {
    /// Where the house is.
    package var address: HouseAddress

    /// What the program's `house` subcommand is told when a house has to be started.
    package var arguments: [String]

    /// How the house relates to the front.
    package var bond: Bond

    /// Whether it waits for its turn while another terminal is attached, rather than taking its place.
    package var yields: Bool

    /// At the death of this number within a minute the house is not started again.
    package var mostDeaths = 3

    package init(address: HouseAddress, arguments: [String] = [], bond: Bond = .shared, yields: Bool = false)
    {
        self.address = address
        self.arguments = arguments
        self.bond = bond
        self.yields = yields
    }

    /// How a house relates to the front that started it.
    package enum Bond: Sendable {
        /// The running house, or a new one that stays.
        case shared

        /// A new house that keeps the state and ends with the front: `--foreground`.
        case foreground

        /// A new house that locks and listens to nothing and ends with the front: the demo.
        case alone
    }
}
