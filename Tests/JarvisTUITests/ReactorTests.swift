import ClusterKit
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// The ring of the heads-up display, and the figures beside it at every width.
@Suite struct ReactorTests {
    @Test func `arcs go round once, as long as their things weigh, and none vanishes`() {
        for weights: [Double?] in [
            [1], [1, 1], [4, 31, 24, 31], [nil, 1, .nan, 0], Array(repeating: 1, count: 60),
        ] {
            let arcs = Reactor.arcs(weights.map { ($0, 0.5, .good) })
            #expect(arcs.count == weights.count)
            #expect(arcs.allSatisfy { $0.length > 0 && $0.start >= 0 && $0.start + $0.length <= 1.000001 })
            for (one, next) in zip(arcs, arcs.dropFirst()) { #expect(one.start + one.length < next.start) }
        }
        let arcs = Reactor.arcs([(1, 0, .good), (3, 0, .good)])
        #expect(abs(arcs[1].length / arcs[0].length - 3) < 0.001)
        #expect(Reactor.arcs([]).isEmpty)
    }

    @Test func `there is no width at which the display has no figure`() throws {
        for width in 8...130 {
            for height in [9, 13, 17] {
                let parts = HudPanel.Parts(Rect(x: 0, y: 0, width: width, height: height), hud: .reactor)
                #expect(parts.left.width >= min(width, HudPanel.Parts.leastSide), "\(width)×\(height)")
                #expect(parts.middle.x >= parts.left.endX || parts.middle.width == 0)
                #expect(parts.middle.width == 0 || parts.middle.endX <= max(parts.right.x, width))
                #expect(parts.right.endX <= width && parts.left.x >= 0)
            }
        }
    }

    private static func display(_ snapshot: ClusterSnapshot, old seconds: Double = 0) -> String {
        var state = Sample.state(Size(width: 200, height: 50), snapshot: snapshot)
        _ = state.update(.tick, at: Sample.moment(seconds))
        guard let rect = state.layout.panels[.hud] else { return "" }
        return state.picture().text.split(separator: "\n", omittingEmptySubsequences: false)[
            rect.y..<rect.endY
        ]
        .joined(separator: "\n")
    }

    @Test func `the word in the middle is that of the top line`() {
        #expect(Self.display(Sample.calm).contains("NOMINAL"))
        var snapshot = Sample.calm
        snapshot.nodes[1].state = .offline
        #expect(Self.display(snapshot).contains("CRITICAL"))
        snapshot.quorum = .cluster(isQuorate: false, votes: 1, expected: 4)
        #expect(Self.display(snapshot).contains("NO QUORUM"))
        #expect(Self.display(Sample.calm, old: 300).contains("STALE"))
        snapshot = Sample.calm
        snapshot.storages = []
        #expect(Self.display(snapshot).contains("PARTLY"))
    }

    @Test func `in trouble it says what fell, and the figures of what is left`() {
        var snapshot = Sample.calm
        snapshot.nodes[1].state = .offline
        let text = Self.display(snapshot)
        for words in ["INCIDENT", "agent1 down", "nodes   3/4", "w what helps"] {
            #expect(text.contains(words), "\(words)")
        }
    }

    @Test func `nothing of it is green when the figures are old`() throws {
        var state = Sample.state(Size(width: 200, height: 50), snapshot: Sample.calm)
        _ = state.update(.tick, at: Sample.moment(300))
        let rect = try #require(state.layout.panels[.hud])
        let ink = try RoleInk().ink
        let frame = state.draw(ink: ink, glyphs: .rich) { _, _, _ in nil }
        let green = ink.ok.foreground
        for y in rect.y..<rect.endY {
            for x in rect.x..<rect.endX { #expect(frame[x, y].style.foreground != green, "\(x) \(y)") }
        }
    }
}
