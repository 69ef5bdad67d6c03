import Screen
import Terminal

/// The shell column: its tabs, the panes in them, and what a prefix key or a drag has begun.
package struct ShellColumn: Equatable, Sendable {
    package private(set) var tabs: [ShellTab]
    /// The index of the tab that is shown.
    package private(set) var current = 0
    package private(set) var panes: [PaneID: ShellPane]
    private var lastPane = 1
    /// The prefix key was pressed.
    package var prefix: ShellPrefix?
    /// What the mouse holds while its button is down.
    package var grip: ShellGrip?
    /// The column has the screen to itself.
    package var isFullScreen = false
    /// How many notices of programs the feed was given.
    package var noticeCount = 0

    /// The most tabs.
    package static let mostTabs = 128

    /// A column with one tab of one pane.
    package init() {
        tabs = [ShellTab(PaneID(1))]
        panes = [PaneID(1): ShellPane()]
    }

    /// A column of these tabs, at least one.
    package init(tabs: [ShellTab], current: Int, lastPane: Int) {
        self.tabs = tabs
        self.current = min(max(current, 0), tabs.count - 1)
        let all = tabs.flatMap(\.panes)
        panes = Dictionary(all.map { ($0, ShellPane()) }) { first, _ in first }
        self.lastPane = max(lastPane, all.map(\.number).max() ?? 1)
    }

    /// How its tabs and panes stand, for the next house.
    package var keepsake: ShellKeepsake {
        ShellKeepsake(tabs: tabs, current: current, lastPane: lastPane, isFullScreen: isFullScreen)
    }

    /// The tab that is shown.
    package var tab: ShellTab {
        get { tabs[current] }
        set { tabs[current] = newValue }
    }

    /// The pane that the keys go to.
    package var focus: PaneID { tab.focus }

    /// What is known of the pane that the keys go to.
    package var focusedPane: ShellPane { panes[focus] ?? ShellPane() }

    /// The index of the tab a pane is in.
    package func tab(of pane: PaneID) -> Int? {
        tabs.firstIndex { $0.tree.contains(pane) }
    }

    /// The panes that can be seen when the column can.
    package var shownPanes: [PaneID] { tab.isZoomed ? [tab.focus] : tab.panes }

    /// Whether a pane is recorded.
    package var isRecorded: Bool { panes.values.contains { $0.looks.isRecorded } }

    /// What a tab is called: its own name, else what runs in it.
    package func name(of tab: ShellTab) -> String {
        if let name = tab.name { return name }
        let looks = panes[tab.focus]?.looks ?? PaneLooks()
        return looks.title.isEmpty ? looks.program ?? "shell" : looks.title
    }
}

extension ShellColumn {
    /// The same tabs and panes without anything that the operator or a program called them.
    package var withoutWords: ShellColumn {
        var column = self
        for index in tabs.indices { column.tabs[index].name = nil }
        column.panes = panes.mapValues { _ in ShellPane() }
        return column
    }

    /// Opens a tab behind the one that is shown and shows it; `nil` when there are too many.
    package mutating func open() -> PaneID? {
        guard tabs.count < Self.mostTabs else { return nil }
        let pane = newPane()
        tabs.insert(ShellTab(pane), at: current + 1)
        show(current + 1)
        return pane
    }

    /// Splits the focused pane; `nil` when the tab has too many panes or the pane is too small, with its size.
    package mutating func split(_ axis: SplitTree.Axis, in rect: Rect) -> PaneID? {
        let room = tab.layout(in: rect).rect(of: focus)?.size.along(axis) ?? 0
        guard tab.panes.count < ShellTab.mostPanes, room > 2 * SplitTree.smallestPane.along(axis) else {
            return nil
        }
        let pane = newPane()
        tab.split(axis, new: pane)
        return pane
    }

    private mutating func newPane() -> PaneID {
        lastPane += 1
        let pane = PaneID(lastPane)
        panes[pane] = ShellPane()
        return pane
    }

    /// Takes a pane out, and its tab when it was the last in it; `false` when it is the column's last.
    package mutating func remove(_ pane: PaneID) -> Bool {
        guard let index = tab(of: pane) else { return true }
        if tabs[index].remove(pane) {
            panes[pane] = nil
            return true
        }
        guard tabs.count > 1 else { return false }
        panes[pane] = nil
        tabs.remove(at: index)
        if index < current || current == tabs.count { current -= 1 }
        show(current)
        return true
    }

    /// Shows a tab by its index and takes its marks away.
    package mutating func show(_ index: Int) {
        guard tabs.indices.contains(index) else { return }
        current = index
        tab.hasActivity = false
        tab.hasBell = false
        grip = nil
    }

    /// Shows the next tab (1) or the one before (-1), round and round.
    package mutating func step(_ offset: Int) {
        show((current + offset + tabs.count) % tabs.count)
    }

    /// Puts the focus into a pane, wherever it is.
    package mutating func focus(_ pane: PaneID) {
        guard let index = tab(of: pane) else { return }
        if index != current { show(index) }
        tab.focus(pane)
    }

    /// Takes in what happened in a pane.
    package mutating func receive(_ report: ShellReport, for pane: PaneID) {
        guard let index = tab(of: pane), let known = panes[pane] else { return }
        switch report {
        case .changed:
            if index != current { tabs[index].hasActivity = true }
        case .looks(let looks):
            if index != current, looks.bells > known.looks.bells { tabs[index].hasBell = true }
            panes[pane]?.looks = looks
        case .told: break
        case .ended(let ending): panes[pane]?.ending = ending
        }
    }

    /// Remembers whether the program of a pane may put text on the clipboard.
    package mutating func setMayCopy(_ mayCopy: Bool, in pane: PaneID) {
        panes[pane]?.mayCopy = mayCopy
    }

    /// Remembers how far a pane's program says it is.
    package mutating func setProgress(_ progress: TerminalProgress?, of pane: PaneID) {
        panes[pane]?.progress = progress
    }

    /// Whether a notice of a pane's program is told; `nil` when there were too many.
    package mutating func takeNotice(of pane: PaneID, at now: ContinuousClock.Instant) -> NoticeAllowance
        .Verdict?
    {
        panes[pane]?.notices.next(at: now)
    }

    /// Forgets what ended in a pane, for a new beginning in it.
    package mutating func renew(_ pane: PaneID) {
        guard panes[pane] != nil else { return }
        panes[pane] = ShellPane()
    }
}

/// The prefix key was pressed: the next key is a command.
package struct ShellPrefix: Equatable, Sendable {
    package var since: Moment
    /// The last command may be repeated without the prefix until then; any other key is the program's.
    package var repeatsUntil: ContinuousClock.Instant?

    /// How long a command waits for its repetition, and how soon the keys are shown.
    package static let patience = (repetition: Duration.milliseconds(600), hint: Duration.milliseconds(700))
}

/// What the mouse holds while its button is down.
package enum ShellGrip: Equatable, Sendable {
    /// The program of a pane, which asked for the mouse.
    case pane(PaneID)
    /// The line of a split.
    case line(SplitTree.Path)
    /// Nothing: the click was for the focus.
    case nothing
}
