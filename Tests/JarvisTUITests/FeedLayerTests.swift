import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// Reading the feed in full, on screens down to that of a phone.
@Suite struct FeedLayerTests {
    private static let sizes = [
        Size(width: 36, height: 8), Size(width: 80, height: 24), Size(width: 120, height: 40),
        Size(width: 200, height: 50),
    ]
    private static let report = "/home/operator/.local/state/jarvis/crashes/20260101-120000-4711.txt"

    /// A feed with much in it, and the line of a crash below that as many lines again.
    private static func state(_ size: Size) -> AppState {
        var state = Sample.state(size)
        let crash = FeedEntry(
            id: 50, time: 1_767_268_700, severity: .warning, source: .auto,
            title: "the house crashed (Segmentation fault) and began anew; its 3 shells go on",
            detail: "The crash report is \(report)")
        let others = (0..<60).map { number in
            FeedEntry(
                id: 100 + number, time: 1_767_268_640 + Double(number) * 2, severity: .info, source: .system,
                title: "guest \(number) started", detail: "")
        }
        _ = state.update(.feed(others + [crash]), at: Sample.start)
        state.focus(.feed)
        return state
    }

    /// Whether the report's path is seen whole on the way up to the oldest line, without borders and blanks.
    private static func findsReport(_ state: inout AppState) -> Bool {
        for _ in 0..<100 {
            let text = state.picture().text.filter { !$0.isWhitespace && $0 != "│" }
            if text.contains(report) { return true }
            state.press("k")
        }
        return false
    }

    @Test(arguments: sizes)
    func `an entry's path can be read whole at every size`(size: Size) {
        var state = Self.state(size)
        #expect(!state.picture().text.contains(Self.report))
        state.press("Enter")
        #expect(Self.findsReport(&state))
        state.press("Esc")
        #expect(state.layers.isEmpty)
    }

    @Test func `it begins at the line that was selected, ends at the oldest, and comes back to the newest`() {
        var state = Self.state(Size(width: 80, height: 24))
        for _ in 0..<40 { state.press("k") }
        state.press("Enter")
        #expect(state.picture().text.contains("guest 20 started"))
        #expect(!state.picture().text.contains("guest 59 started"))
        state.press("Enter")
        #expect(state.layers.isEmpty && state.feed.selected?.title == "guest 20 started")
        state.press("Enter")
        for _ in 0..<300 { state.press("k") }
        #expect(state.picture().text.contains("101 nextcloud started"))
        for _ in 0..<23 { state.press("j") }
        #expect(!state.picture().text.contains("101 nextcloud started"))
        for _ in 0..<20 { state.press("PageDown") }
        #expect(state.picture().text.contains("guest 59 started"))
    }

    @Test func `what comes meanwhile moves nothing that is read`() {
        var state = Self.state(Size(width: 80, height: 24))
        state.press("Enter")
        let rows = state.picture().text.split(separator: "\n").dropFirst()
        _ = state.update(
            .feed([
                FeedEntry(
                    id: 999, time: 1_767_268_900, severity: .info, source: .operator, title: "late",
                    detail: "")
            ]),
            at: Sample.start)
        #expect(state.picture().text.split(separator: "\n").dropFirst() == rows)
    }

    @Test func `an empty feed has nothing to read`() {
        var state = Sample.blank()
        state.focus(.feed)
        state.press("Enter")
        #expect(state.layers.isEmpty)
        #expect(state.notice != nil)
    }

    @Test func `on a low screen the feed has the column while it has the keys`() {
        var state = Self.state(Size(width: 36, height: 8))
        #expect(state.picture().text.contains("ACTIVITY"))
        state.focus(.chat)
        #expect(!state.picture().text.contains("ACTIVITY"))
    }

    @Test(arguments: [("feed", 80, 24), ("feed-36x8", 36, 8)])
    func `the feed in full looks as it is kept`(name: String, width: Int, height: Int) throws {
        var state = Self.state(Size(width: width, height: height))
        for _ in 0..<29 { state.press("k") }
        state.press("Enter")
        try GoldenScreen(name: name).expect(state)
    }
}
