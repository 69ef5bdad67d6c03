import ClusterKit
import FoundationEssentials
import Jarvis
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// Marks: what they compare, and what acts on all of them.
@Suite struct MarkTests {
    private static func state(_ size: Size = Size(width: 160, height: 45)) -> AppState {
        var state = Sample.state(size, snapshot: Sample.calm)
        state.focus(.cluster)
        return state
    }

    private static func mark(_ rows: [ClusterRow], in state: inout AppState) {
        for row in rows {
            state.cluster.select(row)
            state.press("Space")
        }
    }

    @Test func `Space marks nodes and guests, goes on to the next, and takes a mark away`() {
        var state = Self.state()
        state.cluster.select(.node("home"))
        state.press("Space")
        #expect(state.cluster.marks == [.node("home")])
        #expect(state.cluster.selection == .guest(GuestID(.qemu, 101)))
        #expect(state.picture().text.contains("1 marked"))
        state.press("Up", "Space")
        #expect(state.cluster.marks.isEmpty)
        // Nothing else can be marked.
        Self.mark([.quorum, .heading(.storage), .task(Sample.tasks[0].upid)], in: &state)
        #expect(state.cluster.marks.isEmpty)
    }

    @Test func `Esc takes the marks away first and the filter after`() {
        var state = Self.state()
        state.press("/", "h", "o", "m", "e", "Enter")
        Self.mark([.node("home")], in: &state)
        state.press("Esc")
        #expect(state.cluster.marks.isEmpty && !state.cluster.filter.isEmpty)
        state.press("Esc")
        #expect(state.cluster.filter.isEmpty)
    }

    @Test func `Enter compares a week of two nodes in four keys, on one scale`() throws {
        var state = Self.state()
        Self.mark([.node("home"), .node("pve")], in: &state)
        let nodes: [DetailRequest.Subject] = [.node("home"), .node("pve")]
        func wish(_ timeframe: RRDTimeframe) -> [Effect] {
            nodes.map { .kit(.load(DetailRequest(cluster: "lab", subject: $0, timeframe: timeframe))) }
        }
        #expect(state.press("Enter") == wish(.day))
        #expect(state.press("l") == wish(.week))
        for (subject, load) in zip(nodes, [2.0, 8.0]) {
            let request = DetailRequest(cluster: "lab", subject: subject, timeframe: .week)
            let times = (0..<70).map { Date(timeIntervalSince1970: Sample.start.epoch + Double($0) * 60) }
            let series = RRDSeries(
                timeframe: .week, times: times,
                columns: [.loadAverage: times.map { _ in load }, .cpu: times.map { _ in load / 10 }])
            _ = state.update(.kit(.detail(request, .series(series))), at: Sample.moment(1))
        }
        let text = state.picture().text
        #expect(text.contains("2 COMPARED") && text.contains("NODE home") && text.contains("NODE pve"))
        let loads = try #require(text.split(separator: "\n").first { $0.contains("LOAD") })
        #expect(loads.contains("2.0") && loads.ranges(of: "8.0").count == 3, "\(loads)")
        // An answer for the day comes too late.
        let old = DetailRequest(cluster: "lab", subject: nodes[0], timeframe: .day)
        _ = state.update(.kit(.detail(old, .failed("too late"))), at: Sample.moment(2))
        #expect(!state.picture().text.contains("too late"))
        state.press("Esc")
        #expect(state.layers.isEmpty)
    }

    @Test func `what is compared is told as it is now, and of what is not up nothing is`() throws {
        var state = Self.state()
        let (runs, stopped) = (GuestID(.qemu, 101), GuestID(.qemu, 105))
        Self.mark([.guest(runs), .guest(stopped)], in: &state)
        state.press("Enter")
        for subject in [DetailRequest.Subject.guest(runs, "home"), .guest(stopped, "pve")] {
            let request = DetailRequest(cluster: "lab", subject: subject, timeframe: .day)
            let times = (0..<70).map { Date(timeIntervalSince1970: Sample.start.epoch + Double($0) * 60) }
            let series = RRDSeries(
                timeframe: .day, times: times, columns: [.cpu: times.map { _ in 0.77 }])
            _ = state.update(.kit(.detail(request, .series(series))), at: Sample.moment(1))
        }
        let text = state.picture().text
        #expect(!text.contains("77%") && text.contains("not up now"))
        let processors = try #require(text.split(separator: "\n").first { $0.contains("CPU") })
        #expect(processors.ranges(of: "12%").count == 1 && processors.contains("–"), "\(processors)")
    }

    @Test func `at no width a figure of now and the scale run into each other`() throws {
        for width in 60...170 {
            var state = Self.state()
            _ = state.update(.resized(Size(width: width, height: 40)), at: Sample.start)
            let guests = [
                DetailRequest.Subject.guest(GuestID(.qemu, 101), "home"), .guest(GuestID(.lxc, 103), "home"),
            ]
            Self.mark([.guest(GuestID(.qemu, 101)), .guest(GuestID(.lxc, 103))], in: &state)
            state.press("Enter")
            for subject in guests {
                let request = DetailRequest(cluster: "lab", subject: subject, timeframe: .day)
                let times = (0..<70).map { Date(timeIntervalSince1970: Sample.start.epoch + Double($0) * 60) }
                let figures = times.map { _ in 10_240.0 }
                let series = RRDSeries(
                    timeframe: .day, times: times, columns: [.diskRead: figures, .diskWrite: figures])
                _ = state.update(.kit(.detail(request, .series(series))), at: Sample.moment(1))
            }
            let rows = state.picture().text.split(separator: "\n").filter { $0.contains("DISK") }
            #expect(
                rows.allSatisfy { $0.firstMatch(of: /[KMG]\/[0-9]|\/s[0-9]/) == nil }, "\(width): \(rows)")
        }
    }

    @Test func `a guest's key is for all marked guests that it makes sense for, each with its own question`()
    {
        var state = Self.state()
        let (nextcloud, jellyfin) = (GuestID(.qemu, 101), GuestID(.lxc, 103))
        let (windows, locked) = (GuestID(.qemu, 105), GuestID(.qemu, 106))
        Self.mark([.guest(nextcloud), .guest(jellyfin), .guest(windows), .guest(locked)], in: &state)
        state.cluster.select(.quorum)
        let effects = state.press("d")
        #expect(
            effects == [
                .kit(.power(.shutdown, nextcloud, cluster: "lab")),
                .kit(.power(.shutdown, jellyfin, cluster: "lab")),
            ])
    }

    @Test func `what is gone is marked no more`() {
        var state = Self.state()
        Self.mark([.guest(GuestID(.qemu, 101)), .guest(GuestID(.lxc, 103))], in: &state)
        var snapshot = Sample.calm
        snapshot.guests.remove(at: 0)
        _ = state.update(.kit(.snapshot(Diagnosis(of: snapshot))), at: Sample.moment(4))
        #expect(state.cluster.marked == [.guest(GuestID(.lxc, 103))])
        #expect(state.targets.map(\.vmid) == [103])
    }

    @Test func `who has no backup is found by an order and by a filter`() throws {
        var snapshot = Sample.calm
        snapshot.backups = BackupRecord(made: [
            101: [Date(timeIntervalSince1970: Sample.start.epoch - 9000)],
            103: [Date(timeIntervalSince1970: Sample.start.epoch - 90_000)],
        ])
        var state = Sample.state(Size(width: 160, height: 45), snapshot: snapshot)
        state.focus(.cluster)
        func guests() -> [String] {
            state.cluster.rows.compactMap { if case .guest(let id) = $0 { "\(id.vmid)" } else { nil } }
        }
        state.press("o", "b", "o", "A")
        #expect(guests() == ["104", "105", "106", "103", "101", "900"])
        state.cluster.apply(try Filter(parsing: "backup:none"))
        #expect(guests() == ["104", "105", "106"])
        state.cluster.apply(try Filter(parsing: "backup:some"))
        #expect(guests() == ["103", "101"])
        snapshot.backups = BackupRecord(made: [:])
        _ = state.update(.kit(.snapshot(Diagnosis(of: snapshot))), at: Sample.moment(4))
        state.cluster.apply(try Filter(parsing: "backup:none"))
        #expect(guests() == [])
    }

    @Test func `a key shows the log of the selected guest's last task, and of the last failed backup`() throws
    {
        var snapshot = Sample.calm
        let failed = try #require(
            Sample.task("vzdump", "101", on: "home", started: 0x6956_3000, .failed("lock timeout")))
        snapshot.tasks.append(failed)
        var state = Sample.state(snapshot: snapshot)
        state.focus(.cluster)
        func shown() -> DetailRequest.Subject? { (state.layers.last as? DetailLayer)?.request.subject }
        state.cluster.select(.guest(GuestID(.qemu, 101)))
        state.press("L")
        #expect(shown() == .task(Sample.tasks[1].upid))
        state.press("Esc", "B")
        #expect(shown() == .task(failed.upid))
        state.press("Esc")
        state.cluster.select(.guest(GuestID(.qemu, 105)))
        state.press("L")
        #expect(shown() == nil)
        #expect(state.notice?.text == "No task of guest 105 is known.")
        var well = Sample.state(snapshot: Sample.calm)
        well.press("B")
        #expect(well.notice?.text == "No backup failed among the tasks that are known.")
    }
}
