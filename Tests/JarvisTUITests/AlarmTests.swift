import ClusterKit
import FoundationEssentials
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// What moves once when something critical begins.
@Suite struct AlarmTests {
    private static func fallen(_ mode: VisualMode, after pause: Double) -> AppState {
        var state = Sample.state(Size(width: 160, height: 45), mode: mode, snapshot: Sample.calm)
        var snapshot = Sample.calm
        snapshot.nodes[2].state = .offline
        let now = Sample.moment(60)
        snapshot.freshness[.resources]?.lastGood = now.instant
        _ = state.update(.kit(.snapshot(Diagnosis(of: snapshot))), at: now)
        _ = state.update(.tick, at: Sample.moment(60 + pause))
        return state
    }

    /// How much of the cluster's border is drawn in the colour of what is critical.
    private static func reds(_ mode: VisualMode, after pause: Double) throws -> Int {
        let state = fallen(mode, after: pause)
        let ink = try RoleInk().ink
        let frame = state.draw(ink: ink, glyphs: .rich) { _, _, _ in nil }
        let rect = try #require(state.layout.columns[.cluster])
        return AlarmDrawing.way(around: rect, from: rect.y + 1).flatMap(\.self).count {
            frame[$0.x, $0.y].style.foreground == ink.critical.foreground
        }
    }

    @Test func `the border turns red from the culprit outwards, then everything is as it was`() throws {
        let reds = try [0.1, 0.5, 0.95, 1.3].map { try Self.reds(.jarvis, after: $0) }
        #expect(reds[0] > 0 && reds[0] < reds[1] && reds[1] < reds[2], "\(reds)")
        #expect(reds[3] == 0)
    }

    @Test(arguments: [VisualMode.ops, .minimal])
    func `where nothing moves there is no alarm to see`(mode: VisualMode) throws {
        #expect(try Self.reds(mode, after: 0.4) == 0)
        #expect(Self.fallen(mode, after: 0.4).movingAlarm == nil)
    }

    @Test func `a border is gone round once, from both sides`() {
        let rect = Rect(x: 3, y: 2, width: 7, height: 5)
        let way = AlarmDrawing.way(around: rect, from: 4)
        let points = way.flatMap(\.self).map { [$0.x, $0.y] }
        #expect(Set(points).count == 2 * (7 + 5) - 4 && way[0] == [Point(x: 3, y: 4)])
        #expect(AlarmDrawing.way(around: Rect(x: 0, y: 0, width: 1, height: 1), from: 0).isEmpty)
    }

    @Test func `a key during the alarm does what it always does`() {
        var state = Self.fallen(.jarvis, after: 0.3)
        state.press("w", after: 60.4)
        #expect(state.layers.last is AmissLayer)
    }
}
