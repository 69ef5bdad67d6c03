import Screen

/// How the panes of a tab share its room: a pane, or two parts with a line between them.
package indirect enum SplitTree: Hashable, Sendable, Codable {
    case pane(PaneID)
    case split(Axis, share: Double, SplitTree, SplitTree)

    /// In which direction the parts of a split follow each other.
    package enum Axis: Hashable, Sendable, Codable {
        /// Side by side.
        case columns
        /// One above the other.
        case rows
    }

    /// The way from the root to a part: at each split the first or the second.
    package typealias Path = [Part]

    package enum Part: Hashable, Sendable {
        case first
        case second
    }

    /// The smallest pane that is made by splitting or resizing.
    package static let smallestPane = Size(width: 8, height: 2)

    /// The panes from left to right and from top to bottom.
    package var panes: [PaneID] {
        switch self {
        case .pane(let pane): [pane]
        case .split(_, _, let first, let second): first.panes + second.panes
        }
    }

    package func contains(_ pane: PaneID) -> Bool {
        switch self {
        case .pane(let own): own == pane
        case .split(_, _, let first, let second): first.contains(pane) || second.contains(pane)
        }
    }

    /// The way to a pane, or `nil` when it is not here.
    package func path(to pane: PaneID) -> Path? {
        switch self {
        case .pane(let own): return own == pane ? [] : nil
        case .split(_, _, let first, let second):
            if let path = first.path(to: pane) { return [.first] + path }
            return second.path(to: pane).map { [.second] + $0 }
        }
    }

    /// The direction of the split at the end of a path, `nil` for a pane.
    package func axis(at path: some Collection<Part>) -> Axis? {
        guard case .split(let axis, _, let first, let second) = self else { return nil }
        guard let part = path.first else { return axis }
        return (part == .first ? first : second).axis(at: path.dropFirst())
    }

    /// The smallest extent that holds every pane at its smallest.
    package var smallest: Size {
        guard case .split(let axis, _, let first, let second) = self else { return Self.smallestPane }
        let (one, two) = (first.smallest, second.smallest)
        return switch axis {
        case .columns:
            Size(width: one.width + 1 + two.width, height: max(one.height, two.height))
        case .rows: Size(width: max(one.width, two.width), height: one.height + 1 + two.height)
        }
    }
}

extension SplitTree {
    /// Puts a tree in the place of a pane.
    package func replacing(_ pane: PaneID, with tree: SplitTree) -> SplitTree {
        switch self {
        case .pane(let own): own == pane ? tree : self
        case .split(let axis, let share, let first, let second):
            .split(axis, share: share, first.replacing(pane, with: tree), second.replacing(pane, with: tree))
        }
    }

    /// Halves a pane's room and gives the second half to a new one.
    package func splitting(_ pane: PaneID, _ axis: Axis, new: PaneID) -> SplitTree {
        replacing(pane, with: .split(axis, share: 0.5, .pane(pane), .pane(new)))
    }

    /// Gives a pane's room to its neighbour; `nil` when nothing is left.
    package func removing(_ pane: PaneID) -> SplitTree? {
        switch self {
        case .pane(let own): return own == pane ? nil : self
        case .split(let axis, let share, let first, let second):
            guard let one = first.removing(pane) else { return second }
            guard let two = second.removing(pane) else { return first }
            return .split(axis, share: share, one, two)
        }
    }

    /// Lets two panes change places.
    package func swapping(_ one: PaneID, _ other: PaneID) -> SplitTree {
        switch self {
        case .pane(let own): return .pane(own == one ? other : own == other ? one : own)
        case .split(let axis, let share, let first, let second):
            let (left, right) = (first.swapping(one, other), second.swapping(one, other))
            return .split(axis, share: share, left, right)
        }
    }

    /// Gives the first part of the split at the end of a path this share of the room.
    package func sharing(_ newShare: Double, at path: some Collection<Part>) -> SplitTree {
        guard case .split(let axis, let share, let first, let second) = self else { return self }
        switch path.first {
        case nil: return .split(axis, share: min(max(newShare, 0), 1), first, second)
        case .first?:
            return .split(axis, share: share, first.sharing(newShare, at: path.dropFirst()), second)
        case .second?:
            return .split(axis, share: share, first, second.sharing(newShare, at: path.dropFirst()))
        }
    }
}

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
