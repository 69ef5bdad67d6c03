import Screen

extension AppState {
    /// What the mouse does in the column: focuses, moves lines, chooses tabs, scrolls, or is the program's.
    package mutating func handleInShell(_ mouse: Mouse) -> [Effect] {
        guard let column = layout.columns[.shell] else { return [] }
        let rooms = ShellRooms(column, in: self)
        switch mouse.action {
        case .press: return press(mouse, rooms)
        case .drag: return drag(mouse, rooms)
        case .release:
            defer { shell.grip = nil }
            return drag(mouse, rooms)
        case .move: return pass(mouse, to: shell.tab.layout(in: rooms.panes).pane(at: mouse.position), rooms)
        case .scrollUp, .scrollDown, .scrollLeft, .scrollRight: return scroll(mouse, rooms)
        }
    }

    private mutating func press(_ mouse: Mouse, _ rooms: ShellRooms) -> [Effect] {
        shell.grip = .nothing
        let isLeft = mouse.action == .press(.left)
        if let tab = rooms.tab(at: mouse.position, in: self) {
            if isLeft { shell.show(tab) }
            return []
        }
        let layout = shell.tab.layout(in: rooms.panes)
        if let line = layout.line(at: mouse.position) {
            if isLeft { shell.grip = .line(line.path) }
            return []
        }
        guard let pane = layout.pane(at: mouse.position) else { return [] }
        guard pane == shell.focus else {
            if isLeft { shell.tab.focus(pane) }
            return []
        }
        shell.grip = .pane(pane)
        return hand(mouse, to: pane, rooms)
    }

    /// While a button is down the mouse belongs to what it was pressed on.
    private mutating func drag(_ mouse: Mouse, _ rooms: ShellRooms) -> [Effect] {
        switch shell.grip {
        case .pane(let pane): return hand(mouse, to: pane, rooms)
        case .line(let path):
            let line = shell.tab.layout(in: rooms.panes).lines.first { $0.path == path }
            if let line { shell.tab.move(line, to: mouse.position) }
        case .nothing, nil: break
        }
        return []
    }

    private func scroll(_ mouse: Mouse, _ rooms: ShellRooms) -> [Effect] {
        guard let pane = shell.tab.layout(in: rooms.panes).pane(at: mouse.position) else { return [] }
        if shell.panes[pane]?.looks.takesWheel == true { return pass(mouse, to: pane, rooms) }
        switch mouse.action {
        case .scrollUp: return [.screen(.scrollShell(pane, lines: 3))]
        case .scrollDown: return [.screen(.scrollShell(pane, lines: -3))]
        default: return []
        }
    }

    /// Hands a button to a program that asked for the mouse; else the left one chooses text.
    private func hand(_ mouse: Mouse, to pane: PaneID, _ rooms: ShellRooms) -> [Effect] {
        if shell.panes[pane]?.looks.takesMouse == true { return pass(mouse, to: pane, rooms) }
        guard let rect = shell.tab.layout(in: rooms.panes).rect(of: pane), !rect.isEmpty else { return [] }
        let place = Point(
            x: min(max(0, mouse.position.x - rect.x), rect.width - 1), y: mouse.position.y - rect.y)
        let own = Mouse(mouse.action, at: place, modifiers: mouse.modifiers)
        let lines = mouse.action == .drag(.left) ? pull(of: own, in: rect) : 0
        return [.screen(.choose(own, pane))]
            + (lines == 0 ? [] : [.screen(.holdDrag(own, pane, lines: lines))])
    }

    /// How many lines a drag pulls the view while it rests there: none inside a pane, up by negative ones above it.
    ///
    /// Where the pane ends with the screen no mouse gets beyond, so its first and last row pull, as in tmux.
    private func pull(of mouse: Mouse, in rect: Rect) -> Int {
        let (row, last) = (mouse.position.y, rect.height - 1)
        if row < 0 { return max(row, -5) }
        if row > last { return min(row - last, 5) }
        if row == 0, rect.y == 0 { return -1 }
        return row == last && rect.y + rect.height >= size.height ? 1 : 0
    }

    /// Hands the mouse to a program that asked for it, at a place of its own screen.
    private func pass(_ mouse: Mouse, to pane: PaneID?, _ rooms: ShellRooms) -> [Effect] {
        guard let pane, let rect = shell.tab.layout(in: rooms.panes).rect(of: pane), !rect.isEmpty,
            let looks = shell.panes[pane]?.looks, looks.takesWheel
        else { return [] }
        let place = Point(
            x: min(max(0, mouse.position.x - rect.x), rect.width - 1),
            y: min(max(0, mouse.position.y - rect.y), rect.height - 1))
        let own = Mouse(mouse.action, at: place, modifiers: mouse.modifiers)
        return [.screen(.shellInput([Input(.mouse(own), raw: [])], pane))]
    }
}
