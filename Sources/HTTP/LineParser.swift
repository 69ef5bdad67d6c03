/// The lines of a body as they arrive, such as those of newline-delimited JSON.
package struct LineParser {
    /// The most bytes of one line.
    private let limit: Int
    private var line: [UInt8] = []

    /// - Parameter limit: the most bytes of one line.
    package init(limit: Int) {
        self.limit = limit
    }

    /// Reads a chunk and returns the lines it completes, without the blank ones; throws `.eventTooLarge` beyond the limit.
    package mutating func read(_ chunk: [UInt8]) throws(HTTPError) -> [String] {
        var lines: [String] = []
        var rest = chunk[...]
        while let end = rest.firstIndex(of: Byte.lineFeed) {
            try extend(rest[..<end])
            if let line = endLine() { lines.append(line) }
            rest = rest[(end + 1)...]
        }
        try extend(rest)
        return lines
    }

    /// What stands behind the last line feed; `nil` when that is nothing.
    package mutating func end() -> String? { endLine() }

    private mutating func extend(_ bytes: ArraySlice<UInt8>) throws(HTTPError) {
        guard line.count + bytes.count <= limit else { throw .eventTooLarge(limit: limit) }
        line.append(contentsOf: bytes)
    }

    private mutating func endLine() -> String? {
        defer { line.removeAll(keepingCapacity: true) }
        let isBlank = line.allSatisfy { $0 == Byte.space || $0 == Byte.carriageReturn }
        return isBlank ? nil : String(decoding: line, as: UTF8.self)
    }
}
