import Screen
import Terminal

/// The shell column: its tabs, the panes in them, and what a prefix key or a drag has begun.
struct ShellColumn: Equatable, Sendable {
    private(set) var tabs: [ShellTab]
    /// The index of the tab that is shown.
    private(set) var current = 0
    private(set) var panes: [PaneID: ShellPane]
    private var lastPane = 1
    /// The prefix key was pressed.
    var prefix: ShellPrefix?
    /// What the mouse holds while its button is down.
    var grip: ShellGrip?
    /// The column has the screen to itself.
    var isFullScreen = false
    /// How many notices of programs the feed was given.
    var noticeCount = 0

    /// The most tabs.
    static let mostTabs = 128

    /// A column with one tab of one pane.
    init() {
        tabs = [ShellTab(PaneID(1))]
        panes = [PaneID(1): ShellPane()]
    }

    /// The tab that is shown.
    var tab: ShellTab {
        get { tabs[current] }
        set { tabs[current] = newValue }
    }

    /// The pane that the keys go to.
    var focus: PaneID { tab.focus }

    /// What is known of the pane that the keys go to.
    var focusedPane: ShellPane { panes[focus] ?? ShellPane() }

    /// The index of the tab a pane is in.
    func tab(of pane: PaneID) -> Int? {
        tabs.firstIndex { $0.tree.contains(pane) }
    }

    /// The panes that can be seen when the column can.
    var shownPanes: [PaneID] { tab.isZoomed ? [tab.focus] : tab.panes }

    /// Whether a pane is recorded.
    var isRecorded: Bool { panes.values.contains { $0.looks.isRecorded } }

    /// What a tab is called: its own name, else what runs in it.
    func name(of tab: ShellTab) -> String {
        if let name = tab.name { return name }
        let looks = panes[tab.focus]?.looks ?? PaneLooks()
        return looks.title.isEmpty ? looks.program ?? "shell" : looks.title
    }
}

extension ShellColumn {
    /// Opens a tab behind the one that is shown and shows it; `nil` when there are too many.
    mutating func open() -> PaneID? {
        guard tabs.count < Self.mostTabs else { return nil }
        let pane = newPane()
        tabs.insert(ShellTab(pane), at: current + 1)
        show(current + 1)
        return pane
    }

    /// Splits the focused pane; `nil` when the tab has too many panes or the pane is too small, with its size.
    mutating func split(_ axis: SplitTree.Axis, in rect: Rect) -> PaneID? {
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
    mutating func remove(_ pane: PaneID) -> Bool {
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
    mutating func show(_ index: Int) {
        guard tabs.indices.contains(index) else { return }
        current = index
        tab.hasActivity = false
        tab.hasBell = false
        grip = nil
    }

    /// Shows the next tab (1) or the one before (-1), round and round.
    mutating func step(_ offset: Int) {
        show((current + offset + tabs.count) % tabs.count)
    }

    /// Puts the focus into a pane, wherever it is.
    mutating func focus(_ pane: PaneID) {
        guard let index = tab(of: pane) else { return }
        if index != current { show(index) }
        tab.focus(pane)
    }

    /// Takes in what happened in a pane.
    mutating func take(_ report: ShellReport, for pane: PaneID) {
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
    mutating func setMayCopy(_ mayCopy: Bool, in pane: PaneID) {
        panes[pane]?.mayCopy = mayCopy
    }

    /// Remembers how far a pane's program says it is.
    mutating func setProgress(_ progress: TerminalProgress?, of pane: PaneID) {
        panes[pane]?.progress = progress
    }

    /// Whether a notice of a pane's program is told; `nil` when there were too many.
    mutating func takeNotice(of pane: PaneID, at now: ContinuousClock.Instant) -> NoticeAllowance.Verdict? {
        panes[pane]?.notices.take(at: now)
    }

    /// Forgets what ended in a pane, for a new beginning in it.
    mutating func renew(_ pane: PaneID) {
        guard panes[pane] != nil else { return }
        panes[pane] = ShellPane()
    }
}

/// The prefix key was pressed: the next key is a command.
struct ShellPrefix: Equatable, Sendable {
    var since: Moment
    /// The last command may be repeated without the prefix until then; any other key is the program's.
    var repeatsUntil: ContinuousClock.Instant?

    /// How long a command waits for its repetition, and how soon the keys are shown.
    static let patience = (repetition: Duration.milliseconds(600), hint: Duration.milliseconds(700))
}

/// What the mouse holds while its button is down.
enum ShellGrip: Equatable, Sendable {
    /// The program of a pane, which asked for the mouse.
    case pane(PaneID)
    /// The line of a split.
    case line(SplitTree.Path)
    /// Nothing: the click was for the focus.
    case nothing
}
