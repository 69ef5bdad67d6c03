import ClusterKit
import Multiplexer
import Screen
import Text

/// The application around the shell: clusters, butler and feed.
///
/// A new panel is a file and a line here.
struct HouseScreen: Application {
    let panels: [any Panel] = [ClusterPanel(), HudPanel(), ChatPanel(), FeedPanel(), ShellPanel()]
    var commands: (first: [Command], last: [Command]) {
        (Commands.navigation, Commands.appearance + Commands.session + Commands.demo)
    }

    /// Everything there is.
    static let catalog = Catalog(HouseScreen())

    func drawTop(into frame: inout Frame, _ scene: Scene) {
        TopBar().draw(into: &frame, scene)
    }

    func greeting(at now: Moment) -> (any Layer)? { BootLayer(began: now.instant) }

    func changeDisplay(of state: inout AppState) {
        state.forgetQuestions()
    }

    func tick(_ state: inout AppState) {
        for index in state.clusters.indices { state.clusters[index].listen(at: state.now.instant) }
    }

    func tell(_ notice: ShellNotice, in state: inout AppState) {
        state.feed.append([
            FeedEntry(
                id: -state.shell.noticeCount, time: state.now.epoch, severity: .notice, source: .shell,
                title: notice.words, detail: notice.detail)
        ])
    }
}
