@testable import Terminal

/// What holds of a screen whatever was written to it; the first thing that does not, in words.
func brokenInvariant(_ screen: borrowing TerminalScreen) -> String? {
    let (columns, rows) = (screen.size.columns, screen.size.rows)
    if screen.grid.columns != columns || screen.hidden.grid.columns != columns { return "grid width" }
    if screen.grid.rows != rows || screen.hidden.grid.rows != rows { return "grid height" }
    if screen.cursor.row < 0 { return "cursor row \(screen.cursor.row)" }
    // A saved place may wait above the screen until its line comes back from the scrollback.
    for cursor in [screen.cursor, screen.saved, screen.hidden.saved] {
        if cursor.column < 0 || cursor.column >= columns { return "cursor column \(cursor.column)" }
        if cursor.row >= rows { return "cursor row \(cursor.row)" }
    }
    if screen.cursor.wrapsNext, screen.cursor.column != columns - 1,
        screen.cursor.column != screen.margins.right
    {
        return "put-off wrap inside a row"
    }
    if screen.margins.top < 0 || screen.margins.top > screen.margins.bottom || screen.margins.bottom >= rows {
        return "margins"
    }
    if screen.margins.left < 0 || screen.margins.left > screen.margins.right
        || screen.margins.right >= columns
    {
        return "side margins"
    }
    if !screen.modes.contains(.leftRightMargins), !screen.margins.isFullWidth {
        return "side margins without mode"
    }
    if screen.history.count > screen.history.lineLimit { return "scrollback above its limit" }
    if screen.viewOffset < 0 || screen.viewOffset > screen.history.count { return "view outside" }
    if screen.replies.count > 65_536 { return "answers above their limit" }
    for row in 0..<rows {
        if let broken = brokenRow(screen, row) { return "row \(row): \(broken)" }
    }
    for index in 0..<screen.history.count {
        let line = screen.history[index]
        for column in 0..<Int(line.count) {
            if let broken = brokenNumber(screen, line.cells[column]) { return "line \(index): \(broken)" }
        }
    }
    return nil
}

private func brokenRow(_ screen: borrowing TerminalScreen, _ row: Int) -> String? {
    let line = screen.grid.line(row)
    let state = screen.grid.state(row).pointee
    let columns = screen.size.columns
    if state.used < 0 || state.used > columns { return "\(state.used) used cells" }
    for column in 0..<columns {
        let cell = line[column]
        if column >= state.used, cell.bits != 0 { return "a used cell at \(column)" }
        if cell.isWide, !state.hasWide { return "an unknown wide character at \(column)" }
        if cell.isWide, column + 1 >= columns || !line[column + 1].isTail { return "half at \(column)" }
        if cell.isTail, column == 0 || !line[column - 1].isWide { return "right half at \(column)" }
        if let broken = brokenNumber(screen, cell) { return broken }
    }
    return nil
}

private func brokenNumber(_ screen: borrowing TerminalScreen, _ cell: TerminalCell) -> String? {
    if cell.styleNumber >= screen.tables.styles.bound { return "style \(cell.styleNumber)" }
    if cell.linkNumber >= screen.tables.links.bound { return "link \(cell.linkNumber)" }
    if cell.isCluster, cell.clusterNumber >= screen.tables.clusters.bound {
        return "cluster \(cell.clusterNumber)"
    }
    return nil
}

/// Everything that two screens which read the same must share.
func transcript(_ screen: borrowing TerminalScreen) -> [UInt64] {
    var all = [UInt64(screen.cursor.column), UInt64(screen.cursor.row), screen.cursor.wrapsNext ? 1 : 0]
    all += [screen.modes.rawValue, UInt64(screen.history.count), UInt64(screen.bells)]
    for number in screen.firstLine..<screen.endLine {
        let line = screen.line(number: number)
        all.append(line.isWrapped ? 1 : 0)
        for cell in line.cells { all.append(cell.bits) }
    }
    return all
}

/// Everything a screen remembers as its lines were before they were wrapped, without blanks at their ends.
func logicalText(_ screen: borrowing TerminalScreen) -> [String] {
    var lines: [String] = []
    var line = ""
    for number in screen.firstLine..<screen.endLine {
        let row = screen.line(number: number)
        for cell in row.cells where cell.extent != .spacer { screen.append(cell, to: &line) }
        if row.isWrapped, number + 1 < screen.endLine {
            line += String(repeating: " ", count: screen.size.columns - row.cells.count)
            continue
        }
        while line.unicodeScalars.last == " " { line.unicodeScalars.removeLast() }
        lines.append(line)
        line = ""
    }
    while lines.last == "" { lines.removeLast() }
    return lines
}
