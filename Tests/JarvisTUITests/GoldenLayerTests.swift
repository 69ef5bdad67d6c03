import AIKit
import ClusterKit
import FoundationEssentials
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// What lies over the panels, and the last line.
@Suite struct GoldenLayerTests {
    private static let low = Size(width: 80, height: 24)

    @Test(arguments: [("palette", [":", "s", "t"]), ("help", ["?"]), ("filter", ["/", "m", "e"])])
    func `a layer that a key opens looks as it is kept`(name: String, keys: [String]) throws {
        var state = Sample.state(Self.low)
        for key in keys { state.press(key) }
        try GoldenScreen(name: name).expect(state)
    }

    @Test func `text that would run as commands is shown before it is pasted`() throws {
        var state = Sample.state(Self.low)
        let paste = Paste(bytes: Array("cd /srv\nrm -r cache \u{1B}[8m\nsystemctl restart web\n".utf8))
        _ = state.update(.pasteQuestion(paste, PaneID(1)), at: Sample.start)
        try GoldenScreen(name: "paste").expect(state)
    }

    @Test(arguments: [
        ("confirm", ConfirmationKind.yesOrNo, 80, 24), ("confirm-word", .type("jellyfin"), 80, 24),
        ("confirm-36x8", .yesOrNo, 36, 8),
    ])
    func `a card says what would be done`(
        name: String, kind: ConfirmationKind, width: Int, height: Int
    ) throws {
        var state = Sample.state(Size(width: width, height: height))
        _ = state.update(.kit(.card(Sample.card(kind), of: "lab")), at: Sample.start)
        try GoldenScreen(name: name).expect(state)
    }

    @Test func `a card that was read to its end can be answered with yes`() throws {
        var state = Sample.state(Self.low)
        _ = state.update(.kit(.card(Sample.card(), of: "lab")), at: Sample.start)
        state.wait(until: 2)
        state.press("Right", after: 3)
        try GoldenScreen(name: "confirm-yes").expect(state)
    }

    @Test func `a question that waits stands in the last line`() throws {
        var state = Sample.state(Size(width: 80, height: 8))
        state.press("/")
        _ = state.update(.kit(.card(Sample.card(asker: .model), of: "lab")), at: Sample.start)
        state.wait(until: 1)
        try GoldenScreen(name: "question-waits").expect(state)
    }

    @Test func `a closer look at a guest has graphs and facts`() throws {
        var state = Sample.state(Self.low)
        state.cluster.select(.guest(GuestID(.lxc, 103)))
        let request = try state.requestDetail()
        let samples: [Double?] = (0..<70).map { $0 % 10 == 9 ? nil : Double($0 % 10) / 10 }
        let facts = [
            DetailFact(name: "status", value: "running"), DetailFact(name: "memory", value: "4096"),
        ]
        let series = RRDSeries.minutely([.cpu: samples, .memory: samples.map { $0.map { $0 * 1e9 } }])
        _ = state.update(.kit(.detail(request, .series(series))), at: Sample.start)
        _ = state.update(.kit(.detail(request, .facts(facts))), at: Sample.start)
        try GoldenScreen(name: "detail-guest").expect(state)
    }

    @Test func `where there is room a closer look stands beside the cluster's column`() throws {
        var state = Sample.state(Size(width: 100, height: 37))
        state.cluster.select(.guest(GuestID(.lxc, 103)))
        let column = try #require(state.layout.columns[.cluster])
        let before = state.picture()
        _ = try state.requestDetail()
        let after = state.picture()
        func text(_ frame: Frame, _ columns: Range<Int>) -> [String] {
            (column.y..<column.endY).map { y in String(columns.map { frame[$0, y].character }) }
        }
        #expect(text(after, column.x..<column.endX) == text(before, column.x..<column.endX))
        #expect(text(after, column.endX..<100) != text(before, column.endX..<100))
    }

    @Test(arguments: [(105, "CPU      –"), (103, "CPU    44%")])
    func `a guest is told as it is now, not as it was measured last, and only where it runs`(
        vmid: Int, words: String
    ) throws {
        var state = Sample.state(Size(width: 120, height: 40))
        let guest = try #require(Sample.guests.first { $0.vmid.number == vmid })
        state.cluster.select(.guest(guest.id))
        let request = try state.requestDetail()
        let series = RRDSeries.minutely([
            .cpu: Array(repeating: 0.8, count: 70), .memory: Array(repeating: 3.0 * 1_073_741_824, count: 70),
        ])
        _ = state.update(.kit(.detail(request, .series(series))), at: Sample.start)
        let text = state.picture().text
        #expect(text.contains(words), "\(text)")
        #expect(text.contains("RAM   1.0G") == (vmid == 103) && text.contains("RAM   –") == (vmid == 105))
    }

    @Test func `a closer look is taken again when its thing is in another state, and after a while`() throws {
        var state = Sample.state(Size(width: 120, height: 40), snapshot: Sample.calm)
        var snapshot = Sample.calm
        state.cluster.select(.guest(snapshot.guests[0].id))
        let request = try state.requestDetail()
        func loads(after seconds: Double) -> Int {
            let effects = state.update(.kit(.snapshot(Diagnosis(of: snapshot))), at: Sample.moment(seconds))
            return effects.count { $0 == .kit(.load(request)) }
        }
        #expect(loads(after: 1) == 0 && loads(after: 5) == 0)
        snapshot.guests[0].status = .stopped
        #expect(loads(after: 9) == 1 && loads(after: 13) == 0)
        // One that is not up tells nothing new.
        #expect(loads(after: 40) == 0)
        snapshot.guests[0].status = .running
        #expect(loads(after: 44) == 1 && loads(after: 48) == 0 && loads(after: 60) == 1)
    }

    @Test func `a task shows its log`() throws {
        var state = Sample.state(Self.low)
        state.cluster.select(.task(Sample.tasks[2].upid))
        let request = try state.requestDetail()
        let log = ["starting", "TASK ERROR: CT is locked (backup)"].enumerated().map {
            TaskLogLine(number: $0 + 1, text: $1)
        }
        _ = state.update(.kit(.detail(request, .log(log))), at: Sample.start)
        try GoldenScreen(name: "detail-task").expect(state)
    }
}

extension AppState {
    /// Opens what is selected, and returns what is asked for then.
    fileprivate mutating func requestDetail() throws -> DetailRequest {
        guard case .load(let request)? = press("Enter").first?.kit else {
            throw NothingAskedFor()
        }
        return request
    }
}

private struct NothingAskedFor: Error {}

extension RRDSeries {
    /// Seventy samples, a minute apart.
    fileprivate static func minutely(_ columns: [RRDMetric: [Double?]]) -> RRDSeries {
        RRDSeries(
            timeframe: .hour,
            times: (0..<70).map { Date(timeIntervalSince1970: 1_767_264_600 + Double($0) * 60) },
            columns: columns)
    }
}
