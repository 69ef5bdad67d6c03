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

    private static func id(_ number: Int) -> GuestID {
        GuestID(.lxc, VMID("\(number)") ?? 100)
    }

    /// A cluster with more guests than a screen has rows.
    private static func long() -> AppState {
        var snapshot = Sample.snapshot
        snapshot.guests = (200..<290).map { (number: Int) in
            Guest(id: Self.id(number), node: "home", name: "g\(number)", status: .running)
        }
        return Sample.state(Size(width: 120, height: 40), snapshot: snapshot)
    }

    @Test(arguments: [Mouse.Action.press(.left), .press(.right)])
    func `a click in a long list leaves the window where it is`(action: Mouse.Action) throws {
        var state = Self.long()
        for _ in 0..<50 { state.press("j") }
        func window() throws -> [Substring] {
            let rows = state.picture().text.split(separator: "\n", omittingEmptySubsequences: false)
            return rows.prefix(39).map { $0.prefix(12) }
        }
        let before = try window()
        #expect(!before.contains { $0.contains(" 200 ") })
        for wanted in [5, 30, 12] {
            let number = try #require(before[wanted].split(separator: " ").compactMap { Int($0) }.first)
            state.mouse(action, x: 10, y: wanted)
            #expect(state.cluster.selection == .guest(Self.id(number)))
            if action == .press(.right) { state.press("Esc") }
            #expect(try window() == before)
        }
        // A key goes on from there.
        state.press("j")
        #expect(try window() != before)
    }

    @Test func `what is clicked in a long list of a layer stays where it is, also with the keys after it`()
        throws
    {
        var state = Sample.state(Size(width: 120, height: 24))
        state.press(":")
        for _ in 0..<40 { state.press("Down") }
        let list = try #require(state.layers.last as? PaletteLayer).list(in: state)
        let before = state.picture().text
        state.mouse(.press(.left), x: list.x + 3, y: list.y + 2)
        #expect(state.picture().text == before)
        let selected = try #require(state.layers.last as? PaletteLayer).chooser.selected
        #expect(selected == 40 - list.height + 3)
        state.press("Down")
        state.mouse(.press(.left), x: list.x + 3, y: list.y + 2)
        // The window went on by one, and what stands there is the selected one.
        #expect(state.layers.isEmpty || !(state.layers.last is PaletteLayer))
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

    @Test(arguments: [Mouse.Action.press(.left), .press(.right), .press(.middle), .scrollDown, .scrollUp])
    func `the mouse answers no dialog and nothing behind one`(action: Mouse.Action) {
        for focus in [PanelID.cluster, .shell] {
            var state = Sample.state(Size(width: 120, height: 40))
            state.focus(focus)
            _ = state.update(.kit(.card(Sample.card(), of: "lab")), at: Sample.start)
            state.openQuestion()
            for y in 0..<40 {
                for x in stride(from: 0, to: 120, by: 3) { #expect(state.mouse(action, x: x, y: y) == []) }
            }
            #expect(state.layers.count == 1 && state.layers.last is ConfirmLayer)
            #expect(state.waiting.isEmpty && state.focus == focus)
        }
    }

    @Test func `no click takes back the pause before a card listens`() {
        var state = Sample.state(Size(width: 120, height: 40))
        _ = state.update(.kit(.card(Sample.card(), of: "lab")), at: Sample.start)
        let before = (state.layers.last as? ConfirmLayer)?.reading.attention
        state.mouse(.press(.left), x: 60, y: 20)
        #expect(before != nil && (state.layers.last as? ConfirmLayer)?.reading.attention == before)
    }

    @Test(arguments: ["?", ":", "w", "o", "!", "Enter"])
    func `a click beside a layer closes it and does nothing else`(key: String) throws {
        var state = Sample.state(Size(width: 160, height: 45))
        state.house.scenarios = [ScenarioChoice(name: "calm", help: "Ends it.")]
        state.cluster.reveal(.node("home"))
        state.press(key)
        let box = try #require(state.layers.last?.box(in: state))
        #expect(state.mouse(.press(.left), x: box.x + 1, y: box.y) == [])
        #expect(state.layers.count == 1)
        #expect(state.mouse(.press(.left), x: box.x - 1, y: box.y + 1) == [])
        #expect(state.layers.isEmpty && state.cluster.selection == .node("home"))
    }

    @Test func `a click in a list selects, and a second one on it chooses`() throws {
        var state = Sample.state()
        state.press(":")
        let list = try #require(state.layers.last as? PaletteLayer).list(in: state)
        #expect(state.catalog.commands[2].id == "amiss")
        state.mouse(.press(.left), x: list.x + 3, y: list.y + 2)
        #expect((state.layers.last as? PaletteLayer)?.chooser.selected == 2)
        state.mouse(.press(.left), x: list.x + 3, y: list.y + 2)
        #expect(state.layers.count == 1 && state.layers.last is AmissLayer)
        state.mouse(.press(.left), x: state.layout.closerLook.x + 4, y: state.layout.closerLook.y + 2)
        #expect((state.layers.last as? AmissLayer)?.chooser.selected == 1)
    }

    @Test func `the wheel scrolls the layer on top`() {
        var state = Sample.state(Size(width: 80, height: 24))
        state.press("?")
        let begin = state.picture().text
        state.mouse(.scrollDown, x: 2, y: 2)
        let further = state.picture().text
        #expect(further != begin)
        state.mouse(.scrollUp, x: 2, y: 2)
        #expect(state.picture().text == begin)
    }

    @Test func `a click on a key of the last line does what the key does`() throws {
        var state = Sample.state()
        func column(_ hint: String) throws -> Int {
            let row = Array(state.picture().text(row: 39))
            let index = row.indices.first { row[$0...].starts(with: hint) }
            return try #require(index)
        }
        state.mouse(.press(.left), x: try column("? Help") + 3, y: 39)
        #expect(state.layers.last is HelpLayer)
        state.mouse(.press(.left), x: try column("Esc Close"), y: 39)
        #expect(state.layers.isEmpty)
        #expect(state.mouse(.press(.left), x: 119, y: 39) == [])
        // What the shell's line names are keys of a program.
        state.focus(.shell)
        for x in 0..<120 { #expect(state.mouse(.press(.left), x: x, y: 39) == []) }
        #expect(state.layers.isEmpty && state.shell.prefix == nil)
    }

    @Test func `the feed's filters are chosen by their words, and its lines by a click`() throws {
        var state = Sample.state(Size(width: 160, height: 45))
        let rect = try #require(state.layout.panels[.feed])
        let border = Array(state.picture().text(row: rect.y))
        let word = try #require(border.indices.first { border[$0...].starts(with: "ALERTS") })
        state.mouse(.press(.left), x: word + 5, y: rect.y)
        #expect(state.feed.filter == .alerts && state.focus == .feed)
        state.mouse(.press(.left), x: word - 5, y: rect.y)
        #expect(state.feed.filter == .auto)
        state.mouse(.press(.left), x: word - 7, y: rect.y)
        #expect(state.feed.filter == .all)
        let rows = state.picture().text.split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(rows.firstIndex { $0.contains("storage nas is filling") })
        state.mouse(.press(.left), x: rect.x + 20, y: row)
        #expect(state.feed.selected?.id == 2)
    }

    @Test func `a click on the sign of a fold folds, and opens nothing`() throws {
        var state = Sample.state()
        let row = try #require(
            state.picture().text.split(separator: "\n", omittingEmptySubsequences: false)
                .firstIndex { $0.contains("▾") && $0.contains(" home ") })
        for isFolded in [true, false, true] {
            #expect(state.mouse(.press(.left), x: 1, y: row) == [])
            #expect(state.cluster.isFolded(.node("home")) == isFolded)
        }
        #expect(state.layers.isEmpty)
    }

    @Test func `a right click on a row opens its menu, whose commands go the way of the keys`() throws {
        var state = Sample.state()
        let guest = GuestID(.lxc, 103)
        let row = try #require(
            state.picture().text.split(separator: "\n", omittingEmptySubsequences: false)
                .firstIndex { $0.contains("103 jellyfin") })
        #expect(state.mouse(.press(.right), x: 10, y: row) == [])
        #expect(state.cluster.selection == .guest(guest))
        let menu = try #require(state.layers.last as? RowMenuLayer)
        let text = state.picture().text
        #expect(text.contains("Details") && text.contains("Stop") && !text.contains("s     Start"))
        // What is chosen at first only looks.
        let list = menu.list(in: state)
        let request = DetailRequest(cluster: "lab", subject: .guest(guest, "home"), timeframe: .hour)
        #expect(state.mouse(.press(.left), x: list.x, y: list.y) == [.kit(.load(request))])
        state.press("Esc")
        state.mouse(.press(.right), x: 10, y: row)
        #expect(state.press("x") == [.kit(.power(.stop, guest, cluster: "lab"))])
        #expect(state.layers.isEmpty)
    }
}
