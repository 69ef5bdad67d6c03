import ClusterKit
import Multiplexer
import Screen
import Text

/// The application around the shell: clusters, butler and feed.
///
/// A new panel is a file and a line here.
struct HouseScreen: Application {
    let panels: [any Panel] =
        [ClusterPanel(), HudPanel(), ChatPanel(), FeedPanel(), ShellPanel()] + Instruments.all
    var commands: (first: [Command], last: [Command]) {
        (Commands.navigation + Commands.safety, Commands.appearance + Commands.session + Commands.demo)
    }

    var layerCommands: [LayerCommand] {
        DetailAction.commands + AmissAction.commands + OrderAction.commands + ViewsAction.commands
            + MemoryAction.commands + CallAction.commands
    }

    /// Everything there is.
    static let catalog = Catalog(HouseScreen())

    func drawTop(into frame: inout Frame, _ scene: Scene) {
        TopBar().draw(into: &frame, scene)
    }

    func drawOver(_ frame: inout Frame, _ scene: Scene) {
        guard let (alarm, progress) = scene.state.movingAlarm else { return }
        AlarmDrawing(alarm: alarm, progress: progress).draw(over: &frame, scene)
    }

    var legend: [(symbol: Symbol, words: String)] {
        [
            (.running, "runs, is online, can be reached"),
            (.stopped, "stopped, on purpose as far as is known; in the feed: news"),
            (.template, "a template, which never runs"),
            (.paused, "paused or suspended: not running, and not stopped"),
            (.failed, "down, failed, lost, or stopped without a task"),
            (.unknown, "unknown: nobody tells, or what was told is old"),
            (.critical, "critical: something is broken or about to be"), (.warning, "a warning"),
            (.notice, "worth knowing"),
            (
                .info,
                "SYS the cluster, AUTO Jarvis by himself, AI Jarvis asked, USER you by a key, TERM a program in the shell"
            ),
            (
                .info,
                "GREEN looks only, YELLOW can be undone, ORANGE and RED interrupt or lose something, BLACK is refused"
            ),
        ]
    }

    func items(for text: String, in state: AppState) -> (found: [PaletteItem], last: [PaletteItem]) {
        Omnibox.items(for: text, in: state)
    }

    /// The first display of a day begins with the boot picture.
    func greeting(of state: AppState) -> (any Layer)? {
        guard state.house.greeted != state.wallClock.day(state.now.epoch) else { return nil }
        return BootLayer(began: state.now.instant)
    }

    func arrive(_ state: inout AppState) -> [Effect] {
        state.tellAbsence()
        guard !state.goesOn, let day = state.wallClock.day(state.now.epoch), day != state.house.greeted else {
            return []
        }
        state.house.greeted = day
        return [.kit(.remember(.greeted, day))]
    }

    func depart(_ state: inout AppState) {
        state.noteDeparture()
    }

    func changeDisplay(of state: inout AppState) {
        state.forgetQuestions()
    }

    func keep(_ widths: ColumnWidths) -> [Effect] { [.kit(.remember(.columns, widths.text))] }

    /// The worst of what is critical anywhere, and whether a backup runs.
    func window(of state: AppState) -> WindowSigns {
        let incidents = state.house.talks.flatMap { talk in
            talk.entries.compactMap(\.content.standingIncident).filter { incident in
                incident.told.contains { !state.isSilenced($0.key, in: talk.cluster) }
            }
        }
        let worst = incidents.last { $0.severity == .critical }
        let isBackup = state.clusters.contains { pane in
            pane.snapshot.tasks.contains { $0.state.isRunning && $0.upid.type == "vzdump" }
        }
        return WindowSigns(title: worst.map { "◆ \($0.text) — Jarvis" }, isBusy: isBackup)
    }

    func tick(_ state: inout AppState) {
        for index in state.clusters.indices { state.clusters[index].listen(at: state.now.instant) }
    }

    func ended(_ pane: PaneID, isClean: Bool, in state: inout AppState) -> [Effect] {
        state.endDraft(in: pane, isClean: isClean)
    }

    func tell(_ notice: ShellNotice, in state: inout AppState) {
        state.feed.append([
            FeedEntry(
                id: -state.shell.noticeCount, time: state.now.epoch, severity: .notice, source: .shell,
                title: notice.words, detail: notice.detail)
        ])
    }
}
