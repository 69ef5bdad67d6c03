import Screen
import Testing

@testable import CommandLine
@testable import House
@testable import JarvisTUI
@testable import Multiplexer

/// How the shells of a dead house stand in the next one.
struct HouseKeepsakeTests {
    private static let room = Rect(x: 0, y: 0, width: 120, height: 40)

    /// Panes 1 and 2 side by side in a tab, 3 above 4 in one that is called "mine" and shown, zoomed.
    private var column: ShellColumn {
        var column = ShellColumn()
        _ = column.split(.columns, in: Self.room)
        _ = column.open()
        _ = column.split(.rows, in: Self.room)
        column.tab.name = "mine"
        column.tab.isZoomed = true
        return column
    }

    private func panes(_ numbers: Int...) -> Set<PaneID> { Set(numbers.map { PaneID($0) }) }

    @Test func `all that was written down is read again`() throws {
        let start = HouseStart(
            address: HouseAddress(socket: "/run/x.sock", state: "/state"), listens: true)
        var keepsake = HouseKeepsake(start, version: Version.text)
        keepsake.column = column.keepsake
        keepsake.programs = [3: "vi"]
        keepsake.crashFile = "/state/crashes/1.crash"
        #expect(HouseKeepsake(try #require(keepsake.bytes)) == keepsake)
        #expect(HouseKeepsake(Array("nothing of ours".utf8)) == nil)
    }

    @Test func `tabs, splits, names and what has the keys stand as they stood`() throws {
        let again = try #require(ShellColumn(column.keepsake, living: panes(1, 2, 3, 4)))
        #expect(again.tabs == column.tabs)
        #expect(again.tab.name == "mine" && again.tab.isZoomed && again.focus == column.focus)
        #expect(again.keepsake == column.keepsake)
    }

    @Test func `panes whose programs have ended give their room away, and numbers are not given twice`()
        throws
    {
        var again = try #require(ShellColumn(column.keepsake, living: panes(2, 3)))
        #expect(again.tabs.map(\.panes) == [[PaneID(2)], [PaneID(3)]])
        #expect(again.open() == PaneID(5))
        let one = try #require(ShellColumn(column.keepsake, living: panes(1)))
        #expect(one.tabs.map(\.panes) == [[PaneID(1)]] && one.focus == PaneID(1))
    }

    @Test func `programs that nobody knows a place of get a tab each`() throws {
        let again = try #require(ShellColumn(ShellKeepsake(), living: panes(7, 4)))
        #expect(again.tabs.map(\.panes) == [[PaneID(4)], [PaneID(7)]])
        let more = try #require(ShellColumn(column.keepsake, living: panes(1, 2, 3, 4, 9)))
        #expect(more.tabs.count == 3 && more.tabs[2].panes == [PaneID(9)])
    }

    @Test func `without programs there is nothing to go on with`() {
        #expect(ShellColumn(column.keepsake, living: []) == nil)
    }

    @Test func `a pane that stands in two places is believed in the first`() throws {
        var keepsake = column.keepsake
        keepsake.tabs.append(keepsake.tabs[0])
        let again = try #require(ShellColumn(keepsake, living: panes(1, 2, 3, 4)))
        #expect(again.tabs.count == 2)
    }

    /// What the feed says of the house before.
    struct Return: Sendable {
        var fate: String?
        var makesWay: Bool?
        var shells = 3
        let title: String?
    }

    @Test(arguments: [
        Return(title: nil),
        Return(
            fate: "SIGKILL", makesWay: false,
            title: "the house ended without a word (SIGKILL) and began anew; its 3 shells go on"),
        Return(
            fate: "", makesWay: false, shells: 1,
            title: "the house ended without a word and began anew; its shell goes on"),
        Return(
            makesWay: true,
            title: "took the place of a house of version \(Version.text); its 3 shells go on"),
    ])
    func `the feed says how the house came to its shells`(_ row: Return) {
        var legacy: HouseKeepsake?
        if let makesWay = row.makesWay {
            let start = HouseStart(
                address: HouseAddress(socket: "/run/x.sock", state: "/state"), listens: true)
            legacy = HouseKeepsake(start, version: Version.text)
            legacy?.makesWay = makesWay
        }
        let line = HouseReturn(fate: row.fate, legacy: legacy, shells: row.shells).line(at: .now)
        #expect(line?.title == row.title)
    }
}
