/// Asks a terminal to tell more of its keys, and takes that back.
///
/// Kitty's protocol (https://sw.kovidgoyal.net/kitty/keyboard-protocol/) is switched on only after the terminal answered
/// that it knows it; xterm's modifyOtherKeys, where terminal types are known to take it, right away: where both are, the
/// protocol has precedence. Terminals that know neither get nothing but the question.
struct KeyboardRequest: Sendable {
    /// Keys that cannot be taken for others (1), with their character under shift and on a US keyboard (4).
    private static let usual = 5

    private let mayAsk: Bool
    private let hasOtherKeys: Bool
    private var flags = usual
    /// Whether the terminal said that it has the protocol, since it was asked last.
    private(set) var hasProtocol = false

    /// What a terminal may be asked: nothing when it knows no modes.
    init(_ terminal: TerminalDescription) {
        mayAsk = terminal.mayTellKeys
        hasOtherKeys = terminal.hasOtherKeys
    }

    /// What to send when the terminal is taken.
    mutating func begin() -> String {
        hasProtocol = false
        return (hasOtherKeys ? "\u{1B}[>4;1m" : "") + (mayAsk ? "\u{1B}[?u" : "")
    }

    /// What to send once the terminal has answered.
    mutating func answered() -> String {
        guard mayAsk, !hasProtocol else { return "" }
        hasProtocol = true
        return "\u{1B}[>\(flags)u"
    }

    /// What to send for a program that wants to see keys let go of, or all keys as sequences.
    mutating func want(releases: Bool, all: Bool) -> String {
        // Where all keys are sequences, what they type is told beside them (16).
        let wanted = Self.usual | (releases ? 2 : 0) | (all ? 8 | 16 : 0)
        guard wanted != flags else { return "" }
        flags = wanted
        return hasProtocol ? "\u{1B}[=\(flags)u" : ""
    }

    /// What to send before the terminal is given back.
    mutating func end() -> String {
        defer { hasProtocol = false }
        return (hasProtocol ? "\u{1B}[<u" : "") + (hasOtherKeys ? "\u{1B}[>4m" : "")
    }
}
