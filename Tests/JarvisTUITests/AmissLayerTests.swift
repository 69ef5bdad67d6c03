import ClusterKit
import Jarvis
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// The list of all that is amiss, and the ways from it to the things.
@Suite struct AmissLayerTests {
    private static func open(_ change: (inout ClusterSnapshot) -> Void = { _ in }) -> AppState {
        var snapshot = Sample.snapshot
        change(&snapshot)
        var state = Sample.state(snapshot: snapshot)
        state.press("w")
        return state
    }

    /// Moves to the line that begins with these words.
    private static func select(_ words: String, in state: inout AppState) throws {
        state.press("g")
        for _ in 0..<20 {
            let row = state.picture().text.split(separator: "\n").first { $0.contains(words) }
            let lines = state.picture().text.split(separator: "\n").filter { $0.contains("WHAT IS AMISS") }
            try #require(row != nil && lines.count == 1, "\(words) is not in the list")
            if let layer = state.layers.last as? AmissLayer, layer.selectedText(in: state) == words { return }
            state.press("j")
        }
        Issue.record("\(words) cannot be selected")
    }

    @Test func `it lists the worst first, with what to do about the selected one`() {
        let text = Self.open().picture().text
        let lost = text.range(of: "storage local lost")
        let full = text.range(of: "storage nas 88% full")
        #expect(lost != nil && full != nil)
        if let lost, let full { #expect(lost.lowerBound < full.lowerBound) }
        #expect(text.contains("Check the server behind it and the way there."))
    }

    @Test func `Enter leads to the thing, also behind a filter and a fold`() throws {
        var state = Self.open { snapshot in
            snapshot.guests[0].status = .ioError
            snapshot.storages = Sample.calm.storages
        }
        state.press("Esc")
        state.cluster.apply(try Filter(parsing: "jellyfin"))
        state.cluster.select(.node("home"))
        state.cluster.toggleFold()
        state.press("w")
        try Self.select("101 nextcloud io-error", in: &state)
        state.press("Enter")
        #expect(state.cluster.selection == .guest(GuestID(.qemu, 101)))
        #expect(state.cluster.rows.contains(.guest(GuestID(.qemu, 101))))
        #expect(state.cluster.filter.isEmpty)
        #expect((state.layers.last as? DetailLayer)?.request.subject == .guest(GuestID(.qemu, 101), "home"))
    }

    @Test func `a failed task leads to its log`() throws {
        var state = Self.open { $0.hindsight.troubles = [Sample.tasks[2]] }
        try Self.select("104 adguard start failed", in: &state)
        state.press("Enter")
        #expect((state.layers.last as? DetailLayer)?.request.subject == .task(Sample.tasks[2].upid))
    }

    @Test func `a guest's keys act on the selected one, and only on a guest`() throws {
        var state = Self.open { snapshot in
            snapshot.guests[1].status = .stopped
            snapshot.unaskedStops = [snapshot.guests[1].id]
        }
        try Self.select("storage local lost", in: &state)
        #expect(state.press("s").isEmpty && state.layers.count == 1)
        try Self.select("103 jellyfin stopped without a task", in: &state)
        let effects = state.press("s")
        #expect(effects == [.kit(.power(.start, GuestID(.lxc, 103), cluster: "lab"))])
        #expect(state.layers.isEmpty)
    }

    @Test func `the log of a guest's last task, and of a failed task, is a key away`() throws {
        var state = Self.open { snapshot in
            snapshot.guests[2].status = .stopped
            snapshot.unaskedStops = [snapshot.guests[2].id]
        }
        try Self.select("104 adguard stopped without a task", in: &state)
        #expect(state.picture().text.contains("L Log of its last task"))
        state.press("L")
        #expect((state.layers.last as? DetailLayer)?.request.subject == .task(Sample.tasks[2].upid))
        state = Self.open { $0.hindsight.troubles = [Sample.tasks[2]] }
        try Self.select("104 adguard start failed", in: &state)
        state.press("L")
        #expect((state.layers.last as? DetailLayer)?.request.subject == .task(Sample.tasks[2].upid))
        state = Self.open()
        try Self.select("storage nas 88% full", in: &state)
        #expect(state.press("L").isEmpty && state.layers.count == 1)
    }

    @Test func `what comes while it is open is added below, and what is over says so`() {
        var state = Self.open()
        let before = state.picture().text
        #expect(before.contains("storage nas 88% full") && !before.contains("agent down"))
        var snapshot = Sample.calm
        snapshot.nodes[0].state = .offline
        _ = state.update(.kit(.snapshot(Diagnosis(of: snapshot))), at: Sample.start)
        let lines = state.picture().text.split(separator: "\n").map(String.init)
        let nas = lines.firstIndex { $0.contains("storage nas 88% full") && $0.contains("over") }
        let agent = lines.firstIndex { $0.contains("◆ agent down") && !$0.contains("J.A.R.V.I.S.") }
        #expect(nas != nil && agent != nil)
        if let nas, let agent { #expect(nas < agent) }
    }

    @Test func `where nothing is amiss it says what is not known`() {
        var state = Sample.state(snapshot: Sample.calm)
        state.press("w")
        #expect(state.picture().text.contains("Nothing: all systems nominal."))
        state.press("Esc")
        var snapshot = Sample.calm
        snapshot.storages = []
        _ = state.update(.kit(.snapshot(Diagnosis(of: snapshot))), at: Sample.start)
        state.press("w")
        let text = state.picture().text
        #expect(text.contains("Nothing that is known of.") && text.contains("? not known: storages"))
    }
}
