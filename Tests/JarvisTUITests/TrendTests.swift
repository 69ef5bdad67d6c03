import ClusterKit
import FoundationEssentials
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// When a storage will be full.
@Suite struct TrendTests {
    private static let total = 1_000_000.0

    /// A week, a sample an hour.
    private static func week(_ used: (Int) -> Double?) -> RRDSeries {
        let times = (0..<168).map { Date(timeIntervalSince1970: Sample.start.epoch + Double($0) * 3600) }
        return RRDSeries(
            timeframe: .week, times: times,
            columns: [.used: (0..<168).map(used), .total: times.map { _ in total }])
    }

    private static let storage = Storage(
        id: Storage.ID(node: "home", name: "nas"), state: .available, used: 668_000, total: 1_000_000)

    @Test func `what grows evenly is full when the rest is used up at that pace`() throws {
        let trend = Trend(Self.week { 500_000 + Double($0) * 1000 })
        let left = try #require(trend.timeLeft(of: Self.storage))
        #expect(abs(left - 332 * 3600) < 1)
        // A gap and a spike of a night change little.
        let rough = Trend(
            Self.week { $0 % 24 == 3 ? nil : 500_000 + Double($0) * 1000 + ($0 % 24 == 4 ? 20_000 : 0) })
        let roughly = try #require(rough.timeLeft(of: Self.storage))
        #expect(abs(roughly - 332 * 3600) < 33 * 3600)
    }

    @Test func `what fills up otherwise than all the week before has no end that is known`() {
        let trend = Trend(Self.week { 500_000 + Double($0) * 1000 })
        for (used, isKnown) in [(686_000, true), (688_000, false)] {
            let storage = Storage(id: Self.storage.id, state: .available, used: used, total: 1_000_000)
            #expect((trend.timeLeft(of: storage) != nil) == isKnown)
        }
    }

    @Test func `what shrinks, rests, or is hardly known has no end`() {
        #expect(Trend(Self.week { 500_000 - Double($0) * 1000 }).rate == nil)
        #expect(Trend(Self.week { 500_000 + Double($0 % 2) * 100 }).rate == nil)
        #expect(Trend(Self.week { $0 < 8 ? 500_000 + Double($0) * 9000 : nil }).rate == nil)
        #expect(Trend(RRDSeries(timeframe: .week)).rate == nil)
        let full = Storage(id: Self.storage.id, state: .available, used: 1_000_000, total: 1_000_000)
        #expect(Trend(Self.week { Double($0) * 1000 }).timeLeft(of: full) == nil)
    }

    @Test func `the display says when the fullest will be full, asked for once an hour`() throws {
        var state = Sample.blank(Size(width: 160, height: 45))
        func show(_ seconds: Double) -> [Effect] {
            let now = Sample.moment(seconds)
            var snapshot = Sample.calm
            snapshot.freshness[.resources]?.lastGood = now.instant
            return state.update(.kit(.snapshot(Diagnosis(of: snapshot))), at: now)
        }
        let nas = Storage.ID(node: "home", name: "nas")
        let wish = Effect.kit(.loadTrend(nas, cluster: "lab"))
        #expect(show(0).contains(wish) && !show(4).contains(wish) && show(3700).contains(wish))
        #expect(state.picture().text.contains("50% full"))
        var series = Self.week { Double(4 << 40) - Double(167 - $0) * Double(1 << 30) }
        series.columns[.total] = series.times.map { _ in Double(8 << 40) }
        _ = state.update(.kit(.trend(series, of: nas, cluster: "lab")), at: Sample.moment(3701))
        #expect(state.picture().text.contains("full in 170 d"))
    }
}
