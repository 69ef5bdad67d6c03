import ClusterKit
import FoundationEssentials
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// What Jarvis tells unasked, in the chat and outside the screen.
@Suite struct IncidentTests {
    /// A watch of a cluster that is well at first, as it goes on a second at a time.
    private struct Watch {
        var state: AppState
        private var recollection = Recollection()
        private var seconds = 0.0

        init(_ size: Size = Size(width: 120, height: 40)) {
            state = Sample.blank(size)
            show(Sample.calm)
        }

        @discardableResult
        mutating func show(_ snapshot: ClusterSnapshot, after pause: Double = 0) -> [Effect] {
            seconds += pause
            let now = Sample.moment(seconds)
            var snapshot = snapshot
            snapshot.freshness[.resources]?.lastGood = now.instant
            let diagnosis = recollection.diagnosis(of: snapshot, at: Date(timeIntervalSince1970: now.epoch))
            return state.update(.kit(.snapshot(diagnosis)), at: now)
        }

        var incidents: [Incident] {
            state.chat.entries.compactMap {
                if case .incident(let incident) = $0.content { incident } else { nil }
            }
        }
    }

    private static var fallen: ClusterSnapshot {
        var snapshot = Sample.calm
        snapshot.nodes[2].state = .offline
        for index in snapshot.guests.indices where snapshot.guests[index].node == "home" {
            snapshot.guests[index].status = .unknown
        }
        return snapshot
    }

    @Test func `a node that goes down is told of in place of the greeting, with who is on it and what helps`()
    {
        var watch = Watch()
        #expect(watch.state.picture().text.contains("at your service"))
        watch.show(Self.fallen, after: 120)
        let picture = watch.state.picture().text
        for words in [
            "home down", "since 12:02", "2 guests are on it: 101 nextcloud, 103 jellyfin.",
            "Check its power, its network and its console.", "w what helps, then",
        ] { #expect(picture.contains(words), "\(words)") }
        #expect(!picture.contains("at your service"))
    }

    @Test func `what is over folds into a line with both its times, and the same again soon opens it`() {
        var watch = Watch()
        watch.show(Self.fallen, after: 120)
        watch.show(Sample.calm, after: 180)
        #expect(watch.incidents.map(\.stands) == [false])
        #expect(watch.state.picture().text.contains("home down  12:02 to 12:05"))
        watch.show(Self.fallen, after: 30)
        #expect(watch.incidents.map(\.stands) == [true])
        watch.show(Sample.calm, after: 10)
        watch.show(Self.fallen, after: 300)
        #expect(watch.incidents.map(\.stands) == [false, true])
    }

    private static func stopped(_ index: Int) -> ClusterSnapshot {
        var snapshot = Sample.calm
        snapshot.guests[index].status = .stopped
        snapshot.unaskedStops = [snapshot.guests[index].id]
        return snapshot
    }

    /// The rows of the chat without its border.
    private static func rows(_ state: AppState) -> [String] {
        guard let rect = state.layout.panels[.chat] else { return [] }
        let frame = state.picture()
        return (rect.y + 1..<rect.endY - 1).map { y in
            let row = frame.text(row: y).dropFirst(rect.x + 1).prefix(rect.width - 2)
            return String(row.reversed().drop { $0 == " " }.reversed())
        }
    }

    @Test func `of what is over the times are whole, and of its words the end goes`() {
        var watch = Watch(Size(width: 45, height: 30))
        watch.state.focus(.chat)
        watch.show(Self.stopped(1), after: 120)
        watch.show(Sample.calm, after: 180)
        #expect(Self.rows(watch.state).contains("✓ 103 jellyfin stopped wit…  12:02 to 12:05"))
    }

    @Test func `since when stands below a title that wraps`() throws {
        var watch = Watch(Size(width: 36, height: 40))
        watch.state.focus(.chat)
        watch.show(Self.stopped(1), after: 120)
        let rows = Self.rows(watch.state)
        let head = try #require(rows.firstIndex { $0.hasSuffix("103 jellyfin stopped without a") })
        #expect(rows[head + 1] == "  task" && rows[head + 2] == "  since 12:02")
    }

    @Test func `a card has a blank line below it, and lines that belong together have none`() throws {
        var watch = Watch(Size(width: 120, height: 50))
        watch.show(Self.fallen, after: 120)
        var more = Self.fallen
        more.storages[1].used = 7 << 40
        watch.show(more, after: 60)
        watch.show(Self.fallen, after: 60)
        let rows = Self.rows(watch.state)
        let folded = try #require(rows.firstIndex { $0.hasPrefix("✓ storage nas 88% full") })
        #expect(rows[folded - 1].isEmpty && !rows[folded - 2].isEmpty)
        watch.show(Sample.calm, after: 60)
        let over = Self.rows(watch.state).filter { $0.hasPrefix("✓ ") }
        let first = try #require(Self.rows(watch.state).firstIndex { $0.hasPrefix("✓ ") })
        try #require(over.count == 2)
        #expect(Array(Self.rows(watch.state)[first...(first + 1)]) == over)
    }

    @Test func `the card names the keys that act on it, as they are bound`() {
        var watch = Watch(Size(width: 200, height: 50))
        watch.show(Self.stopped(1), after: 120)
        #expect(watch.state.picture().text.contains("w what helps, then s start · z silence 1 h"))
        watch = Watch(Size(width: 200, height: 50))
        watch.show(Self.stopped(2), after: 120)
        #expect(
            watch.state.picture().text.contains(
                "w what helps, then s start · L log of its last task · z silence 1 h"))
        watch = Watch(Size(width: 80, height: 40))
        watch.state.focus(.chat)
        watch.show(Self.stopped(2), after: 120)
        let rows = Self.rows(watch.state)
        #expect(rows.contains { $0.hasPrefix("  Enter on the empty line: what helps, then s start") })
        #expect(rows.contains { $0.hasSuffix("z silence 1 h") })
    }

    @Test func `keys that wrap are parted within a line alone`() throws {
        var watch = Watch(Size(width: 50, height: 40))
        watch.state.focus(.chat)
        watch.show(Self.stopped(2), after: 120)
        let rows = Self.rows(watch.state)
        let lead = try #require(rows.firstIndex { $0.contains("what helps, then") })
        let last = try #require(rows.firstIndex { $0.contains("z silence 1 h") })
        #expect(last > lead)
        #expect(!rows[lead...last].contains { $0.hasPrefix("  ·") || $0.hasSuffix("·") })
    }

    @Test func `only what begins while somebody watches rings, once`() {
        var watch = Watch()
        let begins = watch.show(Self.fallen, after: 120)
        #expect(begins.contains(.screen(.alert("home down"))))
        #expect(!watch.show(Self.fallen, after: 4).contains(.screen(.alert("home down"))))
        var early = Sample.blank()
        let effects = early.update(.kit(.snapshot(Diagnosis(of: Self.fallen))), at: Sample.start)
        #expect(!effects.contains { if case .screen(.alert) = $0 { true } else { false } })
        #expect(early.chat.hasIncident)
    }

    /// Two storages of which their node tells nothing, and which is there.
    private static func unknown(_ storages: ClosedRange<Int>) -> ClusterSnapshot {
        var snapshot = Sample.calm
        let local = Sample.calm.storages[0]
        snapshot.storages += zip(1..., ["extra1", "extra2"] as [StorageName]).map { number, name in
            var storage = local
            storage.id.name = name
            guard storages.contains(number) else { return storage }
            (storage.state, storage.used, storage.total) = (.unknown, nil, nil)
            return storage
        }
        return snapshot
    }

    @Test func `what several things have at once is one card, which shrinks and ends with the last`() {
        var watch = Watch(Size(width: 200, height: 50))
        watch.show(Self.unknown(1...2), after: 120)
        #expect(watch.incidents.map(\.text) == ["storage extra1, extra2 unknown"])
        #expect(watch.state.picture().text.contains("storage extra1, extra2 unknown  since 12:02"))
        watch.show(Self.unknown(2...2), after: 90)
        #expect(watch.incidents.map(\.text) == ["storage extra2 unknown"])
        watch.show(Sample.calm, after: 90)
        #expect(watch.state.picture().text.contains("extra2, extra1 unknown  12:02 to 12:05"))
    }

    @Test func `what begins a moment later joins the card, and what begins much later has its own`() {
        for (pause, texts) in [
            (20.0, ["storage extra1, extra2 unknown"]),
            (200.0, ["storage extra1 unknown", "storage extra2 unknown"]),
        ] {
            var watch = Watch()
            watch.show(Self.unknown(1...1), after: 120)
            watch.show(Self.unknown(1...2), after: pause)
            #expect(watch.incidents.map(\.text) == texts)
        }
    }

    @Test func `a notice is no reason to speak`() {
        var watch = Watch()
        var snapshot = Sample.calm
        snapshot.hindsight.troubles = []
        snapshot.quorum = .cluster(isQuorate: true, votes: 1, expected: 4)
        watch.show(snapshot, after: 120)
        #expect(watch.incidents.isEmpty)
    }

    @Test func `the window's title names what is critical as long as it stands`() {
        var watch = Watch()
        let screen = HouseScreen()
        #expect(screen.window(of: watch.state).title == nil)
        watch.show(Self.fallen, after: 120)
        #expect(screen.window(of: watch.state).title == "◆ home down — Jarvis")
        watch.show(Sample.calm, after: 120)
        #expect(screen.window(of: watch.state).title == nil)
    }

    @Test func `a new conversation keeps what stands`() {
        var watch = Watch()
        watch.show(Self.fallen, after: 120)
        watch.state.chat.clear()
        #expect(watch.incidents.map(\.stands) == [true])
    }

    @Test func `Enter on the empty line of the chat opens what is amiss, and letters are text`() {
        var watch = Watch()
        watch.show(Self.fallen, after: 120)
        watch.state.focus(.chat)
        watch.state.press("w", after: 121)
        #expect(watch.state.layers.isEmpty && watch.state.chat.input.text == "w")
        watch.state.press("Backspace", "Enter", after: 122)
        #expect(watch.state.layers.first is AmissLayer)
    }

    @Test func `while the votes are counted with a node that is gone nothing is said of the margin`() {
        func words(_ votes: Int) -> [String] {
            var snapshot = Self.fallen
            snapshot.quorum = .cluster(isQuorate: true, votes: votes, expected: 4)
            return Diagnosis(of: snapshot).judgement.findings[0].circumstances(in: snapshot) {
                "\($0)"
            }
        }
        #expect(words(4).count == 1)
        #expect(words(3).last == "one vote less, and the cluster refuses every change")
    }

    @Test func `the card has the hour before in small, up to its end, and the last backup`()
        throws
    {
        var watch = Watch()
        var snapshot = Sample.calm
        snapshot.guests[1].status = .stopped
        snapshot.unaskedStops = [snapshot.guests[1].id]
        snapshot.backups = BackupRecord(made: [
            snapshot.guests[1].vmid: [Date(timeIntervalSince1970: Sample.start.epoch - 36_000)]
        ])
        let effects = watch.show(snapshot, after: 120)
        let wish = effects.compactMap { effect -> HealthFinding.Key? in
            guard case .work(let work) = effect,
                case .loadEvidence(.guest(let id, "home"), let key, "lab")? = work.kit,
                id == snapshot.guests[1].id
            else { return nil }
            return key
        }
        let key = try #require(wish.first)
        #expect(!watch.state.picture().text.contains("RAM ⣀"))
        let times = (0..<6).map { Date(timeIntervalSince1970: Sample.start.epoch - 300 + Double($0) * 60) }
        let series = RRDSeries(
            timeframe: .hour, times: times,
            columns: [
                .memory: [1, 2, 3, 3.9, 0, nil], .memoryLimit: [4, 4, 4, 4, 4, nil],
                .cpu: [0.1, 0.2, 0.1, 0.2, 0, nil],
            ])
        _ = watch.state.update(
            .kit(.evidence(series, for: key, cluster: "lab")), at: Sample.moment(121))
        let text = watch.state.picture().text
        #expect(text.contains("RAM ⣠⣾ 98%  CPU ⣀⣀ 20%  to 11:58"))
        #expect(text.contains("Its last backup is of 02:00."))
    }

    @Test func `what is silenced is told in two lines, rings no more, and is told again after an hour`()
        throws
    {
        var watch = Watch()
        watch.show(Self.fallen, after: 120)
        watch.state.press("w", "z", after: 121)
        let screen = HouseScreen()
        #expect(screen.window(of: watch.state).title == nil)
        var text = watch.state.picture().text
        #expect(text.contains("Silent until 13:02, as you wished."))
        #expect(!text.contains("Check its power"))
        // The truth in the top line is no voice.
        #expect(text.split(separator: "\n").first?.contains("home down") == true)
        watch.show(Sample.calm, after: 10)
        #expect(!watch.show(Self.fallen, after: 10).contains(.screen(.alert("home down"))))
        watch.show(Self.fallen, after: 3600)
        text = watch.state.picture().text
        #expect(text.contains("Check its power") && screen.window(of: watch.state).title != nil)
    }
}

extension Diagnosis {
    fileprivate var judgement: Judgement { Judgement(of: self, silent: [], at: Sample.start.instant) }
}
