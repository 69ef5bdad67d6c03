import ClusterKit
import Screen
import Testing

@testable import JarvisTUI
@testable import Multiplexer

/// Walking in the feed, and getting from its lines to their things.
@Suite struct FeedPaneTests {
    private static func entry(_ id: Int, _ kind: String = "", _ subject: String? = nil) -> FeedEntry {
        FeedEntry(
            id: id, kind: kind, subject: subject, time: 1_767_268_640 + Double(id), severity: .info,
            source: .system, title: "line \(id)", detail: "", cluster: "lab")
    }

    /// The feed with these lines as its newest, and the keys in it.
    private static func state(_ entries: [FeedEntry]) -> AppState {
        var state = Sample.state()
        _ = state.update(.feed(entries), at: Sample.start)
        state.focus(.feed)
        return state
    }

    @Test func `the newest is selected at first, and what comes does not move what is selected`() {
        var state = Self.state((1...9).map { Self.entry($0) })
        #expect(state.feed.selected?.id == 9)
        _ = state.update(.feed([Self.entry(10)]), at: Sample.start)
        #expect(state.feed.selected?.id == 10)
        state.press("k", "k", "j")
        #expect(state.feed.selected?.id == 9)
        _ = state.update(.feed((11...90).map { Self.entry($0) }), at: Sample.start)
        #expect(state.feed.selected?.id == 9)
        #expect(state.picture().text.contains("line 9 "))
        state.press("G")
        #expect(state.feed.selected?.id == 90)
    }

    @Test func `the selected line is marked while the pane has the keys`() throws {
        var state = Self.state((1...9).map { Self.entry($0) })
        state.press("k")
        let row = try #require(
            state.picture().text.split(separator: "\n", omittingEmptySubsequences: false)
                .firstIndex { $0.contains("line 8") })
        let x = try #require(state.layout.panels[.feed]).x + 20
        let ground = Ink.plain.selection
        #expect(state.picture()[x, row].style == ground)
        #expect(state.picture()[x, row + 1].style != ground)
        state.focus(.chat)
        #expect(state.picture()[x, row].style != ground)
    }

    @Test(arguments: [
        ("guest.fell", "103", DetailRequest.Subject.guest(GuestID(.lxc, 103), "home")),
        ("act.done", "103", .guest(GuestID(.lxc, 103), "home")),
        ("node.offline", "pve", .node("pve")),
        ("storage.hung", "nas", .storage(Storage.ID(node: "home", name: "nas"))),
        ("storage.hung", "home", .node("home")),
        ("task.failed", Sample.tasks[2].upid.text, .task(Sample.tasks[2].upid)),
    ])
    func `Enter leads to what a line is about`(
        kind: String, subject: String, place: DetailRequest.Subject
    ) {
        var state = Self.state([Self.entry(1), Self.entry(2, kind, subject)])
        let request = DetailRequest(cluster: "lab", subject: place, timeframe: .hour)
        #expect(state.press("Enter") == [.kit(.load(request))])
        #expect((state.layers.last as? DetailLayer)?.request == request)
        #expect(state.focus == .cluster)
    }

    @Test(arguments: [("watch.began", nil), ("guest.fell", "999"), ("node.left", "../etc"), ("act.done", "")])
    func `a line that leads nowhere is shown in full`(kind: String, subject: String?) {
        var state = Self.state([Self.entry(1, kind, subject)])
        #expect(state.press("Enter") == [])
        #expect(state.layers.last is FeedLayer)
        #expect(state.focus == .feed)
    }

    @Test func `a line about another cluster shows that one`() {
        var state = Sample.blank(clusters: ["lab", "attic"])
        var snapshot = Sample.snapshot
        snapshot.name = "attic"
        _ = state.update(.kit(.snapshot(Diagnosis(of: snapshot))), at: Sample.start)
        var entry = Self.entry(1, "node.offline", "pve")
        entry.cluster = "attic"
        _ = state.update(.feed([entry]), at: Sample.start)
        state.focus(.feed)
        state.press("Enter")
        #expect(state.cluster.name == "attic" && state.cluster.selection == .node("pve"))
    }

    @Test func `the wheel moves the window, and the selection no further than it must`() throws {
        var state = Self.state((1...60).map { Self.entry($0) })
        let rect = try #require(state.layout.panels[.feed])
        state.mouse(.scrollUp, x: rect.x + 2, y: rect.y + 2)
        #expect(!state.picture().text.contains("line 60 ") && state.picture().text.contains("line 57 "))
        #expect(state.feed.selected?.id == 57)
        for _ in 0..<40 { state.mouse(.scrollDown, x: rect.x + 2, y: rect.y + 2) }
        #expect(state.picture().text.contains("line 60 ") && state.feed.selected?.id == 57)
    }

    @Test func `a line that stands for those of its guests is shown in their place, at once and later`() {
        let guests = [
            Self.entry(1, "guest.started", "101"), Self.entry(1, "guest.started", "103"),
            Self.entry(1, "guests.started", "home"),
        ]
        let other = Self.entry(2, "guest.started", "104")
        let told = Self.state(guests + [other])
        #expect(told.feed.shown.suffix(2).map(\.subject) == ["home", "104"])
        var restored = Sample.blank()
        _ = restored.update(.kit(.restored(feed: guests + [other], talks: [:])), at: Sample.start)
        #expect(restored.feed.shown.map(\.subject) == ["home", "104"])
    }

    @Test func `one line stands for a node's return, and takes the place of all that led to it`() {
        func task(_ id: Int, _ vmid: Int) -> FeedEntry {
            Self.entry(id, "task.started", "UPID:home:00000001:00000002:69566184:vzstart:\(vmid):root@pam:")
        }
        let before = [
            task(1, 101), Self.entry(2, "node.offline", "home"), Self.entry(3, "node.online", "home"),
        ]
        let steps = [
            before + [task(4, 101)],
            [Self.entry(5, "guest.started", "101"), Self.entry(5, "guests.started", "home"), task(5, 103)],
            [Self.entry(6, "guest.fell", "105")],
            [Self.entry(7, "guest.started", "103"), Self.entry(7, "guests.started", "home")],
        ]
        var told = Self.state(steps[0])
        told.press("k")
        #expect(told.feed.selected?.kind == "node.online")
        for step in steps.dropFirst() { _ = told.update(.feed(step), at: Sample.start) }
        #expect(told.feed.shown.suffix(4).map(\.id) == [1, 2, 6, 7])
        #expect(told.feed.selected?.id == 7)
        var restored = Sample.blank()
        let all = Array(steps.joined().reversed())
        _ = restored.update(.kit(.restored(feed: all, talks: [:])), at: Sample.start)
        #expect(restored.feed.shown.map(\.id) == [1, 2, 6, 7])
    }

    @Test func `what is folded away below the window leaves the window where it is`() throws {
        var state = Self.state((1...40).map { Self.entry($0) } + [Self.entry(41, "node.online", "home")])
        let rect = try #require(state.layout.panels[.feed])
        for _ in 0..<4 { state.mouse(.scrollUp, x: rect.x + 2, y: rect.y + 2) }
        #expect(!state.picture().text.contains("line 41"))
        let text = state.picture().text
        _ = state.update(.feed([Self.entry(42, "guests.started", "home")]), at: Sample.start)
        #expect(state.feed.shown.last?.id == 42 && !state.feed.shown.contains { $0.id == 41 })
        #expect(state.picture().text == text)
    }

    @Test func `a click selects and leaves the window where it is`() throws {
        var state = Self.state((1...40).map { Self.entry($0) })
        for _ in 0..<20 { state.press("k") }
        let rect = try #require(state.layout.panels[.feed]).inset()
        let before = state.picture().text
        let last = try #require(state.feed.window(rows: rect.height, hasKeys: true).last)
        #expect(state.feed.selected != last)
        state.mouse(.press(.left), x: rect.x + 20, y: rect.endY - 1)
        #expect(state.feed.selected == last)
        #expect(state.picture().text == before)
    }
}
