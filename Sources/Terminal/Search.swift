/// A place where a text was found.
package struct TerminalMatch: Hashable, Sendable {
    /// The first cell.
    package let start: TerminalPosition
    /// The last cell.
    package let end: TerminalPosition
}

extension TerminalScreen {
    /// Where a text stands in the scrollback and on the screen, oldest first, over wrapped lines too.
    ///
    /// - Parameters:
    ///   - pattern: The text; nothing is found for an empty one.
    ///   - ignoringCase: Whether letters match regardless of case.
    ///   - limit: How many places are told at most: the newest ones.
    /// - Returns: The places, oldest first.
    package func search(_ pattern: String, ignoringCase: Bool = true, limit: Int = 10_000) -> [TerminalMatch]
    {
        let sought = pattern.unicodeScalars.map { ignoringCase ? Self.folded($0.value) : $0.value }
        guard !sought.isEmpty else { return [] }
        var matches: [TerminalMatch] = []
        var number = endLine - 1
        while number >= firstLine, matches.count < limit {
            var first = number
            while first > firstLine, line(number: first - 1).isWrapped { first -= 1 }
            let text = SearchText(self, from: first, through: number, ignoringCase: ignoringCase)
            matches += text.matches(of: sought).reversed()
            number = first - 1
        }
        return matches.prefix(limit).reversed()
    }

    fileprivate static func folded(_ value: UInt32) -> UInt32 {
        if value < 0x80 { return value >= 0x41 && value <= 0x5a ? value | 0x20 : value }
        let lower = Unicode.Scalar(value)?.properties.lowercaseMapping.unicodeScalars
        return lower?.count == 1 ? lower?.first?.value ?? value : value
    }

    fileprivate func scalars(of cell: TerminalCell) -> [UInt32] {
        if !cell.isCluster { return [cell.scalar.value] }
        let cluster = clusters[cell.clusterNumber]
        return (0..<cluster.count).map { cluster.scalars[$0] }
    }
}

/// The scalars of a line with its continuations, and the cell of each.
private struct SearchText {
    private var scalars: [UInt32] = []
    private var places: [TerminalPosition] = []

    init(_ screen: borrowing TerminalScreen, from first: Int, through last: Int, ignoringCase: Bool) {
        for number in first...last {
            let cells = screen.line(number: number).cells
            for column in cells.indices where cells[column].extent == .narrow || cells[column].isWide {
                for scalar in screen.scalars(of: cells[column]) {
                    scalars.append(ignoringCase ? TerminalScreen.folded(scalar) : scalar)
                    places.append(TerminalPosition(line: number, column: column))
                }
            }
        }
    }

    func matches(of sought: [UInt32]) -> [TerminalMatch] {
        var matches: [TerminalMatch] = []
        var index = 0
        while index + sought.count <= scalars.count {
            if scalars[index] == sought[0], scalars[index..<index + sought.count].elementsEqual(sought) {
                matches.append(TerminalMatch(start: places[index], end: places[index + sought.count - 1]))
                index += sought.count
            } else {
                index += 1
            }
        }
        return matches
    }
}
