import ClusterKit
import Jarvis
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// What `:` finds besides the commands, and what comes of it.
@Suite struct OmniboxTests {
    private static func typed(_ text: String, _ state: AppState? = nil) -> AppState {
        var state = state ?? Sample.state(snapshot: Sample.calm)
        state.press(":")
        for key in text { state.press(key == " " ? "Space" : String(key)) }
        return state
    }

    @Test func `half a name of a guest leads to it, also behind a fold and a filter`() throws {
        var state = Sample.state(snapshot: Sample.calm)
        state.cluster.apply(try Filter(parsing: "adguard"))
        state = Self.typed("jelly", state)
        #expect(state.picture().text.contains("103 jellyfin"))
        state.press("Enter")
        #expect(state.cluster.selection == .guest(GuestID(.lxc, 103)))
        #expect(state.focus == .cluster && state.layers.isEmpty)
    }

    @Test func `a part of an address leads to the guest that has it, and a number to that of the number`() {
        var snapshot = Sample.calm
        snapshot.guests[1].address = IPAddress("10.0.104.9")
        var state = Self.typed("104.9", Sample.state(snapshot: snapshot))
        #expect(state.picture().text.contains("103 jellyfin 10.0.104.9"))
        state.press("Enter")
        #expect(state.cluster.selection == .guest(GuestID(.lxc, 103)))
        state = Self.typed("104", Sample.state(snapshot: snapshot))
        #expect(!state.picture().text.contains("10.0.104.9"))
        state.press("Enter")
        #expect(state.cluster.selection == .guest(GuestID(.lxc, 104)))
    }

    @Test(arguments: ["q", "quit", "exit"])
    func `the way out is found by the names that others have for it`(name: String) {
        var state = Self.typed(name)
        #expect(state.press("Enter") == [.session(.detach)])
    }

    @Test func `a setting is found with its value`() {
        var state = Self.typed("theme cyan")
        #expect(state.press("Enter") == [.screen(.useTheme("cyan")), .kit(.remember(.theme, "cyan"))])
        #expect(state.theme == "cyan")
    }

    @Test func `a tag narrows the column, and nodes and storages are gone to`() {
        var state = Self.typed("media")
        state.press("Enter")
        #expect(state.cluster.filter.text == "tag:\"media\"")
        state = Self.typed("agent1")
        state.press("Enter")
        #expect(state.cluster.selection == .node("agent1"))
        state = Self.typed("nas")
        state.press("Enter")
        #expect(state.cluster.selection == .storage(Sample.storages[1].id))
    }

    @Test func `what nothing fits can be asked`() {
        var state = Self.typed("why is the moon round")
        #expect(state.picture().text.contains("ask Jarvis"))
        let effects = state.press("Enter")
        #expect(effects == [.kit(.ask(Remark(text: "why is the moon round", cluster: "lab")))])
    }

    @Test func `what was chosen often goes first`() throws {
        func first(_ state: AppState) throws -> String {
            let lines = Self.typed("re", state).picture().text.split(separator: "\n")
            let line = try #require(lines.firstIndex { $0.contains(": re") })
            return String(lines[line + 2])
        }
        var state = Sample.state(snapshot: Sample.calm)
        let before = try first(state)
        for _ in 0..<4 { state.kept[PaletteUse.self].note("look.redraw") }
        let after = try first(state)
        #expect(!before.contains("Redraw") && after.contains("Redraw"))
    }
}
