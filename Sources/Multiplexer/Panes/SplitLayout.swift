import JSON
import Screen

/// Where the panes of a tab and the lines between them stand.
package struct SplitLayout: Equatable, Sendable {
    /// A line between the two parts of a split.
    package struct Line: Equatable, Sendable {
        /// One cell wide or high.
        package var rect: Rect
        package var axis: SplitTree.Axis
        /// The split whose parts it keeps apart.
        package var path: SplitTree.Path
        /// The room of that split, the line included.
        package var room: Rect
    }

    /// The rooms of the panes, in the tree's order; empty where there is no room at all.
    package private(set) var panes: [(pane: PaneID, rect: Rect)] = []
    package private(set) var lines: [Line] = []

    /// Lays a tree out; a zoomed pane has all the room.
    package init(_ tree: SplitTree, zoomed: PaneID? = nil, in rect: Rect) {
        if let zoomed {
            panes = [(zoomed, rect)]
        } else {
            place(tree, in: rect, path: [])
        }
    }

    package static func == (one: SplitLayout, other: SplitLayout) -> Bool {
        one.lines == other.lines && one.panes.elementsEqual(other.panes, by: ==)
    }

    package func rect(of pane: PaneID) -> Rect? {
        panes.first { $0.pane == pane }?.rect
    }

    package func pane(at point: Point) -> PaneID? {
        panes.first { $0.rect.contains(point) }?.pane
    }

    package func line(at point: Point) -> Line? {
        lines.first { $0.rect.contains(point) }
    }

    /// The nearest pane beside another, among those that touch it the one at the height of its middle.
    package func neighbor(of pane: PaneID, _ direction: Direction) -> PaneID? {
        guard let rect = rect(of: pane), !rect.isEmpty else { return nil }
        let middle = Point(x: rect.x + rect.width / 2, y: rect.y + rect.height / 2)
        let beside =
            switch direction {
            case .left: Point(x: rect.x - 2, y: middle.y)
            case .right: Point(x: rect.endX + 1, y: middle.y)
            case .up: Point(x: middle.x, y: rect.y - 2)
            case .down: Point(x: middle.x, y: rect.endY + 1)
            }
        // A line across the middle has a pane on each side; the one before it is as good.
        return self.pane(at: beside) ?? self.pane(at: beside.moved(direction.isHorizontal ? .up : .left))
    }

    private mutating func place(_ tree: SplitTree, in rect: Rect, path: SplitTree.Path) {
        switch tree {
        case .pane(let pane): panes.append((pane, rect))
        case .split(let axis, let share, let first, let second):
            let whole = axis == .columns ? rect.width : rect.height
            let least = (first.smallest.along(axis), second.smallest.along(axis))
            let length = Self.length(share, of: whole - 1, least: least)
            let (one, rest) = axis == .columns ? rect.splitLeft(length) : rect.splitTop(length)
            let (line, two) = axis == .columns ? rest.splitLeft(1) : rest.splitTop(1)
            lines.append(Line(rect: line, axis: axis, path: path, room: rect))
            place(first, in: one, path: path + [.first])
            place(second, in: two, path: path + [.second])
        }
    }

    /// A share of some cells that leaves each part what it needs, when there is enough for both.
    private static func length(_ share: Double, of room: Int, least: (Int, Int)) -> Int {
        guard room > 0 else { return max(0, room) }
        let wanted = Int(saturating: (share * Double(room)).rounded())
        guard room >= least.0 + least.1 else { return min(max(wanted, 1), max(1, room - 1)) }
        return min(max(wanted, least.0), room - least.1)
    }
}

/// Where to, on the screen.
package enum Direction: CaseIterable, Sendable {
    case left
    case down
    case up
    case right

    package var isHorizontal: Bool { self == .left || self == .right }

    /// The axis along which it leads.
    package var axis: SplitTree.Axis { isHorizontal ? .columns : .rows }

    /// 1 to the right and down, else -1.
    package var step: Int { self == .right || self == .down ? 1 : -1 }
}

extension Size {
    /// The extent in the direction of an axis.
    package func along(_ axis: SplitTree.Axis) -> Int { axis == .columns ? width : height }
}

extension Point {
    fileprivate func moved(_ direction: Direction) -> Point {
        direction.isHorizontal ? Point(x: x + direction.step, y: y) : Point(x: x, y: y + direction.step)
    }
}
