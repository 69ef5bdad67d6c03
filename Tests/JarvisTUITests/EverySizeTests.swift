import ClusterKit
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer
@testable import Screen

/// What holds at every size, in every mode and with all glyphs, so that one picture a behaviour is enough.
@Suite struct EverySizeTests {
    /// The borders between the layouts, and what lies between.
    private static let sizes = [
        (20, 6), (36, 8), (60, 20), (79, 25), (80, 24), (99, 36), (100, 37), (120, 40), (159, 45), (160, 46),
        (200, 50),
    ].map { Size(width: $0.0, height: $0.1) }

    /// Those that are drawn with every layer.
    private static let few = [(20, 6), (36, 8), (60, 20), (80, 24), (100, 37)].map {
        Size(width: $0.0, height: $0.1)
    }

    /// Each part of the screen by its name, where it stands, and what draws it.
    private static func parts(_ scene: Scene) -> [(name: String, rect: Rect, draw: (inout Frame) -> Void)] {
        let (catalog, layout) = (scene.state.catalog, scene.layout)
        let panels = catalog.panels.compactMap { panel in
            layout.panels[panel.id].map { rect in
                (panel.id.name, rect, { (frame: inout Frame) in panel.draw(into: &frame, rect, scene) })
            }
        }
        let tabs = layout.tabs.map { rect in
            ("tabs", rect, { (frame: inout Frame) in TabStrip().draw(into: &frame, rect, scene) })
        }
        return panels + [tabs].compactMap(\.self) + [
            ("top", layout.top, { catalog.application.drawTop(into: &$0, scene) }),
            ("bottom", layout.bottom, { BottomBar().draw(into: &$0, scene) }),
        ]
    }

    @Test(arguments: GlyphSet.allCases)
    func `nothing is drawn outside of its place`(glyphs: GlyphSet) {
        for size in Self.sizes {
            for (mode, snapshot) in [(VisualMode.jarvis, Sample.snapshot), (.ops, Hostile.snapshot)] {
                // From 160 columns on all panels are drawn, whatever has the keys.
                for focus in size.width < 160 ? HouseScreen.catalog.withKeys : [.cluster] {
                    var state = Sample.state(size, mode: mode, snapshot: snapshot)
                    state.focus(focus)
                    let scene = Scene(
                        state: state, ink: .plain, glyphs: glyphs, layout: state.layout,
                        drawShell: { _, _, _ in nil })
                    var empty = Frame(size)
                    empty.fill(empty.bounds, with: "@", style: Style(foreground: .palette(99)))
                    for part in Self.parts(scene) {
                        var frame = empty
                        part.draw(&frame)
                        #expect(frame != empty, "\(part.name) draws nothing at \(size)")
                        frame.cursor = nil
                        frame.copy(empty, from: part.rect, to: part.rect.origin)
                        #expect(frame == empty, "\(part.name) at \(size) in \(part.rect)")
                    }
                }
            }
        }
    }

    @Test(arguments: [GlyphSet.console, .ascii])
    func `poorer glyphs leave words in their places, and none is shown as a question mark`(glyphs: GlyphSet) {
        let repertoire = Repertoire(glyphs, knowsNewPictures: true)
        func check(_ state: AppState) {
            let (rich, poor) = (state.picture(.rich), state.picture(glyphs))
            let lacking = poor.text.unicodeScalars.filter {
                $0 != "\n" && $0 != "?" && repertoire.shown($0) == "?"
            }
            #expect(lacking.isEmpty, "\(lacking) at \(state.size)")
            for row in 0..<state.size.height {
                let (words, other) = (Array(rich.text(row: row)), Array(poor.text(row: row)))
                let moved = words.indices.filter { index in
                    let isWord = words[index].isASCII && (words[index].isLetter || words[index].isNumber)
                    return isWord && (index >= other.count || other[index] != words[index])
                }
                #expect(moved == [], "\(state.size): \(String(words)) and \(String(other))")
            }
        }
        for size in Self.sizes {
            var state = Sample.state(size, mode: .jarvis)
            check(state)
            let pane = state.shell.focus
            var looks = state.shell.focusedPane.looks
            looks.isRecorded = true
            _ = state.update(.shell(pane, .looks(looks)), at: Sample.start)
            state.focus(.shell)
            check(state)
        }
        for size in Self.few { DrawingTests.layered(size, Sample.snapshot).forEach(check) }
    }

    @Test func `the modes differ in the globe, in their name and in nothing else`() throws {
        for size in Self.sizes {
            let (vivid, plain) = (Sample.state(size, mode: .jarvis), Sample.state(size, mode: .ops))
            var frame = vivid.picture()
            for rect in [plain.layout.top, plain.layout.panels[.hud]].compactMap(\.self) {
                frame.copy(plain.picture(), from: rect, to: rect.origin)
            }
            #expect(frame == plain.picture(), "\(size)")
            #expect((vivid.picture() == plain.picture()) == (size.width < 100), "\(size)")
        }
    }

    @Test func `a card has its whole border and hides what lies below it`() throws {
        let roles = try RoleInk()
        var count = 0
        for snapshot in [Sample.snapshot, Hostile.snapshot] {
            for size in Self.few {
                for state in DrawingTests.layered(size, snapshot) {
                    let frame = state.draw(ink: roles.ink, glyphs: .rich) { _, _, _ in nil }
                    guard frame.text.contains("╔") else { continue }
                    count += 1
                    #expect(frame.isCardWhole(over: roles.ink.background), "\(size): \(frame.text)")
                }
            }
        }
        #expect(count > 15 * Self.few.count * 2)
    }

    @Test func `everything is drawn in a role of the theme, on a ground of it or on a role's badge`() throws {
        let roles = try RoleInk()
        let states =
            Self.sizes.map { Sample.state($0, mode: .jarvis) }
            + Self.few.flatMap { DrawingTests.layered($0, Sample.snapshot) }
        for state in states {
            let frame = state.draw(ink: roles.ink, glyphs: .rich) { _, _, _ in nil }
            let picture = RolePicture(frame, in: roles, over: roles.ink.background)
            for name in ["roles", "grounds"] {
                #expect(!picture[name].legend.contains("no role"), "\(picture.text)")
                #expect(!picture[name].legend.contains("terminal's own"), "\(picture.text)")
            }
        }
    }
}

extension Frame {
    /// Whether there is one card, with all of its border and nothing inside that was drawn on the ground below it.
    fileprivate func isCardWhole(over below: Color) -> Bool {
        let corners = places(of: "╔╗╚╝")
        guard corners.count == 4 else { return false }
        let (first, last) = (corners[0], corners[3])
        let (columns, rows) = (first.x...last.x, first.y...last.y)
        let isSquare =
            corners[1] == Point(x: last.x, y: first.y) && corners[2] == Point(x: first.x, y: last.y)
        return isSquare
            && rows.dropFirst().dropLast().allSatisfy { y in
                [first.x, last.x].allSatisfy { self[$0, y].character == "║" }
            }
            && rows.allSatisfy { y in columns.allSatisfy { self[$0, y].style.background != below } }
    }

    /// Where these characters stand, row by row.
    private func places(of characters: String) -> [Point] {
        (0..<size.height).flatMap { y in
            (0..<size.width).filter { characters.contains(self[$0, y].character) }.map { Point(x: $0, y: y) }
        }
    }
}
