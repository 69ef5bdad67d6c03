/// Something on a terminal that names something elsewhere: untrusted, and never opened unasked.
package struct TerminalLink: Hashable, Sendable {
    /// What is named.
    package enum Target: Hashable, Sendable {
        /// An address with its scheme.
        case address(String)
        /// A file, perhaps with a line and a column, both counted from 1.
        case file(path: String, line: Int?, column: Int?)
    }

    package let target: Target
    /// The first to the last cell.
    package let range: ClosedRange<TerminalPosition>

    /// A link that stands in some cells.
    package init(target: Target, range: ClosedRange<TerminalPosition>) {
        self.target = target
        self.range = range
    }
}

extension TerminalScreen {
    /// How many cells to each side of a place are looked at.
    private static let linkReach = 2_083

    /// What the text at a place links to: a hyperlink (OSC 8), an address, or a file.
    package func link(at place: TerminalPosition) -> TerminalLink? {
        guard readableLines.contains(place.line) else { return nil }
        return hyperlink(at: place) ?? writtenLink(at: place)
    }

    private func hyperlink(at place: TerminalPosition) -> TerminalLink? {
        let number = linkNumber(at: place)
        guard number > 0, let link = tables.links[number] else { return nil }
        let rows = rowsOfLine(place.line)
        var (first, last) = (place, place)
        for _ in 0..<Self.linkReach {
            guard let before = neighbour(of: first, -1, rows), linkNumber(at: before) == number else { break }
            first = before
        }
        for _ in 0..<Self.linkReach {
            guard let after = neighbour(of: last, 1, rows), linkNumber(at: after) == number else { break }
            last = after
        }
        return TerminalLink(target: .address(link.address), range: first...last)
    }

    private func linkNumber(at place: TerminalPosition) -> Int {
        let cells = line(number: place.line).cells
        return cells.indices.contains(place.column) ? cells[place.column].linkNumber : 0
    }

    private func neighbour(
        of place: TerminalPosition, _ offset: Int, _ rows: ClosedRange<Int>
    ) -> TerminalPosition? {
        let column = place.column + offset
        if column >= 0, column < columns { return TerminalPosition(line: place.line, column: column) }
        guard rows.contains(place.line + offset) else { return nil }
        return TerminalPosition(line: place.line + offset, column: offset > 0 ? 0 : columns - 1)
    }

    private func writtenLink(at place: TerminalPosition) -> TerminalLink? {
        var text = SearchText()
        text.load(self, rowsOfLine(place.line), folding: false)
        guard let index = text.index(of: place) else { return nil }
        let near = max(0, index - Self.linkReach)..<min(text.scalars.count, index + Self.linkReach)
        guard let link = WrittenLink(in: text.scalars[near], at: index) else { return nil }
        let (first, last) = (link.range.lowerBound, link.range.upperBound - 1)
        return TerminalLink(target: link.target, range: text.position(of: first)...text.position(of: last))
    }
}

/// An address or a file that is written out in a text.
struct WrittenLink {
    let target: TerminalLink.Target
    /// Where in the text it stands.
    let range: Range<Int>

    /// The schemes that are known; RFC 3986 and RFC 6068.
    private static let schemes = ["https://", "http://", "file://", "mailto:"]
    private static let closers: [UInt32: UInt32] = [0x29: 0x28, 0x5d: 0x5b, 0x7d: 0x7b]
    /// What ends a sentence rather than an address.
    private static let punctuation = Set(".,;:!?'\"…".unicodeScalars.map(\.value))
    /// What stands around addresses and files, and not in them.
    private static let quotes = Set("<>\"`'|“”„«»│".unicodeScalars.map(\.value))

    /// What is written at a place of a text; `nil` when it links to nothing.
    init?(in text: ArraySlice<UInt32>, at index: Int) {
        guard text.indices.contains(index), !Self.isOutside(text[index]) else { return nil }
        var (first, end) = (index, index + 1)
        while first > text.startIndex, !Self.isOutside(text[first - 1]) { first -= 1 }
        while end < text.endIndex, !Self.isOutside(text[end]) { end += 1 }
        guard let link = Self.address(text[first..<end], at: index) ?? Self.file(text[first..<end], at: index)
        else { return nil }
        self = link
    }

    private init(_ target: TerminalLink.Target, _ range: Range<Int>) {
        self.target = target
        self.range = range
    }

    private static func isOutside(_ value: UInt32) -> Bool {
        value <= 0x20 || value == 0x7f || value == 0xa0 || quotes.contains(value)
    }

    private static func string(_ text: ArraySlice<UInt32>) -> String {
        var string = ""
        for value in text { string.unicodeScalars.append(Unicode.Scalar(value) ?? "\u{fffd}") }
        return string
    }

    private static func address(_ run: ArraySlice<UInt32>, at index: Int) -> WrittenLink? {
        for start in run.indices.reversed() where start <= index {
            guard
                let scheme = schemes.first(where: {
                    run[start...].starts(with: $0.unicodeScalars.map(\.value))
                })
            else { continue }
            let address = trimmed(run[start...])
            guard address.count > scheme.count, address.indices.contains(index) else { return nil }
            return WrittenLink(.address(string(address)), address.startIndex..<address.endIndex)
        }
        return nil
    }

    /// Without the punctuation that follows, and without brackets that were opened before.
    private static func trimmed(_ text: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
        var text = text
        while let last = text.last {
            if let opener = closers[last] {
                let opened = text.count { $0 == opener }
                guard text.count(where: { $0 == last }) > opened else { break }
            } else if !punctuation.contains(last) {
                break
            }
            text.removeLast()
        }
        return text
    }

    /// `path/file.ext:12:5`: a file's name with a line, or a path with a slash.
    private static func file(_ run: ArraySlice<UInt32>, at index: Int) -> WrittenLink? {
        var run = run
        while let first = run.first, closers.values.contains(first) || first == 0x3d { run.removeFirst() }
        if let bracket = run.firstIndex(where: { closers.values.contains($0) || closers[$0] != nil }) {
            run = run[..<bracket]
        }
        run = trimmed(run)
        guard run.indices.contains(index), run.first != 0x2d else { return nil }
        let parts = run.split(separator: 0x3a, maxSplits: 3, omittingEmptySubsequences: false)
        let path = string(parts[0])
        let line = parts.count > 1 ? number(parts[1]) : nil
        let column = line != nil && parts.count > 2 ? number(parts[2]) : nil
        let hasSlash = path.contains("/") && path.contains { $0 != "/" && $0 != "." }
        guard hasSlash || (line != nil && path.dropFirst().contains(".")) else { return nil }
        let end = column != nil ? parts[2].endIndex : line != nil ? parts[1].endIndex : parts[0].endIndex
        guard index < end else { return nil }
        return WrittenLink(.file(path: path, line: line, column: column), run.startIndex..<end)
    }

    private static func number(_ text: ArraySlice<UInt32>) -> Int? {
        guard (1...7).contains(text.count) else { return nil }
        return Int(string(text)).flatMap { $0 > 0 ? $0 : nil }
    }
}
