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

    @Test(arguments: [(79, 1), (80, 1), (99, 1), (100, 2), (159, 2), (160, 3), (300, 3)])
    func `there are as many columns as have room`(width: Int, count: Int) {
        let layout = Layout(
            size: Size(width: width, height: 40), focus: .cluster, isZoomed: false,
            catalog: HouseScreen.catalog)
        #expect(layout.columns.count == count)
        #expect((layout.tabs == nil) == (count == 3))
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
}

extension Layout {
    /// Everything that is drawn beside each other.
    fileprivate var rects: [Rect] {
        [top, bottom] + [tabs].compactMap(\.self) + panels.values
    }
}
