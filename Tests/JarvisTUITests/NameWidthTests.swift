import ClusterKit
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// Names are cut by what is drawn of them: no name covers what stands at the right of its row.
@Suite struct NameWidthTests {
    /// The signs that names are made of here, the invisible ones among them.
    private static let signs = [
        "a", "B", "9", "-", "\u{200B}", "\u{202E}", "\u{2066}", "\u{1B}", "\u{9B}", "\u{7F}", "\u{FE0F}", "漢",
        "e\u{301}", "👩‍💻", "\u{200D}", "#", "\u{E0041}", "\t",
    ]

    private static let known = [
        "dead" + String(repeating: "\u{200B}", count: 6),
        String(repeating: "x", count: 20) + "\u{202E}\u{202E}\u{202E}",
        "db\u{202E}" + String(repeating: "#", count: 17) + String(repeating: "9", count: 12),
        String(repeating: "\u{202E}", count: 300),
    ]

    /// The same names in every run, of up to 40 signs.
    private static let names: [String] = {
        var seed: UInt64 = 42
        func next(_ limit: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % limit
        }
        return known + (0..<60).map { _ in (0...next(40)).map { _ in signs[next(signs.count)] }.joined() }
    }()

    /// The sample cluster whose every name but those of one node is this.
    private static func snapshot(_ name: String) -> ClusterSnapshot {
        var snapshot = Sample.snapshot
        for index in snapshot.guests.indices { snapshot.guests[index].name = name }
        for index in snapshot.guests.indices where snapshot.guests[index].lock != nil {
            snapshot.guests[index].lock = name
        }
        snapshot.storages = snapshot.storages.map { storage in
            var storage = storage
            storage.id = Storage.ID(node: storage.id.node, name: StorageName(stringLiteral: "s" + name))
            return storage
        }
        return snapshot
    }

    @Test(arguments: [160, 180, 120])
    func `no name hides what its row tells`(width: Int) throws {
        let size = Size(width: width, height: 60)
        let plain = Sample.state(size, snapshot: Self.snapshot("n")).picture()
        let layout = Layout(size: size, focus: .cluster, isZoomed: false, catalog: HouseScreen.catalog)
        let column = try #require(layout.columns[.cluster])
        for name in Self.names {
            let frame = Sample.state(size, snapshot: Self.snapshot(name)).picture()
            for y in column.y..<column.endY {
                let row = Self.text(plain, y, column.x..<column.endX)
                guard let start = Self.right(of: row) else { continue }
                let range = column.x + start..<column.endX
                #expect(
                    Self.text(frame, y, range) == Self.text(plain, y, range),
                    "\(name.debugDescription) in \(row)")
            }
        }
    }

    /// Where in a row of the plain picture begins what no name may reach.
    private static func right(of row: [Character]) -> Int? {
        let text = String(row)
        for words in ["stopped │", "template │", "inactive │"] where text.contains(words) {
            return row.count - words.count - 1
        }
        guard text.contains("%"), text.contains(" n ") || text.contains(" sn ") else { return nil }
        // The figures at the right end: a percentage and a size.
        return row.count - 13
    }

    private static func text(_ frame: Frame, _ y: Int, _ range: Range<Int>) -> [Character] {
        range.map { frame[$0, y].character }
    }

    @Test func `a span is as wide as it is drawn`() {
        for name in Self.names {
            var frame = Frame(Size(width: 3000, height: 1))
            #expect(frame.put([Span(name)], at: Point(x: 0, y: 0)) == Span(name).columns)
        }
    }

    @Test func `a program's title draws no frame into the border, nor into the tabs`() {
        let house = Sample.state(Size(width: 240, height: 50))
        var alone = AppState.alone(.init(), at: Sample.start)
        _ = alone.update(.attached(Size(width: 120, height: 20)), at: Sample.start)
        alone.press("C-a", "c", "C-a", "p")
        for var state in [house, alone] {
            let looks = PaneLooks(title: "vim ╮█ ✓")
            _ = state.update(.shell(state.shell.focus, .looks(looks)), at: Sample.start)
            #expect(state.picture().text.contains("vim ·· ✓"))
        }
        var frame = Frame(Size(width: 20, height: 3))
        frame.box(frame.bounds, style: Style(), glyphs: .rich, title: [Span("a─╮b")])
        #expect(frame.text(row: 0).hasPrefix("┌─ a··b ─"))
    }
}
