import Text

/// How DECRQCRA reckons, as XTCHECKSUM changes it (xterm's ctlseqs); without any, as DEC's terminals do.
struct ChecksumRules: OptionSet, Sendable {
    let rawValue: Int

    /// The sum is not negated.
    static let positive = ChecksumRules(rawValue: 1 << 0)
    /// Renditions do not count.
    static let withoutRendition = ChecksumRules(rawValue: 1 << 1)
    /// Blanks that nothing was written to count.
    static let withBlanks = ChecksumRules(rawValue: 1 << 2)
    /// Only cells that something was written to count.
    static let writtenOnly = ChecksumRules(rawValue: 1 << 3)
    /// Characters count with all their bits, and without what was combined with them.
    static let wholeScalars = ChecksumRules(rawValue: 1 << 4)
}

extension TerminalScreen {
    /// DECRQCRA: a checksum of a rectangle of this screen, and of nothing else.
    mutating func reportChecksum(_ number: Int, of area: Rectangle?) {
        let sum = area.map { checksum($0) } ?? 0
        let digits = Hexadecimal.digits(UInt16(truncatingIfNeeded: sum), width: 4, uppercase: true)
        reply("\u{1b}P\(number)!~\(digits)\u{1b}\\")
    }

    private func checksum(_ area: Rectangle) -> Int {
        var sum = 0
        var isFirst = true
        for row in area.rows {
            let line = grid.line(row)
            for column in area.columns {
                let cell = line[column]
                let isWritten = cell.bits != 0
                if isWritten || counts(isFirst: isFirst) { sum += value(of: cell) }
                isFirst = false
            }
        }
        return checksumRules.contains(.positive) ? sum : -sum
    }

    /// Whether a cell that nothing was written to counts, as a space.
    private func counts(isFirst: Bool) -> Bool {
        if checksumRules.contains(.withBlanks) { return !checksumRules.contains(.writtenOnly) }
        return isFirst
    }

    private func value(of cell: TerminalCell) -> Int {
        var value = 0
        if checksumRules.contains(.wholeScalars) {
            value = Int(firstScalar(of: cell))
        } else {
            value = Int(firstScalar(of: cell) & 0xff)
            if checksumRules.contains(.withBlanks) { value += combinedSum(of: cell) }
        }
        if checksumRules.contains(.withoutRendition) { return value }
        let style = style(of: cell)
        if style.underline != .none { value += 0x10 }
        if style.attributes.contains(.inverse) { value += 0x20 }
        if style.attributes.contains(.blink) { value += 0x40 }
        if style.attributes.contains(.bold) { value += 0x80 }
        return value
    }

    private func firstScalar(of cell: TerminalCell) -> UInt32 {
        cell.isCluster ? clusters[cell.clusterNumber].scalars[0] : cell.scalar.value
    }

    private func combinedSum(of cell: TerminalCell) -> Int {
        guard cell.isCluster else { return 0 }
        let cluster = clusters[cell.clusterNumber]
        return (1..<max(1, cluster.count)).reduce(0) { $0 + Int(cluster.scalars[$1]) }
    }
}
