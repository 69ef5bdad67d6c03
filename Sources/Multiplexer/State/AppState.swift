import Screen
import Settings
import Text

/// Everything that decides what is on the screen.
///
/// Values only: no clock, no file, no connection.
package struct AppState: Sendable {
    package var size: Size
    /// The panel that the keys go to.
    package var focus: PanelID
    package var isZoomed = false
    /// What the operator gave the columns.
    package var widths = ColumnWidths()
    /// The column whose right edge is being dragged.
    var draggedEdge: Column?
    package var mode: VisualMode
    /// The theme in use and those there are, by name.
    package var theme: String
    package var themes: [String]
    /// What there is on the screen and to do.
    package private(set) var catalog: Catalog
    /// What panels and the application keep for themselves.
    package var kept = KeptValues()
    package var shell = ShellColumn()
    /// The house goes on where another one died, and keys that come are for what was on that one's screen.
    package var goesOn = false
    /// There is nothing but the shell: no house, no cluster, no butler.
    package var isAlone = false
    /// What the border of the shell says of it where it has nothing else to say.
    package var shellNote: String?
    /// The terminal has the focus of its window, as far as it tells.
    package var hasWindowFocus = true
    /// What was copied in the shell.
    package var buffers = CopyBuffers()
    /// What lies above the panes; the last one answers first.
    package var layers: [any Layer] = []
    /// Questions that may not lie over everything yet; the bar shows the first.
    package var waiting: [any AskingLayer] = []
    /// Several keys came at once: a paste without marks, or what a slow line held back.
    package internal(set) var isBurst = false
    /// When a question was answered last.
    package var lastAnswer: ContinuousClock.Instant?
    /// Counts what an open question shows: another part of its text, or the same at another size.
    package var questionPage = 0
    /// The terminal has taken the picture of that page.
    package var isPictureOut = true
    package private(set) var notice: Notice?
    /// A sentence that has the last line to itself.
    package var caption: String?
    /// What is under way, for the last line; `nil` for nothing.
    package var activity: String?
    /// The key that, with Ctrl, leaves the shell.
    package var prefix: Character
    /// The last moment any event came.
    package var now: Moment
    /// The last moment a key came: motion slows down when nobody is there.
    package var lastKey: Moment
    package var wallClock: WallClock

    /// The state at the start of an application; the keys go to its first panel that takes any.
    package init(
        settings: InterfaceSettings, catalog: Catalog, themes: [String], now: Moment, wallClock: WallClock
    ) {
        size = Size(width: 80, height: 24)
        focus = catalog.withKeys[0]
        mode = VisualMode(rawValue: settings.mode.rawValue) ?? .jarvis
        theme = settings.theme
        self.themes = themes
        self.catalog = catalog
        prefix = settings.prefix
        self.now = now
        lastKey = now
        self.wallClock = wallClock
    }

    /// Nothing but the shell, for `jarvis terminal`.
    package static func alone(
        _ settings: InterfaceSettings, keys: KeySettings = KeySettings(), at now: Moment
    ) -> AppState {
        var state = AppState(
            settings: settings, catalog: Catalog(ShellAlone()), themes: [], now: now,
            wallClock: WallClock(at: now.epoch))
        state.isAlone = true
        state.bind(keys)
        state.mode = .minimal
        return state
    }

    /// Goes by the keys that the operator gave to commands, as far as nothing is wrong with them.
    package mutating func bind(_ settings: KeySettings) {
        let bindings = KeyBindings(settings, of: catalog.defaults, prefix: prefix)
        catalog = Catalog(catalog.application, keys: bindings.keys)
    }

    /// Where everything stands.
    package var layout: Layout {
        isShellFullScreen
            ? Layout(shellAlone: Rect(size))
            : Layout(size: size, focus: focus, isZoomed: isZoomed, catalog: catalog, widths: widths)
    }

    /// The shell has the whole screen, without the lines above and below.
    package var isShellFullScreen: Bool { isAlone || shell.isFullScreen && focus == .shell }

    /// The pane of the shell whose program has the keyboard.
    package var keyboardPane: PaneID? {
        focus == .shell && layers.isEmpty && hasWindowFocus ? shell.focus : nil
    }

    package mutating func focus(_ panel: PanelID) {
        focus = panel
        shell.prefix = nil
    }

    package mutating func push(_ layer: any Layer) {
        layers.append(layer)
    }

    package mutating func replaceLayer(at index: Int, with layer: any Layer) {
        layers[index] = layer
    }

    package mutating func removeLayer(at index: Int) {
        layers.remove(at: index)
    }

    /// For a new display; what waits for a word goes on waiting.
    package mutating func removeAllLayers() {
        let kept = layers.compactMap { $0 as? any AskingLayer } + waiting
        layers = []
        waiting = kept.filter(\.outlivesDisplay)
        for index in waiting.indices { waiting[index].isAside = false }
        catalog.application.changeDisplay(of: &self)
    }

    package mutating func removeFinishedLayers() {
        layers.removeAll { $0.isOver(at: now) }
        waiting.removeAll { $0.isOver(at: now) }
    }

    package mutating func announce(_ text: String, _ severity: Severity) {
        notice = Notice(text: text, severity: severity, since: now)
    }

    package mutating func dropNotice() {
        notice = nil
    }

    package mutating func dropOldNotice() {
        guard let notice, notice.isOver(at: now) else { return }
        self.notice = nil
    }

    /// A moment, in seconds since 1970, as somebody reads it now: see ``WallClock/near(_:seenAt:)``.
    package func near(_ epoch: Double) -> String { wallClock.near(epoch, seenAt: now.epoch) }

    /// The theme after the one in use.
    package mutating func nextTheme() -> String? {
        guard !themes.isEmpty else { return nil }
        theme = themes[((themes.firstIndex(of: theme) ?? -1) + 1) % themes.count]
        return theme
    }
}

/// A sentence on the bottom line, for a while.
package struct Notice: Sendable, Equatable {
    package var text: String
    package var severity: Severity
    package var since: Moment

    package func isOver(at now: Moment) -> Bool {
        now.instant - since.instant > .seconds(severity >= .critical ? 12 : 5)
    }
}
