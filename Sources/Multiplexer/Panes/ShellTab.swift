import Screen

/// A tab of the shell column: panes that share its room.
package struct ShellTab: Equatable, Sendable, Codable {
    /// What the operator called it; `nil` to go by what runs in it.
    package var name: String?
    package private(set) var tree: SplitTree
    /// The pane that the keys go to.
    package private(set) var focus: PaneID
    /// The pane that had them before.
    package private(set) var previous: PaneID?
    /// The pane with the keys has all the room.
    package var isZoomed = false
    /// Something was written while nobody looked.
    package var hasActivity = false
    /// The bell rang while nobody looked.
    package var hasBell = false
    private var arrangement: SplitArrangement?

    /// The most panes of a tab.
    package static let mostPanes = 16

    package init(_ pane: PaneID) {
        tree = .pane(pane)
        focus = pane
    }

    package var panes: [PaneID] { tree.panes }

    package func layout(in rect: Rect) -> SplitLayout {
        SplitLayout(tree, zoomed: isZoomed ? focus : nil, in: rect)
    }

    package mutating func focus(_ pane: PaneID) {
        guard pane != focus, tree.contains(pane) else { return }
        (previous, focus) = (focus, pane)
        isZoomed = false
    }

    /// Gives half of the focused pane's room to a new one, which gets the keys.
    package mutating func split(_ axis: SplitTree.Axis, new: PaneID) {
        tree = tree.splitting(focus, axis, new: new)
        isZoomed = false
        arrangement = nil
        focus(new)
    }

    /// Takes a pane out; `false` when it was the last one.
    package mutating func remove(_ pane: PaneID) -> Bool {
        guard let rest = tree.removing(pane) else { return false }
        let order = tree.panes
        tree = rest
        if previous == pane { previous = nil }
        if focus == pane {
            let index = order.firstIndex(of: pane) ?? 0
            let beside = rest.panes[min(max(0, index - 1), rest.panes.count - 1)]
            focus = previous ?? beside
            previous = nil
            isZoomed = false
        }
        return true
    }

    /// Goes to the next pane (1) or the one before (-1), round and round.
    package mutating func walk(_ step: Int) {
        let order = panes
        guard let index = order.firstIndex(of: focus) else { return }
        focus(order[(index + step + order.count) % order.count])
    }

    /// Lets the focused pane change places with the next (1) or the one before (-1).
    package mutating func swap(_ step: Int) {
        let order = panes
        guard order.count > 1, let index = order.firstIndex(of: focus) else { return }
        tree = tree.swapping(focus, order[(index + step + order.count) % order.count])
    }

    /// Moves the line that is nearest to the focused pane along a direction.
    package mutating func resize(_ direction: Direction, by cells: Int, in rect: Rect) {
        guard !isZoomed, let path = tree.path(to: focus) else { return }
        for length in stride(from: path.count - 1, through: 0, by: -1) {
            let split = Array(path.prefix(length))
            guard tree.axis(at: split) == direction.axis else { continue }
            let line = layout(in: rect).lines.first { $0.path == split }
            if let line { move(line, by: direction.step * cells) }
            return
        }
    }

    /// Moves a line to a point of the screen.
    package mutating func move(_ line: SplitLayout.Line, to point: Point) {
        let offset = line.axis == .columns ? point.x - line.rect.x : point.y - line.rect.y
        move(line, by: offset)
    }

    private mutating func move(_ line: SplitLayout.Line, by cells: Int) {
        let (start, room) =
            line.axis == .columns
            ? (line.rect.x - line.room.x, line.room.width - 1)
            : (line.rect.y - line.room.y, line.room.height - 1)
        guard room > 0 else { return }
        tree = tree.sharing(Double(start + cells) / Double(room), at: line.path)
    }

    /// Lays the panes out in the next of the usual ways and returns it.
    package mutating func rearrange() -> SplitArrangement {
        let next = arrangement?.next ?? .evenColumns
        arrangement = next
        isZoomed = false
        tree = next.tree(of: panes) ?? tree
        return next
    }
}
