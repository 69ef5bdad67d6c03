import Screen

/// What the operator does with tabs and panes.
extension AppState {
    /// Where the panes stand; `nil` while the column is not on the screen.
    package var shellRoom: Rect? { layout.columns[.shell].map { ShellRooms($0, in: self).panes } }

    /// Begins the program of a pane, as large as it is drawn.
    package func startShell(_ pane: PaneID, beside neighbor: PaneID? = nil, file: FilePlace? = nil) -> Effect
    {
        let tab = shell.tab(of: pane).map { shell.tabs[$0] }
        let rect = shellRoom.flatMap { room in tab?.layout(in: room).rect(of: pane) }
        let size = rect.flatMap { $0.isEmpty ? nil : $0.size } ?? Size(width: 80, height: 24)
        return .screen(.startShell(pane, size, beside: neighbor, file: file))
    }

    /// Opens a tab with a shell, or with the editor on a file.
    package mutating func openTab(editing file: FilePlace? = nil) -> [Effect] {
        let neighbor = shell.focus
        guard let pane = shell.open() else {
            announce("There are \(ShellColumn.mostTabs) tabs already; close one first.", .warning)
            return []
        }
        return [startShell(pane, beside: neighbor, file: file)]
    }

    package mutating func splitPane(_ axis: SplitTree.Axis) -> [Effect] {
        let neighbor = shell.focus
        guard let room = shellRoom else { return [] }
        guard let pane = shell.split(axis, in: room) else {
            let isFull = shell.tab.panes.count >= ShellTab.mostPanes
            announce(
                isFull
                    ? "This tab has \(ShellTab.mostPanes) panes already; open a tab instead."
                    : "This pane is too small to be split; open a tab instead.", .warning)
            return []
        }
        return [startShell(pane, beside: neighbor)]
    }

    package mutating func moveFocus(_ direction: Direction) -> [Effect] {
        guard let room = shellRoom else { return [] }
        // From a pane that has all the room one goes to where its neighbour would stand.
        var tab = shell.tab
        tab.isZoomed = false
        if let pane = tab.layout(in: room).neighbor(of: shell.focus, direction) { shell.tab.focus(pane) }
        return []
    }

    package mutating func resizePane(_ direction: Direction) -> [Effect] {
        guard let room = shellRoom else { return [] }
        shell.tab.resize(direction, by: direction.isHorizontal ? 2 : 1, in: room)
        return []
    }

    /// Takes panes away whose programs were asked about or have ended; with the last one the shells end.
    package mutating func closePanes(_ panes: [PaneID]) -> [Effect] {
        panes.flatMap { closePane($0) }
    }

    package mutating func closePane(_ pane: PaneID) -> [Effect] {
        let ending = shell.panes[pane]?.ending
        let others = catalog.application.ended(pane, isClean: false, in: &self)
        return others + takeAway(pane, ending)
    }

    private mutating func takeAway(_ pane: PaneID, _ ending: PaneEnding?) -> [Effect] {
        if shell.remove(pane) { return [.screen(.endShell(pane))] }
        if isAlone { return [.screen(.endShell(pane)), .session(.endShells(ending))] }
        // The column always has a shell.
        shell.renew(pane)
        return [.screen(.endShell(pane)), startShell(pane)]
    }

    /// How the shells stand and where the keys go, for the next house.
    package var shellKeepsake: ShellKeepsake {
        var keepsake = shell.keepsake
        keepsake.focus = focus
        keepsake.isZoomed = isZoomed
        return keepsake
    }

    /// Goes on with the shells of a dead house, and with the keys where they went there.
    package mutating func takeBack(_ keepsake: ShellKeepsake, _ living: Set<PaneID>) {
        guard let column = ShellColumn(keepsake, living: living) else { return }
        shell = column
        shell.isFullScreen = keepsake.isFullScreen
        goesOn = true
        guard !isAlone else { return }
        focus(catalog.known(keepsake.focus))
        isZoomed = keepsake.isZoomed
    }

    /// Takes in what happened in a pane.
    package mutating func receive(_ report: ShellReport, for pane: PaneID) -> [Effect] {
        shell.receive(report, for: pane)
        if case .told(let event) = report { return receive(event, of: pane) }
        guard case .ended(let ending) = report, shell.panes[pane] != nil else { return [] }
        let others = catalog.application.ended(pane, isClean: ending.isClean, in: &self)
        let isLast = shell.tabs.count == 1 && shell.tab.panes.count == 1
        // The last one ends all there is to see of `jarvis terminal`; the column says how it ended.
        if isLast { return others + (isAlone ? [.session(.endShells(ending))] : []) }
        return others + (ending.isClean ? closePane(pane) : [])
    }
}
