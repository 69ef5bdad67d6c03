/// The characters a terminal can be trusted to show; every drawing primitive takes one.
package enum GlyphSet: String, Sendable, CaseIterable {
    /// A terminal emulator with a modern font: braille, rounded boxes, eighth blocks.
    case rich
    /// The Linux console: its fonts hold light and double boxes and ▀▄█▌▐░▒▓, and braille shows as letters.
    case console
    /// No Unicode at all.
    case ascii

    /// The set for a terminal, unless a setting names another.
    ///
    /// ASCII where the locale's character set is not UTF-8; `console` where TERM is of the Linux console.
    /// - Parameters:
    ///   - terminalType: the value of TERM.
    ///   - locale: the values of LC_ALL, LC_CTYPE and LANG; the first that is set and not empty decides
    ///     (locale(7)); with none of them the locale is POSIX.
    package init(terminalType: String, locale: [String?]) {
        let name = locale.compactMap(\.self).first { !$0.isEmpty } ?? "POSIX"
        let charset = name.split(separator: "@")[0].split(separator: ".").dropFirst().first ?? ""
        let isUnicode = charset.filter { $0 != "-" }.lowercased() == "utf8"
        let isConsole = terminalType == "linux" || terminalType.hasPrefix("linux-")
        self = isUnicode ? isConsole ? .console : .rich : .ascii
    }

    /// What marks a cut in a text.
    package var ellipsis: String { self == .rich ? "…" : self == .console ? "»" : "~" }

    /// Whether graphs may be drawn with braille dots.
    package var hasBraille: Bool { self == .rich }

    /// The picture of a symbol in this set.
    package subscript(symbol: Symbol) -> String {
        switch self {
        case .rich: symbol.pictures.rich
        case .console: symbol.pictures.console
        case .ascii: symbol.pictures.ascii
        }
    }
}
