import ClusterKit
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// Leaving a demo, which keeps nothing, and what several clusters and old figures look like.
@Suite struct DepartureTests {
    private static var demo: AppState {
        var state = Sample.state()
        state.house.scenarios = [ScenarioChoice(name: "node-dies", help: "A node dies.")]
        return state
    }

    @Test func `a demo in whose shell programs run asks before it ends, and names them`() {
        var state = Self.demo
        let running = DemoDeparture(programs: ["tab 0 (bash, 1 pane): vi unsaved.txt"])
        #expect(state.update(.news(running), at: Sample.moment(1)) == [])
        let text = state.picture().text
        #expect(text.contains("The demo keeps nothing") && text.contains("vi unsaved.txt"))
        #expect(!text.contains("press q instead"))
    }

    @Test func `a demo in whose shell nothing runs ends at once`() {
        var state = Self.demo
        #expect(state.update(.news(DemoDeparture(programs: [])), at: Sample.start) == [.session(.endHouse)])
    }

    @Test func `the card of a house tells how to keep what runs, that of a demo does not`() {
        var state = Sample.state()
        state.press("Q")
        #expect(state.picture().text.contains("press q instead"))
        state = Self.demo
        state.press("Q")
        #expect(!state.picture().text.contains("press q instead"))
    }
}

/// The top line with several clusters.
@Suite struct OtherClusterTests {
    private static func top(_ state: AppState) -> String {
        state.picture().text.split(separator: "\n").first.map(String.init) ?? ""
    }

    private static func house(_ attic: ClusterSnapshot?) -> AppState {
        var state = Sample.blank(clusters: ["lab", "attic"])
        _ = state.update(.kit(.snapshot(Diagnosis(of: Sample.calm))), at: Sample.start)
        if var attic {
            attic.name = "attic"
            _ = state.update(.kit(.snapshot(Diagnosis(of: attic))), at: Sample.start)
        }
        return state
    }

    @Test func `a cluster that is not on the screen shows its sign as long as it is not well`() {
        #expect(Self.top(Self.house(Sample.calm)).contains(" lab  ● all systems nominal"))
        var fallen = Sample.calm
        fallen.nodes[0].state = .offline
        #expect(Self.top(Self.house(fallen)).contains(" lab attic◆  ● all systems nominal"))
        #expect(Self.top(Self.house(nil)).contains(" lab attic?  ● all systems nominal"))
    }

    @Test func `what is amiss elsewhere is named below what is amiss here`() {
        var fallen = Sample.calm
        fallen.nodes[0].state = .offline
        var state = Self.house(fallen)
        state.press("w")
        #expect(state.picture().text.contains("attic: agent down"))
    }
}
