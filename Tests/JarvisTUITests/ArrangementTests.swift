import ClusterKit
import Jarvis
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// The order of the cluster's guests, what they stand below, and what stays selected.
@Suite struct ArrangementTests {
    private static func guests(_ state: AppState) -> [VMID] {
        state.cluster.rows.compactMap { if case .guest(let id) = $0 { id.vmid } else { nil } }
    }

    private static func arranged(_ keys: String..., snapshot: ClusterSnapshot = Sample.calm) -> AppState {
        var state = Sample.state(snapshot: snapshot)
        state.focus(.cluster)
        for key in keys { state.press(key) }
        return state
    }

    @Test func `who eats most memory is three keys away, whatever node it is on`() {
        var snapshot = Sample.calm
        snapshot.guests[2].memory = 3 << 30
        snapshot.guests[0].memory = 2 << 30
        let state = Self.arranged("o", "m", "o", "A", snapshot: snapshot)
        #expect(Self.guests(state).prefix(3) == [104, 101, 103])
        let text = state.picture().text
        #expect(text.contains("by memory, in one list"))
        #expect(text.contains("104 adguard @pve"))
    }

    @Test(arguments: [
        ("i", [106, 900, 101, 103, 104, 105]), ("n", [106, 900, 103, 101, 104, 105]),
        ("c", [106, 900, 103, 101, 104, 105]), ("t", [106, 900, 101, 103, 104, 105]),
    ])
    func `guests are put in order below their nodes, and what is not known stands last`(
        key: String, order: [Int]
    ) {
        #expect(Self.guests(Self.arranged("o", key)).map { $0.description } == order.map(String.init))
    }

    @Test func `addresses stand by their number, and who has told none stands last`() {
        var snapshot = Sample.calm
        for (index, address) in [(0, "10.0.0.20"), (1, "2001:db8::1"), (2, "10.0.0.9")] {
            snapshot.guests[index].address = IPAddress(address)
        }
        let state = Self.arranged("o", "a", "o", "A", snapshot: snapshot)
        #expect(Self.guests(state) == [104, 101, 103, 105, 106, 900])
        #expect(state.picture().text.contains("by address, in one list"))
    }

    @Test func `guests stand together per pool, tag and state, and a group folds`() {
        var state = Self.arranged("o", "T")
        let groups = state.cluster.rows.compactMap { if case .group(let name) = $0 { name } else { nil } }
        #expect(groups == ["tag cloud", "tag dns", "tag media", "without a tag"])
        #expect(Self.guests(state).count == 6)
        state.cluster.select(.guest(GuestID(.lxc, 103)))
        state.press("Left")
        #expect(state.cluster.selection == .group("tag media"))
        state.press("Left")
        #expect(Self.guests(state).count == 5)
        state.press("Right")
        #expect(Self.guests(state).count == 6)
        state.press("o", "S")
        #expect(
            state.cluster.rows.contains(.group("template")) && state.cluster.rows.contains(.group("running")))
    }

    @Test func `everything folds and unfolds by one key`() {
        var state = Self.arranged("F")
        #expect(Self.guests(state).isEmpty && state.cluster.rows.contains(.node("home")))
        state.press("F")
        #expect(Self.guests(state).count == 6)
    }

    @Test func `the selection stays on its thing through a filter, and shows the first hit meanwhile`() throws
    {
        var state = Self.arranged()
        state.cluster.select(.guest(GuestID(.qemu, 101)))
        state.press("/")
        for key in "jelly" { state.press(String(key)) }
        #expect(state.cluster.selection == .guest(GuestID(.lxc, 103)))
        state.press("Esc")
        #expect(state.cluster.selection == .guest(GuestID(.qemu, 101)))
        state.press("/")
        for key in "jelly" { state.press(String(key)) }
        state.press("Enter", "Esc")
        #expect(state.cluster.filter.isEmpty)
        #expect(state.cluster.selection == .guest(GuestID(.lxc, 103)))
    }

    @Test func `what is gone leaves nothing selected, and its keys do nothing to a neighbour`() {
        var state = Self.arranged()
        state.cluster.select(.guest(GuestID(.qemu, 101)))
        var snapshot = Sample.calm
        snapshot.guests.removeFirst()
        _ = state.update(.kit(.snapshot(Diagnosis(of: snapshot))), at: Sample.start)
        #expect(state.cluster.selection == nil)
        #expect(state.press("x").isEmpty)
        _ = state.update(.kit(.snapshot(Diagnosis(of: Sample.calm))), at: Sample.start)
        #expect(state.cluster.selection == .guest(GuestID(.qemu, 101)))
    }

    @Test func `a click on what is selected opens it`() throws {
        var state = Self.arranged()
        let rect = try #require(state.layout.panels[.cluster])
        let lines = state.picture().text.split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(lines.firstIndex { $0.contains("103 jellyfin") })
        let mouse = Mouse(.press(.left), at: Point(x: rect.x + 5, y: row))
        _ = state.handle(mouse)
        #expect(state.layers.isEmpty && state.cluster.selection == .guest(GuestID(.lxc, 103)))
        _ = state.handle(mouse)
        #expect(state.layers.last is DetailLayer)
    }

    @Test func `where the list is longer than the window its border says where one is`() {
        var state = Sample.state(Size(width: 80, height: 24), snapshot: Sample.calm)
        state.press("G")
        let count = state.cluster.rows.count
        #expect(state.picture().text.contains(" \(count)/\(count) "))
        state.press("g")
        #expect(state.picture().text.contains(" 1/\(count) "))
    }
}
