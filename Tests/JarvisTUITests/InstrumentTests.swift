import ClusterKit
import FoundationEssentials
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// The fourth column, and what wide lines and details tell.
@Suite struct InstrumentTests {
    private static let size = Size(width: 240, height: 60)

    private static func daysAgo(_ days: Double) -> Date {
        Date(timeIntervalSince1970: Sample.start.epoch - days * 86_400)
    }

    private static var kept: ClusterSnapshot {
        var snapshot = Sample.calm
        snapshot.backups = BackupRecord(made: [
            101: [daysAgo(0.3), daysAgo(1.3), daysAgo(3.3)], 103: [daysAgo(4.3)], 104: [daysAgo(0.4)],
        ])
        return snapshot
    }

    /// The text of a panel, a line a row.
    private static func lines(of panel: PanelID, in state: AppState) throws -> [String] {
        let rect = try #require(state.layout.panels[panel])
        let rows = state.picture().text.split(separator: "\n", omittingEmptySubsequences: false)
        return rows[rect.y + 1..<rect.endY - 1].map { row in
            let inner = String(row.dropFirst(rect.x + 1).prefix(rect.width - 2)).trimmed
            return String(inner.reversed().drop { $0 == " " }.reversed())
        }
    }

    @Test func `the calendar has who has no fresh backup first, a square a day, and the age`() throws {
        let lines = try Self.lines(of: .backupCalendar, in: Sample.state(Self.size, snapshot: Self.kept))
        #expect(lines[0].hasPrefix("105 windows") && lines[0].hasSuffix("never") && !lines[0].contains("▪"))
        #expect(lines[1].hasPrefix("106 builder"))
        #expect(lines[2].hasPrefix("103 jellyfin") && lines[2].hasSuffix("·▪····    4 d"))
        #expect(lines[3].hasPrefix("101 nextcloud") && lines[3].hasSuffix("·▪·▪▪    7 h"))
        #expect(lines[4].hasPrefix("104 adguard") && lines[4].hasSuffix("··▪    9 h"))
        // A template is never backed up.
        #expect(!lines.contains { $0.contains("900") })
    }

    @Test func `an account that sees no backup is told so, and nobody is called bare`() throws {
        var snapshot = Sample.calm
        snapshot.backups = BackupRecord(made: [:])
        let state = Sample.state(Self.size, snapshot: snapshot)
        let lines = try Self.lines(of: .backupCalendar, in: state)
        #expect(
            lines.joined(separator: " ").contains(
                "none is seen: there are none, or this account may not see them"))
        #expect(!state.picture().text.contains("never"))
    }

    @Test func `traffic is what the counters of the guests grew by, and a restart is no traffic`() {
        var traffic = Traffic()
        var guests = Array(Sample.guests.prefix(2))
        func count(_ counters: [(Int?, Int?)], at seconds: Double) {
            for (index, counter) in counters.enumerated() {
                (guests[index].networkIn, guests[index].diskRead) = counter
            }
            traffic.count(guests, at: Sample.moment(seconds).instant)
        }
        count([(1000, nil), (5000, 10)], at: 0)
        count([(2000, nil), (6000, 20)], at: 4)
        #expect(traffic.samples.isEmpty)
        count([(21_000, nil), (5000, 410)], at: 20)
        #expect(traffic.samples == [.init(networkIn: 1000, diskRead: 20)])
        // Both began anew.
        count([(10, nil), (10, nil)], at: 40)
        #expect(traffic.samples.last == .init())
    }

    @Test func `flows against each other have one scale, and the one below hangs`() throws {
        var state = Sample.state(Self.size, snapshot: Self.kept)
        for step in 0..<3 {
            var snapshot = Self.kept
            snapshot.freshness[.resources]?.lastGood = Sample.moment(Double(step) * 20).instant
            snapshot.guests[0].networkIn = step * 20 * 1000
            snapshot.guests[0].networkOut = step * 20 * 4000
            _ = state.update(
                .kit(.snapshot(Diagnosis(of: snapshot))), at: Sample.moment(Double(step) * 20))
        }
        let lines = try Self.lines(of: .network, in: state)
        #expect(lines.first?.hasPrefix("↑ out 3.9K/s") == true)
        #expect(lines.last?.hasPrefix("↓ in 1.0K/s") == true)
        let graph = lines.dropFirst().dropLast().filter { !$0.isEmpty }
        // Three rows stand full, and of as many below one hangs: a quarter of the scale.
        #expect(graph == ["⢸", "⢸", "⢸", "⢸"])
    }

    @Test func `a running task is measured by the last one like it that went well`() throws {
        let upid = { (start: String, type: String) in
            UPID("UPID:pve:0000C001:0000A001:\(start):\(type):101:root@pam:")
        }
        let running = ClusterTask(upid: try #require(upid("69566184", "vzdump")), state: .running)
        let begun = try #require(upid("69560000", "vzdump"))
        let failed = ClusterTask(
            upid: try #require(upid("69561000", "vzdump")), state: .failed("no"),
            ended: begun.started.addingTimeInterval(9000))
        let ended = ClusterTask(upid: begun, state: .ok, ended: begun.started.addingTimeInterval(600))
        #expect(running.usualLength(among: [running, failed, ended]) == 600)
        #expect(running.usualLength(among: [running, failed]) == nil)
    }

    @Test func `a wide line tells disk, uptime, high availability and the newest backup`() throws {
        var snapshot = Self.kept
        snapshot.guests[0].haState = "started"
        snapshot.guests[0].uptime = .seconds(7200)
        snapshot.guests[0].diskLimit = 32 << 30
        var state = Sample.state(Size(width: 200, height: 40), snapshot: snapshot)
        state.press("z")
        let text = state.picture().text
        func row(_ name: String) throws -> Substring {
            try #require(text.split(separator: "\n").first { $0.contains(name) })
        }
        let nextcloud = try row("101 nextcloud")
        for words in ["dsk 32G", "up 2h 00m", "HA started", "backup 7 h"] {
            #expect(nextcloud.contains(words), "\(words): \(nextcloud)")
        }
        #expect(try row("105 windows").contains("backup never"))
        #expect(try row("debian-12").contains("backup") == false)
    }

    /// The line of a guest, on a screen of that width with the cluster's column alone on it.
    private func line(of name: String, width: Int, _ addresses: String...) throws -> Substring {
        var snapshot = Sample.calm
        for (index, address) in addresses.enumerated() {
            snapshot.guests[index].address = IPAddress(address)
        }
        var state = Sample.state(Size(width: width, height: 40), snapshot: snapshot)
        state.press("z")
        return try #require(state.picture().text.split(separator: "\n").first { $0.contains(name) })
    }

    @Test func `a wide line tells the address of who runs, and that it is not known`() throws {
        let addresses = ["192.168.100.150", "2001:db8:1234:5678::9"]
        for width in [140, 200] {
            #expect(try line(of: "101 nextcloud", width: width, addresses[0]).contains("ip 192.168.100.150 "))
            let long = try line(of: "103 jellyfin", width: width, addresses[0], addresses[1])
            #expect(long.contains("ip 2001:db8:1234:… "))
            #expect(try line(of: "104 adguard", width: width, addresses[0]).contains("ip –  "))
            #expect(try !line(of: "105 windows", width: width, addresses[0]).contains("ip "))
        }
    }

    @Test func `a line has no address where it would take the name's room`() throws {
        let line = try line(of: "101 nextcloud", width: 128, "192.168.100.150")
        #expect(!line.contains("192.168") && line.contains("101 nextcloud") && line.contains(" up "))
    }

    @Test func `an offline node's graphs end where something was known, dated, and it says who was on it`()
        throws
    {
        var snapshot = Sample.calm
        snapshot.nodes[2].state = .offline
        for index in 0..<2 {
            snapshot.guests[index].status = .unknown
            snapshot.guests[index].lastKnownStatus = .running
        }
        var state = Sample.state(Size(width: 160, height: 45), snapshot: snapshot)
        state.cluster.select(.node("home"))
        state.press("Enter")
        let request = try #require(state.layers.compactMap { $0 as? DetailLayer }.first?.request)
        let times = (0..<60).map { Date(timeIntervalSince1970: Sample.start.epoch - 3540 + Double($0) * 60) }
        let cpu = (0..<60).map { $0 < 40 ? Double?(0.5) : nil }
        let series = RRDSeries(timeframe: .hour, times: times, columns: [.cpu: cpu])
        _ = state.update(.kit(.detail(request, .series(series))), at: Sample.moment(1))
        let home = try #require(snapshot.node("home"))
        _ = state.update(
            .kit(.detail(request, .facts(DetailFacts.away(home, in: snapshot)))), at: Sample.moment(1))
        let text = state.picture().text
        #expect(text.contains("11:40, the last that is known") && text.contains("11:01"))
        #expect(!text.contains(" now"))
        #expect(text.contains("nextcloud, was running") && text.contains("offline: it tells nothing"))
    }

    @Test func `a node's memory is told by who has it`() throws {
        var snapshot = Sample.calm
        snapshot.nodes[2].memory = 12 << 30
        snapshot.nodes[2].memoryLimit = 24 << 30
        snapshot.guests[0].memory = 3 << 30
        snapshot.guests[1].memory = 640 << 20
        let state = Sample.state(snapshot: snapshot)
        let scene = Scene(
            state: state, ink: .plain, glyphs: .rich, layout: state.layout, drawShell: { _, _, _ in nil })
        let text = MemoryMatrix(scene: scene, node: "home").lines(width: 60)
            .map { $0.map(\.text).joined() }.joined(separator: "\n")
        #expect(text.contains("⣿⣿⣿ nextcloud 3.0G") && text.contains("⣇ jellyfin 640M"))
        #expect(text.contains("free 12G") && text.contains("the node 8.4G"))
        let offline = MemoryMatrix(scene: scene, node: "nowhere")
        #expect(offline.lines(width: 60).isEmpty)
    }
}
