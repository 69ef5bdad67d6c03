import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct SplitTests {
    private static let whole = Rect(x: 0, y: 0, width: 81, height: 25)

    /// Pane 1 on the left; on the right 2 above 3.
    private static let three = SplitTree.pane(PaneID(1)).splitting(PaneID(1), .columns, new: PaneID(2))
        .splitting(PaneID(2), .rows, new: PaneID(3))

    @Test func `panes and lines fill the room without overlap, whatever its size`() {
        for width in 1...90 {
            for height in 1...40 {
                let rect = Rect(x: 3, y: 2, width: width, height: height)
                let layout = SplitLayout(Self.three, in: rect)
                let all = layout.panes.map(\.rect) + layout.lines.map(\.rect)
                #expect(all.allSatisfy { $0.isEmpty || $0.intersection(rect) == $0 })
                #expect(all.reduce(0) { $0 + $1.width * $1.height } == width * height, "\(rect): \(all)")
            }
        }
    }

    @Test func `a split halves the pane and draws a line between`() {
        let layout = SplitLayout(Self.three, in: Self.whole)
        #expect(layout.rect(of: PaneID(1)) == Rect(x: 0, y: 0, width: 40, height: 25))
        #expect(layout.rect(of: PaneID(2)) == Rect(x: 41, y: 0, width: 40, height: 12))
        #expect(layout.rect(of: PaneID(3)) == Rect(x: 41, y: 13, width: 40, height: 12))
        #expect(
            layout.lines.map(\.rect) == [
                Rect(x: 40, y: 0, width: 1, height: 25), Rect(x: 41, y: 12, width: 40, height: 1),
            ])
    }

    @Test func `a zoomed pane has all the room`() {
        let layout = SplitLayout(Self.three, zoomed: PaneID(3), in: Self.whole)
        #expect(layout.panes.map(\.pane) == [PaneID(3)])
        #expect(layout.rect(of: PaneID(3)) == Self.whole)
        #expect(layout.lines.isEmpty)
    }

    private static let neighbors: [(pane: Int, direction: Direction, expected: Int?)] = [
        (1, .right, 2), (2, .left, 1), (2, .down, 3), (3, .up, 2), (3, .left, 1), (1, .left, nil),
        (2, .up, nil), (3, .right, nil),
    ]

    @Test(arguments: neighbors)
    func `the neighbour of a pane is where it is seen`(pane: Int, direction: Direction, expected: Int?) {
        let layout = SplitLayout(Self.three, in: Self.whole)
        #expect(layout.neighbor(of: PaneID(pane), direction) == expected.map { PaneID($0) })
    }

    @Test func `a pane that goes leaves its room to its neighbour`() {
        #expect(Self.three.removing(PaneID(2))?.panes == [PaneID(1), PaneID(3)])
        let layout = SplitLayout(Self.three.removing(PaneID(1)) ?? Self.three, in: Self.whole)
        #expect(layout.rect(of: PaneID(2)) == Rect(x: 0, y: 0, width: 81, height: 12))
        #expect(SplitTree.pane(PaneID(1)).removing(PaneID(1)) == nil)
    }

    @Test(arguments: SplitArrangement.allCases, [1, 2, 3, 5, 16])
    func `every way to lay panes out has them all, in order`(arrangement: SplitArrangement, count: Int) throws
    {
        let panes = (1...count).map { PaneID($0) }
        let tree = try #require(arrangement.tree(of: panes))
        #expect(tree.panes == panes)
        let rects = SplitLayout(tree, in: Rect(x: 0, y: 0, width: 200, height: 50)).panes.map(\.rect)
        #expect(rects.allSatisfy { $0.width >= 8 && $0.height >= 2 })
    }

    @Test func `a resized pane keeps its line and leaves the others what they need`() {
        var tab = ShellTab(PaneID(1))
        tab.split(.columns, new: PaneID(2))
        func width() -> Int? { tab.layout(in: Self.whole).rect(of: PaneID(1))?.width }
        #expect(width() == 40)
        tab.resize(.left, by: 2, in: Self.whole)
        #expect(width() == 38)
        tab.resize(.right, by: 5, in: Self.whole)
        #expect(width() == 43)
        tab.resize(.right, by: 500, in: Self.whole)
        #expect(width() == 80 - SplitTree.smallestPane.width)
        tab.resize(.up, by: 1, in: Self.whole)
        #expect(width() == 80 - SplitTree.smallestPane.width)
    }
}
