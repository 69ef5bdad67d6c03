import ClusterKit
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct MouseTests {
    @Test(arguments: [AccessState.granted, .noGuests])
    func `a click on a row selects what is drawn there, also below a warning`(access: AccessState) throws {
        var snapshot = Sample.snapshot
        snapshot.access = access
        snapshot.freshness[.resources]?.unreadableRows = access == .noGuests ? 2 : 0
        var state = Sample.state(Size(width: 120, height: 40), snapshot: snapshot)
        let lines = state.picture().text.split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(lines.firstIndex { $0.contains("103 jellyfin") })
        state.mouse(.press(.left), x: 10, y: row)
        #expect(state.cluster.selection == .guest(GuestID(.lxc, 103)))
    }

    @Test func `a click gives the pane below it the focus`() throws {
        var state = Sample.state(Size(width: 200, height: 50))
        let layout = Layout(size: state.size, focus: .cluster, isZoomed: false, catalog: HouseScreen.catalog)
        let feed = try #require(layout.panels[.feed])
        state.mouse(.press(.left), x: feed.x + 3, y: feed.y + 2)
        #expect(state.focus == .feed)
        let shell = try #require(layout.columns[.shell])
        #expect(state.mouse(.press(.left), x: shell.x + 3, y: shell.y + 2) == [])
        #expect(state.focus == .shell)
    }

    @Test(arguments: [(3, PanelID.cluster), (15, .chat), (26, .shell)])
    func `a click on a tab shows its column`(x: Int, focus: PanelID) throws {
        var state = Sample.state(Size(width: 80, height: 24))
        state.focus(.feed)
        state.mouse(.press(.left), x: x, y: 1)
        #expect(state.focus == focus)
    }

    @Test func `the wheel scrolls what is below it and leaves the focus`() throws {
        var state = Sample.state(Size(width: 200, height: 50))
        let answer = (0..<200).map { "line \($0)\n" }.joined()
        _ = state.update(.kit(.restored(feed: [], talks: ["lab": [.butlerText(answer)]])), at: Sample.start)
        let layout = Layout(size: state.size, focus: .cluster, isZoomed: false, catalog: HouseScreen.catalog)
        let chat = try #require(layout.panels[.chat])
        state.mouse(.scrollUp, x: chat.x + 2, y: chat.y + 2)
        #expect(state.chat.anchor != nil)
        #expect(state.picture().text.contains("↓ 3 more"))
        #expect(state.focus == .cluster)
        state.mouse(.scrollDown, x: chat.x + 2, y: chat.y + 2)
        state.mouse(.scrollDown, x: chat.x + 2, y: chat.y + 2)
        #expect(state.chat.anchor == nil)
    }

    @Test func `an edge between two columns is dragged, is kept, and neither selects nor takes the keys`()
        throws
    {
        var state = Sample.state(Size(width: 200, height: 50))
        state.focus(.chat)
        let before = state.layout
        let edge = try #require(before.columns[.cluster]).endX
        let selection = state.cluster.selection
        #expect(state.mouse(.press(.left), x: edge - 1, y: 9) == [])
        #expect(state.mouse(.drag(.left), x: edge + 9, y: 30) == [])
        let effects = state.mouse(.release(.left), x: edge + 9, y: 30)
        #expect(state.layout.columns[.cluster]?.endX == edge + 10)
        #expect(effects == [.kit(.remember(.columns, state.widths.text))])
        #expect(state.focus == .chat && state.cluster.selection == selection)
        // A drag that begins elsewhere moves nothing.
        let after = state.layout
        state.mouse(.press(.left), x: edge - 20, y: 9)
        state.mouse(.drag(.left), x: edge + 20, y: 9)
        #expect(state.layout.columns == after.columns)
    }

    @Test func `the instruments take no keys by a click`() throws {
        var state = Sample.state(Size(width: 240, height: 50))
        state.focus(.chat)
        let rect = try #require(state.layout.columns[.instruments])
        #expect(state.mouse(.press(.left), x: rect.x + 4, y: rect.y + 4) == [])
        #expect(state.focus == .chat)
    }

    @Test func `the mouse answers no dialog and nothing behind one`() {
        var state = Sample.state(Size(width: 120, height: 40))
        _ = state.update(.kit(.card(Sample.card(), of: "lab")), at: Sample.start)
        for y in 0..<40 {
            for x in stride(from: 0, to: 120, by: 3) {
                #expect(state.mouse(.press(.left), x: x, y: y) == [])
            }
        }
        #expect(state.layers.count == 1)
        #expect(state.focus == .cluster)
    }
}
