import AIKit
import ClusterKit
import JSON
import Jarvis
import Screen
import Testing
import Text

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// What the screen says beside the panes' own content: the keys that count now, what is waited for, what was cut off.
@Suite struct LastLineTests {
    private static let wide = Size(width: 80, height: 24)

    @Test(arguments: [
        (":", "Enter Run  Tab Next  Esc Close"), ("!", "Esc Close"),
        ("?", "/ Search  PageDown Further  Esc Close  PageUp Back"),
    ])
    func `the last line names the keys of what is on top`(key: String, words: String) {
        var state = Sample.state(Self.wide)
        state.house.scenarios = [ScenarioChoice(name: "calm", help: "Ends every scenario.")]
        state.press(key)
        #expect(state.lastLine == words)
    }

    @Test(arguments: [20, 36, 45, 60, 80, 99, 120, 160, 240])
    func `however narrow it is, the last line of the shell names the way out first`(width: Int) {
        var state = Sample.state(Size(width: width, height: 24))
        state.focus(.shell)
        #expect(state.lastLine.hasPrefix("^A Tab Next column"))
        state.press("C-a")
        let ways = width < 30 ? "Tab Next column" : "Tab Next column  d Detach"
        #expect(state.lastLine.hasPrefix(ways))
        #expect(state.lastLine.ranges(of: "Next column").count == 1)
    }

    @Test func `the last line of the chat says what Esc does just now`() {
        var state = Sample.state(Self.wide, snapshot: Sample.calm)
        state.focus(.chat)
        #expect(state.lastLine.contains("Esc To the cluster") && !state.lastLine.contains("Stop"))
        var asked = state
        state.press("Esc")
        #expect(state.focus == .cluster)
        asked.type("stop jellyfin")
        asked.press("Enter")
        #expect(asked.lastLine.contains("Esc Stop answer") && !asked.lastLine.contains("To the cluster"))
    }

    @Test func `below a card no keys of a pane are named`() {
        var state = Sample.state(Self.wide)
        _ = state.update(.kit(.card(Sample.card(), of: "lab")), at: Sample.start)
        #expect(state.layers.last is ConfirmLayer)
        #expect(state.lastLine.isEmpty)
    }

    @Test func `while a call waits for a word nobody is said to think`() {
        var state = Sample.state(Self.wide, snapshot: Sample.calm)
        state.focus(.chat)
        state.type("stop jellyfin")
        state.press("Enter")
        #expect(state.picture().text.contains("thinking"))
        let call = ToolCard(
            id: "2", name: "stop_container", arguments: .object(["vmid": .integer(103)]), tier: .red,
            state: .waiting(Sample.card(asker: .model)))
        state.chat.receive(.tool(call), at: Sample.start)
        let text = state.picture().text
        #expect(text.contains("? waits for your word ─╮"))
        #expect(!text.contains("thinking"))
    }

    @Test func `arguments that do not fit are cut off visibly`() {
        var state = Sample.state(Self.wide, snapshot: Sample.calm)
        state.focus(.chat)
        let reason = RefusalReason.declinedBecause("because it runs a backup")
        let call = ToolCard(
            id: "2", name: "stop_container", arguments: .object(["vmid": .integer(103), "node": "home"]),
            tier: .red, state: .refused(reason))
        state.chat.restore([.tool(call)])
        let row = state.picture().text.split(separator: "\n").first { $0.contains("stop_container") } ?? ""
        let words = row.filter { $0 != " " && $0 != "│" }
        #expect(words.hasSuffix("…") || words.hasSuffix("}") || words.hasSuffix("backup"))
    }

    @Test(arguments: [
        (Ending.failed, "5 ms  no quorum"), (.unknown, "5 ms, outcome not known  no quorum"),
    ])
    func `a call that did not end well says so in the line that came with it`(ending: Ending, words: String) {
        var state = Sample.state(Self.wide, snapshot: Sample.calm)
        state.focus(.chat)
        state.isZoomed = true
        let result = ToolResult(
            id: "2", content: "not this", structured: ["error": "nor this"], isError: true)
        let call = ToolCard(
            id: "2", name: "stop_container", arguments: [:], tier: .red,
            state: .done(result, ending, line: "no quorum", took: .milliseconds(5)))
        state.chat.restore([.tool(call)])
        #expect(state.picture().text.contains("stop_container RED  \(words)"))
    }

    @Test(arguments: [
        (ActReport.Stage.ended(.done, "it is running now"), "it is running now", Severity.info),
        (.ended(.failed, "no quorum"), "no quorum", .critical),
        (.ended(.unknown, "still stopped"), "still stopped", .warning),
        (.refused(.declined), "The operator declined.", .notice),
        (
            .refused(.protected(.guest(103), "it is the router")),
            "\(RefusalReason.protected(.guest(103), "it is the router"))", .warning
        ),
    ])
    func `an act under way is named in the last line, and then how it ended`(
        stage: ActReport.Stage, words: String, severity: Severity
    ) {
        var state = Sample.state(Self.wide)
        var report = ActReport(id: 1, title: "Start 103", stage: .running)
        _ = state.update(.kit(.act(report, of: "lab")), at: Sample.start)
        #expect(state.lastLine.contains("Start 103") && !state.house.acts.isEmpty)
        report.stage = stage
        _ = state.update(.kit(.act(report, of: "lab")), at: Sample.start)
        #expect(state.house.acts.isEmpty)
        #expect(state.notice?.text == "Start 103: \(words)" && state.notice?.severity == severity)
    }

    @Test func `a line of the feed goes on below where there is room`() {
        var state = Sample.blank(Self.wide)
        let detail = "with ollama, k3s-1, k3s-2, prometheus, grafana and mqtt"
        let entry = FeedEntry(
            id: 9, time: 1_767_268_700, severity: .critical, source: .system, title: "node agent1 is offline",
            detail: detail)
        _ = state.update(.kit(.restored(feed: [entry], talks: [:])), at: Sample.start)
        state.focus(.feed)
        #expect(state.picture().text.contains(detail))
    }

    @Test func `a title of the feed that has one row is cut off visibly`() {
        var state = Sample.state(Self.wide)
        let title = String(repeating: "sixteen letters ", count: 5)
        let entry = FeedEntry(
            id: 9, time: 1_767_268_700, severity: .info, source: .auto, title: title + "end", detail: "")
        _ = state.update(.kit(.restored(feed: [entry], talks: [:])), at: Sample.start)
        state.focus(.feed)
        let row = state.picture().text.split(separator: "\n").first { $0.contains("sixteen") } ?? ""
        #expect(row.contains("…"))
    }
}

extension AppState {
    /// The last row without the blanks around it.
    fileprivate var lastLine: String {
        let rows = picture().text.split(separator: "\n", omittingEmptySubsequences: false)
        let row = rows.element(size.height - 1)
        return String(row.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

extension [Substring] {
    fileprivate func element(_ index: Int) -> Substring { indices.contains(index) ? self[index] : "" }
}
