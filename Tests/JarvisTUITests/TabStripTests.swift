import Screen
import Testing

@testable import JarvisTUI
@testable import Multiplexer

/// What the strip says of the columns, and of the keys that lead to them.
@Suite struct TabStripTests {
    private static let size = Size(width: 80, height: 24)

    private func strip(_ focus: PanelID, _ size: Size = size, isZoomed: Bool = false) -> String {
        var state = Sample.state(size)
        state.focus(focus)
        state.isZoomed = isZoomed
        let rows = state.picture().text.split(separator: "\n", omittingEmptySubsequences: false)
        return String(rows[1])
    }

    @Test func `the strip names the keys of the columns where they lead there`() {
        #expect(strip(.cluster).hasPrefix("  1 CLUSTER   2 JARVIS   3 SHELL"))
        #expect(strip(.cluster, isZoomed: true).contains("zoomed: z goes back"))
    }

    @Test(arguments: [(PanelID.chat, "Tab Next pane"), (.shell, "^A Tab Next column")])
    func `where digits are typed the strip names the key that leads on, and nothing moves`(
        focus: PanelID, way: String
    ) {
        let line = strip(focus)
        #expect(line.hasPrefix("    CLUSTER     JARVIS     SHELL   \(way)"))
        #expect(!line.contains { $0.isNumber })
        let zoomed = strip(focus, isZoomed: true)
        #expect(zoomed.contains("zoomed") && !zoomed.contains("goes back"))
        #expect(strip(focus, Size(width: 36, height: 8)).hasPrefix("    CLUSTER     JARVIS     SHELL"))
    }

    @Test(arguments: [PanelID.cluster, .chat, .shell])
    func `the strip tells the columns in sight from the others without a colour`(focus: PanelID) throws {
        var state = Sample.state(Size(width: 120, height: 40))
        state.focus(focus)
        let frame = state.picture()
        let layout = state.layout
        let row = try #require(layout.tabs).y
        var x = 1
        for column in state.catalog.columns {
            let label = TabStrip.label(of: column, in: state)
            let isFocused = state.catalog[focus].column == column
            let isBold = frame[x + 3, row].style.attributes.contains(.bold)
            #expect(isFocused || isBold == (layout.columns[column] != nil), "\(column)")
            x += label.columns + 1
        }
        #expect(layout.columns.count == 2)
    }
}
