import FoundationEssentials
import Testing

@testable import ClusterKit

struct HindsightTests {
    private static let start = Date(timeIntervalSince1970: 1_767_268_800)
    private static let guest = GuestID(.qemu, 101)

    private static func snapshot(
        _ status: GuestStatus = .running, lock: String? = nil, tasks: [ClusterTask] = []
    ) -> ClusterSnapshot {
        ClusterSnapshot(
            name: "home", quorum: .standalone,
            nodes: [Node(name: "pve", state: .online, cpu: 0.1, memory: 1, memoryLimit: 2)],
            guests: [Guest(id: guest, node: "pve", name: "media", status: status, lock: lock)],
            storages: [Storage(id: Storage.ID(node: "pve", name: "local"), state: .available)],
            tasks: tasks, access: .granted, freshness: [.resources: Freshness(lastGood: .now)])
    }

    /// A task on the guest that began so many minutes before the start and took one.
    private static func task(
        _ type: String, _ state: TaskState, minutes: Int = 30, subject: String = "101"
    ) throws -> ClusterTask {
        let begin = Int(start.timeIntervalSince1970) - minutes * 60
        let hex = String(begin, radix: 16, uppercase: true)
        let upid = try #require(UPID("UPID:pve:0000ABCD:00001234:\(hex):\(type):\(subject):root@pam:"))
        let end = state == .running ? nil : Date(timeIntervalSince1970: Double(begin + 60))
        return ClusterTask(upid: upid, state: state, ended: end)
    }

    private func concerns(_ snapshot: ClusterSnapshot, hours: Double = 0) -> [String] {
        var recollection = Recollection()
        _ = recollection.diagnosis(of: snapshot, at: Self.start)
        let marked = recollection.diagnosis(of: snapshot, at: Self.start.addingTimeInterval(hours * 3600))
        return Judgement(of: marked, at: .now).concerns.map(\.text)
    }

    @Test(
        arguments: [
            (.failed("got timeout"), "101 media reboot failed"),
            (.interrupted("unexpected status"), "101 media reboot failed"),
            (.warnings(2), "101 media reboot warned"), (.ok, nil), (.unknown, nil),
        ] as [(TaskState, String?)])
    func `a task that ended badly within a day is a concern`(state: TaskState, words: String?) throws {
        let told = concerns(Self.snapshot(tasks: [try Self.task("qmreboot", state)]))
        #expect(told == [words].compactMap(\.self))
    }

    @Test func `a day later it is no news any more`() throws {
        let snapshot = Self.snapshot(tasks: [try Self.task("vzdump", .failed("job errors"), subject: "")])
        #expect(concerns(snapshot) == ["pve backup failed"])
        #expect(concerns(snapshot, hours: 24).isEmpty)
    }

    @Test func `what was made good since is no concern`() throws {
        let failed = try Self.task("qmstart", .failed("no space"), minutes: 90)
        #expect(concerns(Self.snapshot(.stopped, tasks: [failed])) == ["101 media start failed"])
        #expect(concerns(Self.snapshot(.running, tasks: [failed])).isEmpty)
        let stopped = try Self.task("qmshutdown", .ok)
        #expect(concerns(Self.snapshot(.stopped, tasks: [stopped, failed])).isEmpty)
        let again = try Self.task("qmsnapshot", .ok)
        let before = try Self.task("qmsnapshot", .failed("locked"), minutes: 90)
        #expect(concerns(Self.snapshot(tasks: [again, before])).isEmpty)
        #expect(concerns(Self.snapshot(tasks: [before])) == ["101 media snapshot failed"])
    }

    @Test func `one backup job does not make another one good`() throws {
        let jobs = [
            try Self.task("vzdump", .ok, subject: ""),
            try Self.task("vzdump", .failed("job errors"), minutes: 90, subject: ""),
        ]
        #expect(concerns(Self.snapshot(tasks: jobs)) == ["pve backup failed"])
    }

    @Test func `a task of the future makes nothing good and hides nothing`() throws {
        // Minutes before the start that lie ahead of it.
        for (ahead, words) in [(-166_667, ["101 media backup failed"]), (-4, [])] as [(Int, [String])] {
            let later = try Self.task("vzdump", .ok, minutes: ahead)
            let failed = try Self.task("vzdump", .failed("no space"), minutes: 90)
            #expect(concerns(Self.snapshot(tasks: [later, failed])) == words)
        }
        let start = try Self.task("qmstart", .ok, minutes: -166_667)
        let failures = try (1...50).map { try Self.task("qmstop", .failed("no"), minutes: $0) }
        #expect(concerns(Self.snapshot(tasks: [start] + failures)) == ["101 media stop failed"])
        let warned = try Self.task("qmstop", .warnings(1), minutes: -166_667)
        #expect(
            concerns(Self.snapshot(tasks: [warned] + failures)) == [
                "101 media stop failed", "101 media stop warned",
            ])
        let running = try Self.task("qmsnapshot", .running, minutes: -166_667)
        let locked = Self.snapshot(lock: "snapshot", tasks: [running])
        #expect(concerns(locked, hours: 1) == ["101 media locked (snapshot)"])
    }

    @Test func `a console that was closed is no failure`() throws {
        #expect(concerns(Self.snapshot(tasks: [try Self.task("vncproxy", .failed("timed out"))])).isEmpty)
    }

    @Test func `a lock is a concern when it lasts and no task works on the guest`() throws {
        let held = Self.snapshot(lock: "backup")
        #expect(concerns(held, hours: 0.9).isEmpty)
        #expect(concerns(held, hours: 1) == ["101 media locked (backup)"])
        #expect(concerns(Self.snapshot(lock: "suspended"), hours: 9).isEmpty)
        for subject in ["101", ""] {
            let task = try Self.task("vzdump", .running, subject: subject)
            #expect(concerns(Self.snapshot(lock: "backup", tasks: [task]), hours: 9).isEmpty)
        }
    }

    @Test func `since when something is amiss is known where the watch saw it begin`() throws {
        var recollection = Recollection()
        func since(_ snapshot: ClusterSnapshot, after seconds: Double) -> [Date?] {
            let marked = recollection.diagnosis(of: snapshot, at: Self.start.addingTimeInterval(seconds))
            return Judgement(of: marked, at: .now).findings.map(\.since)
        }
        #expect(since(Self.snapshot(.ioError), after: 0) == [nil])
        #expect(since(Self.snapshot(.ioError), after: 600) == [nil])
        #expect(since(Self.snapshot(), after: 610) == [])
        let begin = Self.start.addingTimeInterval(620)
        #expect(since(Self.snapshot(.ioError), after: 620) == [begin])
        #expect(since(Self.snapshot(.ioError), after: 900) == [begin])
        let task = try Self.task("vzdump", .failed("job errors"), subject: "")
        #expect(since(Self.snapshot(tasks: [task]), after: 910) == [task.ended])
    }

    @Test func `a lock is told since it came where the watch saw that, and not since it was found`() {
        func since(lockedAfter seconds: Double) -> [Date?] {
            var recollection = Recollection()
            if seconds > 0 { _ = recollection.diagnosis(of: Self.snapshot(), at: Self.start) }
            let held = Self.snapshot(lock: "backup")
            let begin = Self.start.addingTimeInterval(seconds)
            _ = recollection.diagnosis(of: held, at: begin)
            let found = recollection.diagnosis(of: held, at: begin.addingTimeInterval(3600))
            return Judgement(of: found, at: .now).findings.map(\.since)
        }
        #expect(since(lockedAfter: 0) == [nil])
        #expect(since(lockedAfter: 600) == [Self.start.addingTimeInterval(600)])
    }

    @Test func `what is told of a snapshot again is what was found in it`() throws {
        var recollection = Recollection()
        let calm = Self.snapshot()
        _ = recollection.diagnosis(of: calm, at: Self.start)
        let late = Self.start.addingTimeInterval(600)
        let found = recollection.diagnosis(of: Self.snapshot(.ioError), at: late)
        #expect(Judgement(of: found, at: .now).findings.count == 1)
        #expect(found == Diagnosis(of: found.snapshot))
        #expect(recollection.diagnosis(of: found.snapshot, at: late.addingTimeInterval(4)) == found)
        let mended = recollection.diagnosis(of: calm, at: late.addingTimeInterval(8))
        #expect(mended == Diagnosis(of: calm))
    }

    @Test func `figures that change are of one beginning`() {
        var recollection = Recollection()
        var snapshot = Self.snapshot()
        _ = recollection.diagnosis(of: snapshot, at: Self.start)
        let begin = Self.start.addingTimeInterval(100)
        for (index, share) in [0.96, 0.99].enumerated() {
            snapshot.nodes[0].cpu = share
            let marked = recollection.diagnosis(of: snapshot, at: begin.addingTimeInterval(Double(index)))
            #expect(Judgement(of: marked, at: .now).findings.map(\.since) == [begin])
        }
    }

    @Test func `a fall that an earlier watch saw is known until the guest runs`() {
        let now = ContinuousClock.now
        var stops = LastingStops()
        stops.recall(101, .unasked, since: now - .seconds(60))
        stops.recall(999, .unasked, since: now)
        var empty = Self.snapshot(.stopped)
        empty.freshness = [:]
        empty.guests = []
        #expect(stops.marked(in: empty, after: [], at: now).unaskedStops.isEmpty)
        #expect(stops.marked(in: Self.snapshot(.stopped), after: [], at: now).unaskedStops == [Self.guest])
        #expect(stops.marked(in: Self.snapshot(.running), after: [], at: now).unaskedStops.isEmpty)
        #expect(stops.marked(in: Self.snapshot(.stopped), after: [], at: now).unaskedStops.isEmpty)
    }

    @Test func `an entry node that cannot be used is a concern while another answers`() {
        var snapshot = Self.snapshot()
        snapshot.entryFaults = [Endpoint("10.0.0.2"): .misconfigured(cluster: "home", detail: "no")]
        #expect(concerns(snapshot) == ["entry node 10.0.0.2:8006 cannot be used"])
        snapshot.freshness[.resources]?.lastError = .misconfigured(cluster: "home", detail: "no")
        #expect(concerns(snapshot).isEmpty)
    }

    @Test func `a certificate that nobody accepted is a concern also where kept connections go on answering`()
    {
        let entry = Endpoint("10.0.0.1")
        var snapshot = Self.snapshot()
        snapshot.entryFaults = [
            entry: .untrusted(cluster: "home", endpoint: entry, detail: "self-signed", presented: nil)
        ]
        snapshot.entry = entry
        #expect(concerns(snapshot) == ["entry node 10.0.0.1:8006 has a certificate that is not accepted"])
    }

    @Test func `of the one entry node there is nobody says that another is asked in its stead`() {
        let lone = Endpoint("10.0.0.1")
        var snapshot = Self.snapshot()
        snapshot.entryFaults = [lone: .misconfigured(cluster: "home", detail: "no")]
        snapshot.entry = lone
        #expect(concerns(snapshot).isEmpty && snapshot.bypassedEntries.isEmpty)
        snapshot.entry = Endpoint("10.0.0.2")
        #expect(concerns(snapshot) == ["entry node 10.0.0.1:8006 cannot be used"])
    }

    @Test func `what was judged while the cluster answered is judged anew when it does not`() {
        var answered = Self.snapshot()
        answered.entryFaults = [Endpoint("10.0.0.2"): .misconfigured(cluster: "home", detail: "no")]
        var failed = answered
        failed.freshness[.resources]?.lastError = .misconfigured(cluster: "home", detail: "no")
        #expect(answered.hasEqualLists(to: answered) && !failed.hasEqualLists(to: answered))
        var recollection = Recollection()
        _ = recollection.diagnosis(of: Self.snapshot(), at: Self.start)
        let late = Self.start.addingTimeInterval(3600)
        #expect(recollection.diagnosis(of: answered, at: late).snapshot.hindsight.onsets.count == 1)
        #expect(recollection.diagnosis(of: answered, at: late).snapshot.hindsight.onsets.count == 1)
        #expect(recollection.diagnosis(of: failed, at: late).snapshot.hindsight.onsets.isEmpty)
    }
}
