import ClusterKit
import Screen
import Settings
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// The figures of the heads-up display: in words where there are no pictures, and in a line where there is no room.
@Suite struct HudTests {
    private static func rows(of state: AppState, _ panel: PanelID) -> [String] {
        guard let rect = state.layout.panels[panel] else { return [] }
        let frame = state.picture()
        return (rect.y..<rect.endY).map { y in
            String(frame.text(row: y).dropFirst(rect.x).prefix(rect.width))
        }
    }

    /// The line of figures; empty where there is none.
    private static func line(_ state: AppState) -> String {
        guard let row = rows(of: state, .chat).dropFirst().first else { return "" }
        return String(row.dropFirst().dropLast().reversed().drop { $0 == " " }.reversed())
    }

    @Test func `without pictures all of it is said in words, how the cluster is first`() throws {
        let state = Sample.state(Size(width: 200, height: 50), mode: .minimal, snapshot: Sample.calm)
        let rows = Self.rows(of: state, .hud)
        try #require(rows.count > 9)
        #expect(rows[1].contains("NOMINAL  all systems nominal"))
        let names = ["nodes", "guests", "quorum", "backups", "tasks", "link", "nas", "in use"]
        for (row, name) in zip(rows.dropFirst(2), names) { #expect(row.contains(" \(name)"), "\(row)") }
        #expect(rows[2].contains("4 of 4 online") && rows[4].contains("of 4 votes, needs 3"))
        // Braille and blocks; the border above has lines.
        let drawn = rows.dropFirst().dropLast().joined().unicodeScalars.filter {
            (0x2800...0x28FF).contains($0.value) || (0x2580...0x259F).contains($0.value) || $0 == "━"
        }
        #expect(drawn.isEmpty, "\(drawn)")
    }

    @Test func `words are no greener than the picture when the figures are old`() throws {
        var state = Sample.state(Size(width: 200, height: 50), mode: .minimal, snapshot: Sample.calm)
        _ = state.update(.tick, at: Sample.moment(300))
        #expect(Self.rows(of: state, .hud).contains { $0.contains("STALE") })
        let rect = try #require(state.layout.panels[.hud])
        let ink = try RoleInk().ink
        let frame = state.draw(ink: ink, glyphs: .rich) { _, _, _ in nil }
        for y in rect.y..<rect.endY {
            for x in rect.x..<rect.endX {
                #expect(frame[x, y].style.foreground != ink.ok.foreground, "\(x) \(y)")
            }
        }
    }

    @Test(arguments: [(45, 30), (80, 24), (100, 30), (120, 36), (160, 30)])
    func `where there is no room for the display its figures stand above the talk`(width: Int, height: Int) {
        var state = Sample.state(Size(width: width, height: height), snapshot: Sample.calm)
        state.focus(.chat)
        #expect(state.layout.panels[.hud] == nil)
        #expect(Self.line(state).hasPrefix("4/4 nodes · "), "\(Self.line(state))")
        #expect(Self.line(state).contains(" guests · quorum 4/4"))
        state.house.hud = .off
        #expect(!Self.line(state).contains("nodes"))
    }

    @Test func `where the display is its figures do not stand above the talk as well`() {
        let state = Sample.state(Size(width: 200, height: 50), snapshot: Sample.calm)
        #expect(state.layout.panels[.hud] != nil)
        #expect(!Self.line(state).contains("nodes"))
    }

    @Test func `what does not fit is left out whole, and what counts least goes first`() {
        func shown(_ width: Int) -> [String] {
            var state = Sample.state(Size(width: width, height: 24), snapshot: Sample.calm)
            state.focus(.chat)
            return Self.line(state).split(separator: " · ").map(String.init)
        }
        let all = shown(99)
        #expect(all.count == 7)
        for width in 24..<99 {
            let some = shown(width)
            #expect(!some.isEmpty && some == Array(all.prefix(some.count)), "\(width): \(some)")
        }
        #expect(shown(40).count < 7)
    }

    @Test func `a line of figures that nobody knows says so, and is not green`() throws {
        var state = Sample.blank(Size(width: 80, height: 24))
        state.focus(.chat)
        #expect(Self.line(state).hasPrefix("nodes – · guests – · quorum –"))
        state = Sample.state(Size(width: 80, height: 24), snapshot: Sample.calm)
        state.focus(.chat)
        _ = state.update(.tick, at: Sample.moment(300))
        let rect = try #require(state.layout.panels[.chat])
        let ink = try RoleInk().ink
        let frame = state.draw(ink: ink, glyphs: .rich) { _, _, _ in nil }
        let colours = (rect.x + 1..<rect.endX - 1).map { frame[$0, rect.y + 1].style.foreground }
        #expect(colours.contains(ink.unknown.foreground) && !colours.contains(ink.ok.foreground))
    }
}
