import AIKit
import JSON
import Jarvis
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// Two clusters, one on the screen at a time: each has its own butler, its own talk and its own cards.
@Suite struct TwoClusterTests {
    private static func home() -> AppState {
        var state = Sample.blank(clusters: ["lab", "attic"])
        state.focus(.chat)
        return state
    }

    private static func ask(_ question: String, _ state: inout AppState) -> [Effect] {
        state.focus(.chat)
        for key in question { state.press(String(key)) }
        return state.press("Enter")
    }

    private static func shows(_ text: String, _ state: AppState) -> Bool {
        state.chat.entries.contains { $0.content == .operatorText(text) || $0.content == .butlerText(text) }
    }

    @Test func `a question goes to the cluster on whose screen it was asked, and stays in its talk`() {
        var state = Self.home()
        #expect(Self.ask("one", &state) == [.kit(.ask(Remark(text: "one", cluster: "lab")))])
        _ = state.showCluster(offset: 1)
        #expect(!Self.shows("one", state))
        #expect(state.picture().text.contains("JARVIS in attic"))
        #expect(Self.ask("two", &state) == [.kit(.ask(Remark(text: "two", cluster: "attic")))])
        _ = state.update(.kit(.agent(.textDelta("first"), of: "lab")), at: Sample.start)
        #expect(!Self.shows("first", state))
        _ = state.showCluster(offset: 1)
        #expect(Self.shows("one", state) && Self.shows("first", state) && !Self.shows("two", state))
    }

    @Test func `Esc stops the answer that is on the screen, and no other`() {
        var state = Self.home()
        _ = Self.ask("one", &state)
        _ = state.showCluster(offset: 1)
        state.focus(.chat)
        #expect(state.press("Esc") == [])
        #expect(state.focus == .cluster)
        _ = state.showCluster(offset: 1)
        state.focus(.chat)
        #expect(state.press("Esc") == [.kit(.cancelRun(cluster: "lab"))])
    }

    @Test func `what waits for an answer is asked where it was said, whatever is on the screen then`() {
        var state = Self.home()
        _ = Self.ask("one", &state)
        #expect(Self.ask("two", &state) == [])
        _ = state.showCluster(offset: 1)
        #expect(
            state.update(.kit(.agent(.finished(RunSummary()), of: "lab")), at: Sample.start) == [
                .kit(.ask(Remark(text: "two", cluster: "lab")))
            ])
        #expect(!state.chat.isBusy)
    }

    @Test func `an answer that ends while another cluster is on the screen is told of`() {
        var state = Self.home()
        _ = Self.ask("one", &state)
        _ = state.update(.kit(.agent(.finished(RunSummary()), of: "lab")), at: Sample.start)
        #expect(state.notice == nil)
        _ = Self.ask("two", &state)
        _ = state.showCluster(offset: 1)
        _ = state.update(.kit(.agent(.finished(RunSummary()), of: "lab")), at: Sample.start)
        #expect(state.notice?.text == "Jarvis has answered in lab.")
    }

    @Test func `a new conversation is begun with the butler on the screen`() {
        var state = Self.home()
        _ = state.showCluster(offset: 1)
        state.focus(.chat)
        #expect(state.press("C-n") == [.kit(.newConversation(cluster: "attic"))])
    }

    @Test func `a card is answered to the butler who asked, and names his cluster`() {
        var state = Self.home()
        state.focus(.cluster)
        _ = state.update(.kit(.card(Sample.card(), of: "attic")), at: Sample.start)
        #expect(state.picture().text.contains("attic"))
        #expect(
            state.tap(["y", "Enter"], after: 1) == [
                .kit(.answer(Sample.card().id, .yes, cluster: "attic"))
            ])
    }

    @Test func `an act is told with its cluster where another is on the screen`() {
        var state = Self.home()
        for (cluster, words) in [("lab", "Start 103: done"), ("attic", "Start 103 in attic: done")] {
            let report = ActReport(id: 1, title: "Start 103", stage: .ended(.done, "done"))
            _ = state.update(.kit(.act(report, of: cluster)), at: Sample.start)
            #expect(state.notice?.text == words)
        }
    }

    @Test(arguments: [(["lab", "attic"], "attic: 101 web started"), (["attic"], "101 web started")])
    func `the feed names the cluster of an entry where there are several`(clusters: [String], title: String) {
        let entry = FeedEntry(
            id: 1, time: Sample.start.epoch, severity: .info, source: .system, title: "101 web started",
            detail: "", cluster: "attic")
        let shell = FeedEntry(
            id: 2, time: Sample.start.epoch + 1, severity: .info, source: .shell, title: "make ended",
            detail: "")
        var state = Sample.blank(clusters: clusters)
        _ = state.update(.feed([entry, shell]), at: Sample.start)
        #expect(state.feed.entries.map(\.title) == [title, "make ended"])
        var restored = Sample.blank(clusters: clusters)
        _ = restored.update(.kit(.restored(feed: [entry, shell], talks: [:])), at: Sample.start)
        #expect(restored.feed.entries.map(\.title) == [title, "make ended"])
    }

    @Test func `the list of acts has a column for the cluster where there are several`() {
        func act(_ cluster: String) -> JSONValue {
            [
                "id": 1, "cluster": .string(cluster), "asker": "model", "tier": "RED", "call": "POST /x",
                "result": "succeeded",
            ]
        }
        let one: JSONValue = ["acts": [act("lab"), act("lab")]]
        #expect(!AuditListCommand.table(one).contains("lab"))
        #expect(AuditListCommand.table(one, namesClusters: true).contains("  lab  model"))
        let both = AuditListCommand.table(["acts": [act("lab"), act("attic")]])
        #expect(both.contains("  lab    model") && both.contains("  attic  model"))
    }

    @Test func `what is handed back stands where it was typed`() {
        var state = Self.home()
        let remark = Remark(text: "fix @last", cluster: "lab")
        _ = state.showCluster(offset: 1)
        _ = state.update(.kit(.notHandedOver(remark, "@last: no marks.")), at: Sample.start)
        #expect(state.chat.input.isEmpty)
        _ = state.showCluster(offset: 1)
        #expect(state.chat.input.text == "fix @last")
    }

    @Test func `each cluster's talk of the last time comes back as its own`() {
        var state = Self.home()
        _ = state.update(
            .kit(.restored(feed: [], talks: ["lab": [.operatorText("a")], "attic": [.operatorText("b")]])),
            at: Sample.start)
        #expect(Self.shows("a", state) && !Self.shows("b", state))
        _ = state.showCluster(offset: 1)
        #expect(Self.shows("b", state) && !Self.shows("a", state))
    }
}
