import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct LayoutTests {
    @Test(arguments: HouseScreen.catalog.withKeys, [false, true])
    func `at every size everything is inside and nothing overlaps`(focus: PanelID, isZoomed: Bool) {
        var faults: [String] = []
        for width in 1...400 {
            for height in stride(from: 6, through: 120, by: 3) {
                let size = Size(width: width, height: height)
                let layout = Layout(
                    size: size, focus: focus, isZoomed: isZoomed, catalog: HouseScreen.catalog)
                let rects = layout.rects
                let area = rects.reduce(0) { $0 + $1.width * $1.height }
                if area != width * height || rects.contains(where: { $0.intersection(Rect(size)) != $0 }) {
                    faults.append("\(width)x\(height): \(rects)")
                }
            }
        }
        #expect(faults == [])
    }

    @Test(arguments: [(79, 1), (80, 1), (99, 1), (100, 2), (159, 2), (160, 3), (219, 3), (220, 4), (300, 4)])
    func `there are as many columns as have room`(width: Int, count: Int) {
        let layout = Layout(
            size: Size(width: width, height: 40), focus: .cluster, isZoomed: false,
            catalog: HouseScreen.catalog)
        #expect(layout.columns.count == count)
        #expect((layout.tabs == nil) == (count >= 3))
    }

    @Test(arguments: HouseScreen.catalog.withKeys, [40, 80, 120, 200])
    func `the pane with the focus is always on the screen`(focus: PanelID, width: Int) {
        for isZoomed in [false, true] {
            for height in [8, 20, 30] {
                let size = Size(width: width, height: height)
                let layout = Layout(
                    size: size, focus: focus, isZoomed: isZoomed, catalog: HouseScreen.catalog)
                #expect(layout.columns[HouseScreen.catalog[focus].column] != nil)
                #expect(layout.panels[focus].map { $0.height > 2 } == true)
            }
        }
    }

    @Test(arguments: [false, true])
    func `the panels of a column stand below each other from its top down`(isLow: Bool) {
        let layout = Layout(
            size: Size(width: 200, height: isLow ? 16 : 60), focus: .feed, isZoomed: false,
            catalog: HouseScreen.catalog)
        for column in Column.allCases {
            let own = HouseScreen.catalog.panels.filter { $0.column == column }.map(\.id)
            let tops = own.compactMap { layout.panels[$0]?.y }
            #expect(tops == tops.sorted() && tops.first == layout.columns[column]?.y)
        }
        #expect((layout.panels[.chat] == nil) == isLow)
    }

    @Test func `every point of a column is of the pane that is drawn there`() {
        let layout = Layout(
            size: Size(width: 200, height: 50), focus: .cluster, isZoomed: false,
            catalog: HouseScreen.catalog)
        for y in 0..<50 {
            for x in 0..<200 {
                let point = Point(x: x, y: y)
                let column = layout.columns.first { $0.value.contains(point) }?.key
                #expect(layout.panel(at: point).map { HouseScreen.catalog[$0].column } == column)
            }
        }
    }

    @Test func `the instruments take a part of the screen only where they are wished for`() {
        var widths = ColumnWidths()
        widths.hasInstruments = false
        let layout = Layout(
            size: Size(width: 260, height: 50), focus: .cluster, isZoomed: false,
            catalog: HouseScreen.catalog, widths: widths)
        #expect(layout.columns[.instruments] == nil && layout.columns.count == 3)
        let zoomed = Layout(
            size: Size(width: 260, height: 50), focus: .cluster, isZoomed: true, catalog: HouseScreen.catalog)
        #expect(Set(zoomed.columns.keys) == [.cluster])
    }

    @Test(arguments: [100, 159, 160, 219, 220, 400])
    func `whatever widths were kept, every column stays wide enough to be used`(width: Int) {
        for text in ["0 0", "1 1", "9999 9999", "60 9999", "9999 60", "70 90"] {
            let layout = Layout(
                size: Size(width: width, height: 40), focus: .cluster, isZoomed: false,
                catalog: HouseScreen.catalog, widths: ColumnWidths(reading: text))
            let widths = layout.columns.map(\.value.width)
            #expect(widths.reduce(0, +) == width && widths.allSatisfy { $0 >= 36 }, "\(text): \(widths)")
        }
    }

    @Test(arguments: ["", "x", "4", "-3 -3", "1 2 3"]) func `widths that make no sense are none`(text: String)
    {
        #expect(ColumnWidths(reading: text) == ColumnWidths())
    }

    @Test(arguments: [(PanelID.cluster, 120), (.cluster, 200), (.chat, 200), (.shell, 200), (.chat, 120)])
    func `the column with the keys grows by a key, and what it was is remembered`(
        focus: PanelID, width: Int
    ) throws {
        var state = Sample.state(Size(width: width, height: 40))
        state.focus(focus)
        let column = HouseScreen.catalog[focus].column
        let before = try #require(state.layout.columns[column]).width
        let effects = state.widenColumn(by: 4)
        #expect(state.layout.columns[column]?.width == before + 4)
        #expect(effects == [.kit(.remember(.columns, state.widths.text))])
        #expect(ColumnWidths(reading: state.widths.text) == state.widths)
        _ = state.widenColumn(by: -4)
        #expect(state.layout.columns[column]?.width == before)
    }

    @Test func `where there is one column, or no room, a key for its width says so`() {
        var narrow = Sample.state(Size(width: 80, height: 24))
        narrow.press(">")
        #expect(narrow.notice?.text == "There is one column on the screen.")
        var wide = Sample.state(Size(width: 160, height: 40))
        for _ in 0..<20 { wide.press("<") }
        #expect(wide.layout.columns[.cluster]?.width == 36)
        #expect(wide.notice?.text == "It cannot go any further.")
    }
}

extension Layout {
    /// Everything that is drawn beside each other.
    fileprivate var rects: [Rect] {
        [top, bottom] + [tabs].compactMap(\.self) + panels.values
    }
}
