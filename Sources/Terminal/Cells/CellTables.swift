/// What cells name by number, each once: styles, characters of more than one scalar, and hyperlinks.
struct CellTables: ~Copyable {
    var styles = InternTable(limit: 1 << 20 - 1, first: TerminalStyle.plain)
    var clusters = InternTable(limit: 65_535, first: Cluster.empty)
    var links = LinkTable()

    /// Whether so many styles or clusters are in use that sweeps find little to free.
    var isFull: Bool { styles.isFull || clusters.isFull }

    /// Frees every number that is not among those.
    mutating func sweep(keeping used: borrowing UsedNumbers) {
        styles.sweep(keeping: used.styles)
        clusters.sweep(keeping: used.clusters)
        links.sweep(keeping: used.links)
    }
}

/// The numbers found in cells.
struct UsedNumbers: ~Copyable {
    fileprivate(set) var styles: NumberSet
    fileprivate(set) var clusters: NumberSet
    fileprivate(set) var links: NumberSet

    /// None of those that the tables have given.
    init(of tables: borrowing CellTables) {
        styles = NumberSet(below: tables.styles.bound)
        clusters = NumberSet(below: tables.clusters.bound)
        links = NumberSet(below: tables.links.bound)
    }

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

extension TerminalScreen {
    /// The number of a style; the plain one when a million others are on the screen.
    mutating func number(of style: TerminalStyle) -> Int {
        if let number = tables.styles.number(of: style) { return number }
        if tables.styles.isCrowded { sweep() }
        return tables.styles.insert(style) ?? 0
    }

    /// The number of a cluster, or `nil` when too many others are in use.
    mutating func number(of cluster: Cluster) -> Int? {
        if let number = tables.clusters.number(of: cluster) { return number }
        if tables.clusters.isCrowded { sweep() }
        return tables.clusters.insert(cluster)
    }

    /// The number of a link, 0 when too many others are in use.
    mutating func number(of link: Hyperlink) -> Int {
        if let number = tables.links.number(of: link) { return number }
        if tables.links.isCrowded { sweep() }
        return tables.links.insert(link) ?? 0
    }

    /// Makes room for numbers: frees what no cell and no pen names any more.
    ///
    /// It reads every remembered cell, some milliseconds for a full scrollback, and happens only after the
    /// number of live entries has doubled. Where the scrollback holds nearly all styles or clusters there can
    /// be, its older half is forgotten: what is printed now matters more.
    mutating func sweep() {
        freeUnused()
        guard tables.isFull, history.count > 0 else { return }
        history.drop(oldest: (history.count + 1) / 2)
        damageAll()
        freeUnused()
    }

    private mutating func freeUnused() {
        var used = UsedNumbers(of: tables)
        for row in 0..<rows {
            used.insert(grid.line(row), columns)
            used.insert(hidden.grid.line(row), columns)
        }
        for index in 0..<history.count {
            let line = history[index]
            used.insert(line.cells, Int(line.count))
        }
        for link in [cursor.pen.link, saved.pen.link, hidden.saved.pen.link] { used.links.insert(link) }
        used.insert(penCells.erased)
        used.insert(TerminalCell(bits: penCells.printed))
        tables.sweep(keeping: used)
    }
}
