/// Mode 2048: the size of the screen is told in the input, at once and with each change, so that it arrives in order with
/// what is typed (https://gist.github.com/rockorager/e695fb2924d36b2bcf1fff4a3704bd83).
extension TerminalScreen {
    mutating func setSizeReports(_ on: Bool) {
        modes.set(.sizeReports, on)
        if on { reportSize() }
    }

    /// Rows and columns in cells, then in pixels, 0 where the display counts in cells only.
    mutating func reportSize() {
        reply("\u{1b}[48;\(rows);\(columns);\(size.pixelHeight ?? 0);\(size.pixelWidth ?? 0)t")
    }
}
