/// How large a terminal's screen is, in cells, and in pixels where the display knows them.
package struct TerminalSize: Hashable, Sendable {
    /// Cells across, 1 to 2,000.
    package let columns: Int
    /// Cells down, 1 to 2,000.
    package let rows: Int
    /// Pixels across, or `nil` when the display counts in cells only.
    package let pixelWidth: Int?
    /// Pixels down, or `nil` when the display counts in cells only.
    package let pixelHeight: Int?

    /// The bound of both directions: 32 MB of cells at most.
    package static let limit = 2_000

    /// Makes a size, brought into 1 to ``limit`` in both directions.
    package init(columns: Int, rows: Int, pixelWidth: Int? = nil, pixelHeight: Int? = nil) {
        self.columns = min(max(columns, 1), Self.limit)
        self.rows = min(max(rows, 1), Self.limit)
        self.pixelWidth = pixelWidth
        self.pixelHeight = pixelHeight
    }

    /// Reads a size of the form `COLUMNSxROWS`; `nil` for any other text and for what is beyond the bounds.
    package init?(_ text: some StringProtocol) {
        let numbers = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        guard numbers.count == 2, numbers.allSatisfy((1...Self.limit).contains) else { return nil }
        self.init(columns: numbers[0], rows: numbers[1])
    }

    /// The pixels of one cell across and down, at least one each; `nil` when the display counts in cells only.
    var cell: (width: Int, height: Int)? {
        guard let pixelWidth, let pixelHeight, pixelWidth >= columns, pixelHeight >= rows else { return nil }
        return (pixelWidth / columns, pixelHeight / rows)
    }
}
