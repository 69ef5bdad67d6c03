import CNCurses

/// The line-drawing characters of a terminal that shows no Unicode (terminfo(5), "Line Graphics").
struct LineCharset: Hashable, Sendable {
    /// Makes the characters ready, once.
    let prepare: [UInt8]
    private let enter: [UInt8]
    private let leave: [UInt8]
    private let bytes: [Unicode.Scalar: UInt8]

    /// What VT100 shows for a letter in its special graphics (VT100 User Guide, table 3-9).
    private static let names: [(scalar: Unicode.Scalar, name: UInt8)] = Array(
        zip("┘┐┌└┼─├┤┴┬│◆▒°±⎺⎻⎼⎽≤≥π≠£·╯╮╭╰".unicodeScalars, "jklmnqtuvwx`afgoprsyz{|}~jklm".utf8))

    /// `nil` where there are none, or where a terminal that reads UTF-8 has lost them (user_caps(5), `U8`).
    init?(_ lookup: CapabilityLookup) {
        guard let enter = lookup.bytes("smacs"), let leave = lookup.bytes("rmacs"), tigetnum("U8") != 1,
            let pairs = lookup.bytes("acsc")
        else { return nil }
        self.enter = enter
        self.leave = leave
        prepare = lookup.bytes("enacs") ?? []
        var found: [UInt8: UInt8] = [:]
        for index in stride(from: 0, to: pairs.count - 1, by: 2) { found[pairs[index]] = pairs[index + 1] }
        bytes = Self.names.reduce(into: [:]) { known, entry in
            if let byte = found[entry.name], (0x20...0x7E).contains(byte) { known[entry.scalar] = byte }
        }
    }

    /// Appends a scalar, if it is one of these.
    func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) -> Bool {
        guard let byte = bytes[scalar] else { return false }
        output += enter
        output.append(byte)
        output += leave
        return true
    }
}
