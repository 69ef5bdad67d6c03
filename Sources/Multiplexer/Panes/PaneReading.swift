import Screen
import Terminal

/// What is read and chosen in a pane: its copy mode, and what a press of the mouse may become.
package struct PaneReading {
    package var mode: CopyMode?
    /// What the next copy mode goes on with.
    package var memory = CopyMemory()
    /// What keys mean in copy mode.
    package var keys = CopyKeys.usual {
        didSet { mode?.keys = keys }
    }
    private var click: Click?

    /// A press of the left button.
    private struct Click {
        var place: Point
        var time: ContinuousClock.Instant
        var count: Int
        var isBlock: Bool
    }

    /// How soon a second press makes a double click.
    private static let patience = Duration.milliseconds(400)

    /// What a press chooses: the second at the same place words, the third lines, with Alt a block.
    private var kind: TerminalSelection.Kind {
        switch click?.count ?? 1 {
        case 2: .words
        case 3...: .lines
        default: click?.isBlock == true ? .block : .characters
        }
    }

    /// Takes a press of the left button at a cell of the pane.
    package mutating func press(
        _ mouse: Mouse, rows: Int, at time: ContinuousClock.Instant, on screen: borrowing TerminalScreen
    ) {
        let isBlock = mouse.modifiers.contains(.alt)
        let last = click.flatMap { $0.place == mouse.position && time - $0.time < Self.patience ? $0 : nil }
        click = Click(
            place: mouse.position, time: time, count: (last?.count ?? 0) % 3 + 1, isBlock: isBlock)
        if var mode, !mode.isDrag {
            mode.selection = nil
            mode.point(at: Self.place(mouse.position, mode.top), on: screen)
            self.mode = mode
        }
        if click?.count != 1 { choose(to: mouse.position, rows: rows, on: screen) }
    }

    /// Leads the choice to a cell of the pane, or beyond its edge, which moves the view.
    package mutating func choose(to point: Point, rows: Int, on screen: borrowing TerminalScreen) {
        guard let click else { return }
        var mode = self.mode ?? dragged(rows: rows, on: screen)
        if mode.selection == nil {
            let place = Self.place(click.place, mode.top)
            mode.selection = TerminalSelection(kind, from: place, to: place)
            mode.point(at: place, on: screen)
            mode.selection?.anchor = mode.cursor
        }
        let last = mode.rows - 1
        let beyond = point.y < 0 ? point.y : max(0, point.y - last)
        if beyond != 0 { mode.scroll(by: beyond, on: screen) }
        let cell = Point(x: point.x, y: min(max(point.y, 0), last))
        mode.point(at: Self.place(cell, mode.top), on: screen)
        self.mode = mode
    }

    /// Moves the view of what is being chosen by lines, and the choice's end with it to a cell of the pane.
    package mutating func pull(_ point: Point, by lines: Int, on screen: borrowing TerminalScreen) {
        guard var mode, mode.selection != nil else { return }
        mode.scroll(by: lines, on: screen)
        let cell = Point(x: point.x, y: min(max(point.y, 0), mode.rows - 1))
        mode.point(at: Self.place(cell, mode.top), on: screen)
        self.mode = mode
    }

    /// A copy mode that lasts as long as the button is down, on the view as it is.
    private func dragged(rows: Int, on screen: borrowing TerminalScreen) -> CopyMode {
        var mode = CopyMode(on: screen, rows: rows, memory: memory, keys: keys)
        mode.isDrag = true
        mode.top = screen.topLine
        return mode
    }

    /// The button is up: what was chosen, if anything; a choice of the mouse alone is over then.
    package mutating func release(on screen: borrowing TerminalScreen) -> String? {
        guard let mode, let selection = mode.selection else { return nil }
        if mode.isDrag { self.mode = nil }
        return screen.text(of: selection)
    }

    private static func place(_ point: Point, _ top: Int) -> TerminalPosition {
        TerminalPosition(line: top + point.y, column: point.x)
    }
}

extension CopyMode {
    /// Goes to a cell that was pointed at, without moving the view.
    package mutating func point(at place: TerminalPosition, on screen: borrowing TerminalScreen) {
        go(to: place)
        settle(on: screen)
    }
}
