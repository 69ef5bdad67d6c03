import ClusterKit
import FoundationEssentials
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// What is told at an attach of the time in which nobody looked.
@Suite struct AbsenceTests {
    private static let size = Size(width: 120, height: 40)

    /// A display that left at the start and came back later; what happened meanwhile happens in `change`.
    private static func returned(
        after seconds: Double, _ change: (inout AppState) -> Void = { _ in }
    ) -> AppState {
        var state = Sample.blank(size)
        _ = state.update(.kit(.snapshot(Diagnosis(of: Sample.calm))), at: Sample.start)
        _ = state.update(.detached, at: Sample.start)
        change(&state)
        _ = state.update(.attached(size), at: Sample.moment(seconds))
        return state
    }

    private static func show(_ snapshot: ClusterSnapshot, at seconds: Double, _ state: inout AppState) {
        var snapshot = snapshot
        snapshot.freshness[.resources]?.lastGood = Sample.moment(seconds).instant
        _ = state.update(.kit(.snapshot(Diagnosis(of: snapshot))), at: Sample.moment(seconds))
    }

    private static var fallen: ClusterSnapshot {
        var snapshot = Sample.calm
        snapshot.nodes[2].state = .offline
        return snapshot
    }

    @Test func `what broke and mended itself, what stands and what nobody did is told`() {
        let state = Self.returned(after: 3600) { state in
            Self.show(Self.fallen, at: 600, &state)
            Self.show(Sample.calm, at: 900, &state)
            var full = Sample.calm
            full.storages[1].used = 7 << 40
            Self.show(full, at: 1800, &state)
        }
        let text = state.picture().text
        for words in [
            "WHILE YOU WERE AWAY  1h 00m", "12:10 to 12:15  home down, over by now", "storage nas 88% full",
            "nothing was changed through me.", "12:00 ", " 13:00",
        ] { #expect(text.contains(words), "\(words)") }
    }

    @Test func `a short absence is none, and each is told once`() {
        #expect(!Self.returned(after: 299).picture().text.contains("WHILE YOU WERE AWAY"))
        var state = Self.returned(after: 301)
        #expect(state.picture().text.contains("Nothing broke; no backup was made"))
        _ = state.update(.attached(Self.size), at: Sample.moment(4000))
        let told = state.chat.entries.count { if case .absence = $0.content { true } else { false } }
        #expect(told == 1)
    }

    @Test func `the feed says where the absence began`() {
        let state = Self.returned(after: 3600) { state in
            let entry = FeedEntry(
                id: 9, time: Sample.start.epoch + 60, severity: .info, source: .system, title: "101 started",
                detail: "")
            _ = state.update(.feed([entry]), at: Sample.moment(60))
        }
        #expect(state.feed.entries.map(\.title) == ["you left", "101 started"])
        #expect(state.feed.entries.first?.detail == "until 13:00")
    }

    @Test func `backups are counted by how they ended`() throws {
        var snapshot = Sample.calm
        let ended = Date(timeIntervalSince1970: Sample.start.epoch + 1000)
        snapshot.tasks = Sample.tasks.map { task in
            var task = task
            task.ended = ended
            return task
        }
        snapshot.tasks[0].state = .failed("no space")
        let state = Self.returned(after: 3600) { Self.show(snapshot, at: 1000, &$0) }
        let text = state.picture().text
        #expect(text.contains("1 of 1 backups did not go well, 3 tasks ended"))
    }

    @Test(arguments: [8, 20, 36, 80, 200])
    func `no line is wider than the column`(width: Int) throws {
        let state = Self.returned(after: 90_000) { Self.show(Self.fallen, at: 600, &$0) }
        let scene = Scene(
            state: state, ink: .plain, glyphs: .rich, layout: state.layout, drawShell: { _, _, _ in nil })
        let absence = Absence(from: Sample.start.epoch, in: state)
        for line in AbsenceDrawing(scene: scene, width: width).lines(absence) where width >= 36 {
            #expect(line.reduce(0) { $0 + $1.text.columns } <= width)
        }
    }
}
