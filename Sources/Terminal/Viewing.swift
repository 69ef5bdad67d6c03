extension TerminalScreen {
    /// Moves the view by lines into the scrollback, or back.
    mutating func scrollView(by lines: Int) {
        let offset = min(max(viewOffset + lines, 0), scrollback)
        if offset == viewOffset { return }
        viewOffset = offset
        damage(from: 0, to: rows - 1)
    }
}
