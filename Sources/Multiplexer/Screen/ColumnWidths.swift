import Screen

/// What the operator gave the columns, in cells; what he gave to none is as the screen suggests.
package struct ColumnWidths: Sendable, Equatable {
    package private(set) var cluster: Int?
    package private(set) var jarvis: Int?
    /// Whether the instruments are wished for where there is room for them.
    package var hasInstruments = true

    /// A column is never narrower.
    private static let least = 36
    /// So much at a key.
    package static let step = 4

    package init() {}

    /// Reads what `text` wrote; anything else changes nothing.
    package init(reading text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: true).map { Int($0) ?? 0 }
        guard parts.count == 2 else { return }
        (cluster, jarvis) = (parts[0] > 0 ? parts[0] : nil, parts[1] > 0 ? parts[1] : nil)
    }

    /// How they are written down, for the next time.
    package var text: String { "\(cluster ?? 0) \(jarvis ?? 0)" }

    func cluster(_ suggested: Int, of room: Int, keeping rest: Int) -> Int {
        Self.fitting(cluster ?? suggested, room, rest)
    }

    func jarvis(_ suggested: Int, of room: Int, keeping rest: Int) -> Int {
        Self.fitting(jarvis ?? suggested, room, rest)
    }

    private static func fitting(_ width: Int, _ room: Int, _ rest: Int) -> Int {
        max(min(least, room), min(width, room - rest))
    }

    /// Moves the right edge of a column, which now stands where `layout` has it, to another place.
    mutating func moveEdge(of column: Column, to x: Int, in layout: Layout) {
        guard let rect = layout.columns[column] else { return }
        let width = max(Self.least, x - rect.x)
        switch column {
        case .cluster:
            cluster = width
        case .jarvis:
            // The other edge stays where it is.
            cluster = layout.columns[.cluster]?.width
            jarvis = width
        case .shell, .instruments: break
        }
    }
}

extension Layout {
    /// The columns whose right edge stands between them and another that has keys, from the right.
    var edges: [Column] {
        [Column.jarvis, .cluster].filter { column in
            guard let rect = columns[column] else { return false }
            return columns.contains { $0.key != .instruments && $0.value.x >= rect.endX }
        }
    }

    /// The one of these at a point: its border, or that beside it.
    func edge(at point: Point) -> Column? {
        edges.first { column in
            guard let rect = columns[column] else { return false }
            return (rect.endX - 1...rect.endX).contains(point.x) && (rect.y..<rect.endY).contains(point.y)
        }
    }
}

extension AppState {
    /// Makes the column that has the keys wider, or narrower by a negative number; where that cannot be, says so.
    package mutating func widenColumn(by cells: Int) -> [Effect] {
        let layout = layout
        let column = catalog[focus].column
        guard let last = layout.edges.first else {
            announce("There is one column on the screen.", .notice)
            return []
        }
        // The last column has no edge of its own: that of the one before it moves the other way.
        let isLast = !layout.edges.contains(column)
        let moved = isLast ? last : column
        widths.moveEdge(
            of: moved, to: (layout.columns[moved]?.endX ?? 0) + (isLast ? -cells : cells), in: layout)
        guard self.layout != layout else {
            announce("It cannot go any further.", .notice)
            return []
        }
        return catalog.application.keep(widths)
    }
}
