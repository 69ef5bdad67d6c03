import Text

/// One capability that XTGETTCAP asks for by its name in terminfo(5), and what it is here.
///
/// The values are this table's own and nothing of the program's is in an answer, so no answer can carry what a
/// hostile text wants typed.
struct CapabilityReport: Sendable {
    let name: String
    /// `nil` for one that is there or not there, and has no value.
    let value: String?

    private init(_ name: String, _ value: String? = nil) {
        self.name = name
        self.value = value
    }

    /// What TERM=xterm-256color does not tell of, and what programs ask to be sure: neovim `Tc`, `RGB`, `setrgbf`,
    /// `setrgbb` and `Ms`, Vim `Co`, fish `indn` and `XT`, tmux's names for the rest (terminfo(5), tmux(1),
    /// "TERMINFO EXTENSIONS").
    static let all: [CapabilityReport] = [
        CapabilityReport("TN", "xterm-256color"), CapabilityReport("name", "xterm-256color"),
        CapabilityReport("Co", "256"), CapabilityReport("colors", "256"),
        CapabilityReport("RGB", "8/8/8"), CapabilityReport("Tc"), CapabilityReport("XT"),
        CapabilityReport("setrgbf", "\u{1b}[38:2:%p1%d:%p2%d:%p3%dm"),
        CapabilityReport("setrgbb", "\u{1b}[48:2:%p1%d:%p2%d:%p3%dm"),
        CapabilityReport("Su"), CapabilityReport("Smulx", "\u{1b}[4:%p1%dm"),
        CapabilityReport(
            "Setulc", "\u{1b}[58:2::%p1%{65536}%/%d:%p1%{256}%/%{255}%&%d:%p1%{255}%&%d%;m"),
        CapabilityReport("Smol", "\u{1b}[53m"), CapabilityReport("Rmol", "\u{1b}[55m"),
        CapabilityReport("smxx", "\u{1b}[9m"), CapabilityReport("rmxx", "\u{1b}[29m"),
        CapabilityReport("Ms", "\u{1b}]52;%p1%s;%p2%s\u{1b}\\"),
        CapabilityReport("Ss", "\u{1b}[%p1%d q"), CapabilityReport("Se", "\u{1b}[2 q"),
        CapabilityReport("Cs", "\u{1b}]12;%p1%s\u{7}"), CapabilityReport("Cr", "\u{1b}]112\u{7}"),
        CapabilityReport("Sync", "\u{1b}[?2026%?%p1%{1}%-%tl%eh%;"),
        CapabilityReport("BE", "\u{1b}[?2004h"), CapabilityReport("BD", "\u{1b}[?2004l"),
        CapabilityReport("PS", "\u{1b}[200~"), CapabilityReport("PE", "\u{1b}[201~"),
        CapabilityReport("indn", "\u{1b}[%p1%dS"), CapabilityReport("rin", "\u{1b}[%p1%dT"),
        CapabilityReport("rep", "%p1%c\u{1b}[%p2%{1}%-%db"),
    ]
}

extension TerminalScreen {
    /// XTGETTCAP: an answer for each name, which is written in hexadecimal digits, as its value is; "no" without the
    /// name to all that are not known.
    mutating func reportCapabilities(_ names: ArraySlice<UInt8>) {
        for name in names.split(separator: 0x3b, omittingEmptySubsequences: false) {
            guard let asked = Hexadecimal.bytes(name),
                let known = CapabilityReport.all.first(where: { $0.name.utf8.elementsEqual(asked) })
            else {
                reply("\u{1b}P0+r\u{1b}\\")
                continue
            }
            let digits = Hexadecimal.digits(of: known.name.utf8, uppercase: true)
            let value = known.value.map { "=" + Hexadecimal.digits(of: $0.utf8, uppercase: true) } ?? ""
            reply("\u{1b}P1+r\(digits)\(value)\u{1b}\\")
        }
    }
}
