/// Numbers for what cells name: styles, clusters, links.
extension TerminalScreen {
    /// The number of a style; the plain one when a million others are on the screen.
    mutating func number(of style: TerminalStyle) -> Int {
        if let number = styles.number(of: style) { return number }
        if styles.isCrowded { sweep() }
        return styles.insert(style) ?? 0
    }

    /// The number of a cluster, or `nil` when too many others are in use.
    mutating func number(of cluster: Cluster) -> Int? {
        if let number = clusters.number(of: cluster) { return number }
        if clusters.isCrowded { sweep() }
        return clusters.insert(cluster)
    }

    /// The number of a link, 0 when too many others are in use.
    mutating func number(of link: Hyperlink) -> Int {
        if let number = links.number(of: link) { return number }
        if links.isCrowded { sweep() }
        return links.insert(link) ?? 0
    }

    /// Makes room for numbers: frees what no cell and no pen names any more.
    ///
    /// It reads every remembered cell, some milliseconds for a full scrollback, and happens only after the
    /// number of live entries has doubled. Where the scrollback holds nearly all styles or clusters there can
    /// be, its older half is forgotten: what is printed now matters more.
    mutating func sweep() {
        freeUnused()
        guard styles.isFull || clusters.isFull, history.count > 0 else { return }
        history.drop(oldest: (history.count + 1) / 2)
        viewOffset = min(viewOffset, history.count)
        damage(from: 0, to: rows - 1)
        freeUnused()
    }

    private mutating func freeUnused() {
        var used = UsedNumbers(
            styles: NumberSet(below: styles.bound), clusters: NumberSet(below: clusters.bound),
            links: NumberSet(below: links.bound))
        for row in 0..<rows {
            used.insert(grid.line(row), columns)
            used.insert(otherGrid.line(row), columns)
        }
        for index in 0..<history.count {
            let line = history[index]
            used.insert(line.cells, Int(line.count))
        }
        for link in [cursor.link, saved.link, otherSaved.link] { used.links.insert(link) }
        used.insert(blank)
        used.insert(TerminalCell(bits: template))
        styles.sweep(keeping: used.styles)
        clusters.sweep(keeping: used.clusters)
        links.sweep(keeping: used.links)
    }
}

/// The numbers found in cells.
private struct UsedNumbers: ~Copyable {
    var styles: NumberSet
    var clusters: NumberSet
    var links: NumberSet

    mutating func insert(_ cells: UnsafePointer<TerminalCell>, _ count: Int) {
        for index in 0..<count { insert(cells[index]) }
    }

    @inline(__always)
    mutating func insert(_ cell: TerminalCell) {
        if cell.bits == 0 { return }
        styles.insert(cell.styleNumber)
        links.insert(cell.linkNumber)
        if cell.isCluster { clusters.insert(cell.clusterNumber) }
    }
}
