/// The ways to lay out all panes of a tab at once; the names are tmux's.
package enum SplitArrangement: Int, CaseIterable, Sendable, Codable {
    case evenColumns
    case evenRows
    /// The first pane on the left, the others in a column beside it.
    case mainLeft
    /// The first pane above, the others in a row below it.
    case mainTop
    case tiled

    /// What the bottom line calls it.
    package var name: String {
        switch self {
        case .evenColumns: "side by side"
        case .evenRows: "one above the other"
        case .mainLeft: "one left, the others right"
        case .mainTop: "one above, the others below"
        case .tiled: "tiles"
        }
    }

    package var next: SplitArrangement {
        SplitArrangement(rawValue: (rawValue + 1) % Self.allCases.count) ?? .evenColumns
    }

    /// The panes in this order; `nil` for none.
    package func tree(of panes: [PaneID]) -> SplitTree? {
        guard let first = panes.first else { return nil }
        let parts = panes.map(SplitTree.pane)
        switch self {
        case .evenColumns: return Self.even(parts, .columns)
        case .evenRows: return Self.even(parts, .rows)
        case .mainLeft, .mainTop:
            let axis: SplitTree.Axis = self == .mainLeft ? .columns : .rows
            let others = Self.even(Array(parts.dropFirst()), axis == .columns ? .rows : .columns)
            return others.map { .split(axis, share: 0.6, .pane(first), $0) } ?? .pane(first)
        case .tiled: return Self.tiles(parts)
        }
    }

    /// Parts of the same size in a row.
    private static func even(_ parts: [SplitTree], _ axis: SplitTree.Axis) -> SplitTree? {
        guard let first = parts.first else { return nil }
        guard let rest = even(Array(parts.dropFirst()), axis) else { return first }
        return .split(axis, share: 1 / Double(parts.count), first, rest)
    }

    /// As many rows as columns, or one column more.
    private static func tiles(_ parts: [SplitTree]) -> SplitTree? {
        var columns = 1
        while columns * columns < parts.count { columns += 1 }
        let rows = stride(from: 0, to: parts.count, by: columns).compactMap { start in
            even(Array(parts[start..<min(start + columns, parts.count)]), .columns)
        }
        return even(rows, .rows)
    }
}
