import AIKit
import ClusterKit
import Jarvis
import Screen

/// Everything that decides what is on the screen.
///
/// Values only: no clock, no file, no connection.
struct AppState: Sendable {
    var size: Size
    /// The panel that the keys go to.
    var focus = PanelID.cluster
    var isZoomed = false
    var mode: VisualMode
    /// The theme in use and those there are, by name.
    var theme: String
    var themes: [String]
    var clusters: [ClusterPane]
    private(set) var currentCluster = 0
    /// The talk with each cluster's butler, in the order of the clusters.
    private(set) var talks: [ChatPane]
    /// What the other panels keep for themselves.
    var panels = PanelStates()
    var shell = ShellColumn()
    /// The house goes on where another one died, and keys that come are for what was on that one's screen.
    var goesOn = false
    /// There is nothing but the shell: no house, no cluster, no butler.
    var isAlone = false
    /// The terminal has the focus of its window, as far as it tells.
    var hasWindowFocus = true
    /// What was copied in the shell.
    var buffers = CopyBuffers()
    /// What lies above the panes; the last one answers first.
    var layers: [any Layer] = []
    /// Questions that may not lie over everything yet; the bar shows the first.
    var waiting: [any AskingLayer] = []
    /// When a question was answered last.
    var lastAnswer: ContinuousClock.Instant?
    /// Counts what an open question shows: another part of its text, or the same at another size.
    var questionPage = 0
    /// The terminal has taken the picture of that page.
    var isPictureOut = true
    private(set) var notice: Notice?
    /// What was asked since the display is there; nobody is asked twice.
    private var askedAbout: Set<AccessQuestion> = []
    /// Actions of the operator that are under way or just ended, newest last.
    private(set) var acts: [ActReport] = []
    /// The scenarios a simulated cluster offers; empty for a real one.
    var scenarios: [ScenarioChoice] = []
    /// The key that, with Ctrl, leaves the shell.
    var prefix: Character
    /// Who answers in the chat, for the top line: `offline`, `claude-haiku-5-5`.
    var mind: String
    /// The last moment any event came.
    var now: Moment
    /// The last moment a key came: motion slows down when nobody is there.
    var lastKey: Moment
    var wallClock: WallClock

    /// The cluster in the left column.
    var cluster: ClusterPane {
        get { clusters[currentCluster] }
        set { clusters[currentCluster] = newValue }
    }

    /// The talk with that cluster's butler.
    var chat: ChatPane {
        get { talks[currentCluster] }
        set { talks[currentCluster] = newValue }
    }

    /// Changes the talk with a cluster's butler, also while another cluster is on the screen.
    @discardableResult
    mutating func talk<Result>(of cluster: String, _ change: (inout ChatPane) -> Result?) -> Result? {
        guard let index = talks.firstIndex(where: { $0.cluster == cluster }) else { return nil }
        return change(&talks[index])
    }

    init(
        settings: InterfaceSettings, clusters: [String], themes: [String], mind: String, now: Moment,
        wallClock: WallClock
    ) {
        size = Size(width: 80, height: 24)
        mode = VisualMode(rawValue: settings.mode.rawValue) ?? .jarvis
        theme = settings.theme
        self.themes = themes
        self.clusters = clusters.map { ClusterPane(name: $0) }
        talks = clusters.map { ChatPane(cluster: $0) }
        prefix = settings.prefix
        self.mind = mind
        self.now = now
        lastKey = now
        self.wallClock = wallClock
    }

    /// Nothing but the shell, for `jarvis terminal`.
    static func alone(_ settings: InterfaceSettings, at now: Moment) -> AppState {
        var state = AppState(
            settings: settings, clusters: [""], themes: [], mind: "", now: now,
            wallClock: WallClock(at: now.epoch))
        state.isAlone = true
        state.mode = .minimal
        state.focus = .shell
        return state
    }

    /// Where everything stands.
    var layout: Layout {
        isShellFullScreen
            ? Layout(shellAlone: Rect(size)) : Layout(size: size, focus: focus, isZoomed: isZoomed)
    }

    /// The shell has the whole screen, without the lines above and below.
    var isShellFullScreen: Bool { isAlone || shell.isFullScreen && focus == .shell }

    /// The pane of the shell whose program has the keyboard.
    var keyboardPane: PaneID? { focus == .shell && layers.isEmpty && hasWindowFocus ? shell.focus : nil }

    /// Whether a closer look at something lies beside or above the panes.
    var isShowingDetail: Bool { layers.contains { $0 is DetailLayer } }

    mutating func focus(_ panel: PanelID) {
        focus = panel
        shell.prefix = nil
    }

    mutating func push(_ layer: any Layer) {
        layers.append(layer)
    }

    mutating func replaceLayer(at index: Int, with layer: any Layer) {
        layers[index] = layer
    }

    mutating func removeLayer(at index: Int) {
        layers.remove(at: index)
    }

    /// For a new display; what waits for a word goes on waiting.
    mutating func removeAllLayers() {
        let kept = layers.compactMap { $0 as? any AskingLayer } + waiting
        layers = []
        waiting = kept.filter(\.outlivesDisplay)
        for index in waiting.indices { waiting[index].isAside = false }
        askedAbout = Set(waiting.compactMap(\.access))
    }

    mutating func removeFinishedLayers() {
        layers.removeAll { $0.isOver(at: now) }
        waiting.removeAll { $0.isOver(at: now) }
    }

    /// Asks about a certificate, once for each display.
    mutating func ask(_ question: TrustQuestion) {
        guard askedAbout.insert(.certificate(question)).inserted else { return }
        put(TrustLayer(question: question))
    }

    /// Asks for a one-time code, once for each display, and again when one was not taken.
    mutating func ask(_ question: CodeQuestion) {
        guard askedAbout.insert(.code(question)).inserted || question.refusal != nil else { return }
        put(CodeLayer(question: question))
    }

    /// Lets what was asked be asked again.
    mutating func forgetQuestions() {
        askedAbout = []
    }

    mutating func announce(_ text: String, _ severity: Severity) {
        notice = Notice(text: text, severity: severity, since: now)
    }

    mutating func dropOldNotice() {
        guard let notice, notice.isOver(at: now) else { return }
        self.notice = nil
    }

    mutating func showCluster(offset: Int) -> [Effect] {
        currentCluster = (currentCluster + offset + clusters.count) % clusters.count
        return [.kit(.refresh(cluster: cluster.name))]
    }

    mutating func take(_ report: ActReport, of cluster: String) {
        acts.removeAll { $0.id == report.id }
        let title = cluster == self.cluster.name ? report.title : "\(report.title) in \(cluster)"
        switch report.stage {
        case .running: acts.append(report)
        case .ended(.done, let words): announce("\(title): \(words)", .info)
        case .ended(.failed, let words): announce("\(title): \(words)", .critical)
        case .ended(.unknown, let words): announce("\(title): \(words)", .warning)
        case .refused(let reason): announce("\(title): \(reason)", Severity(reason.severity))
        }
    }

    /// The theme after the one in use.
    mutating func nextTheme() -> String? {
        guard !themes.isEmpty else { return nil }
        theme = themes[((themes.firstIndex(of: theme) ?? -1) + 1) % themes.count]
        return theme
    }

    /// Says something to a cluster's butler, or keeps it until he has answered what came before.
    mutating func say(_ remark: Remark) -> [Effect] {
        talk(of: remark.cluster) { talk in
            guard !talk.isBusy else {
                talk.enqueue(remark)
                return []
            }
            talk.begin(remark)
            return [.kit(.ask(remark))]
        } ?? []
    }
}

/// A sentence on the bottom line, for a while.
struct Notice: Sendable, Equatable {
    var text: String
    var severity: Severity
    var since: Moment

    func isOver(at now: Moment) -> Bool {
        now.instant - since.instant > .seconds(severity >= .critical ? 12 : 5)
    }
}

/// A scenario as the demo offers it.
struct ScenarioChoice: Sendable, Equatable {
    var name: String
    var help: String
}
