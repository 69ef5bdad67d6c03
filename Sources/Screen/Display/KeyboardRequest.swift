/// What a program wants to know of keys besides what every terminal tells.
package struct KeyDetail: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Modifiers of all keys, alt among them told from an escape.
    package static let modifiers = KeyDetail(rawValue: 1)
    /// That a key is let go of.
    package static let releases = KeyDetail(rawValue: 2)
    /// Keys that type text as sequences too.
    package static let allKeys = KeyDetail(rawValue: 4)
}

/// Asks a terminal to tell more of its keys, and takes that back.
///
/// Kitty's protocol (https://sw.kovidgoyal.net/kitty/keyboard-protocol/) is switched on only after the terminal answered
/// that it knows it; xterm's modifyOtherKeys, where terminal types are known to take it, right away: where both are, the
/// protocol has precedence. Terminals that know neither get nothing but the question.
struct KeyboardRequest: Sendable {
    private let mayAsk: Bool
    private let hasOtherKeys: Bool
    private var detail: KeyDetail = []
    /// Whether the terminal said that it has the protocol, since it was asked last.
    private(set) var hasProtocol = false

    /// What a terminal may be asked: nothing when it knows no modes.
    init(_ terminal: TTYDescription) {
        mayAsk = terminal.mayTellKeys
        hasOtherKeys = terminal.hasOtherKeys
    }

    /// Kitty's flags: keys that cannot be taken for others (1), with their character under shift and on a US keyboard
    /// (4), releases (2), and where all keys are sequences (8) what they type beside them (16).
    private var flags: Int {
        5 | (detail.contains(.releases) ? 2 : 0) | (detail.contains(.allKeys) ? 8 | 16 : 0)
    }

    /// xterm's level: 1 leaves keys as they are where they have an old form, alt as an escape.
    private var level: Int { detail.contains(.modifiers) ? 2 : 1 }

    /// What to send when the terminal is taken.
    mutating func begin() -> String {
        hasProtocol = false
        return (hasOtherKeys ? "\u{1B}[>4;\(level)m" : "") + (mayAsk ? "\u{1B}[?u" : "")
    }

    /// What to send once the terminal has answered.
    mutating func answered() -> String {
        guard mayAsk, !hasProtocol else { return "" }
        hasProtocol = true
        return "\u{1B}[>\(flags)u"
    }

    /// What to send for a program that wants to know this.
    mutating func want(_ wanted: KeyDetail) -> String {
        guard wanted != detail else { return "" }
        let (flags, level) = (flags, level)
        detail = wanted
        if hasProtocol { return flags == self.flags ? "" : "\u{1B}[=\(self.flags)u" }
        return level == self.level || !hasOtherKeys ? "" : "\u{1B}[>4;\(self.level)m"
    }

    /// What to send before the terminal is given back.
    mutating func end() -> String {
        defer { hasProtocol = false }
        return (hasProtocol ? "\u{1B}[<u" : "") + (hasOtherKeys ? "\u{1B}[>4m" : "")
    }
}
