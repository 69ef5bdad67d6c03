import Testing

@testable import ClusterKit

struct JudgementTests {
    private static let now = ContinuousClock.now

    /// A calm node with a guest, changed.
    private func judgement(_ change: (inout ClusterSnapshot) -> Void = { _ in }) -> Judgement {
        var snapshot = ClusterSnapshot(
            name: "home", quorum: .standalone,
            nodes: [Node(name: "pve", state: .online, cpu: 0.1, memory: 1, memoryLimit: 2)],
            guests: [Guest(id: GuestID(.lxc, 110), node: "pve", name: "grafana", status: .stopped)],
            storages: [Storage(id: Storage.ID(node: "pve", name: "local"), state: .available)],
            access: .granted, freshness: [.resources: Freshness(lastGood: Self.now)])
        change(&snapshot)
        return Judgement(of: snapshot, at: Self.now)
    }

    @Test func `of a calm cluster there is nothing to say`() {
        let judgement = judgement()
        #expect(judgement.concerns.isEmpty && judgement.unknown.isEmpty)
    }

    @Test func `rows that could not be read are a concern, and a guest that fell comes first`() {
        let judgement = judgement { snapshot in
            snapshot.freshness[.resources]?.unreadableRows = 5
            snapshot.unaskedStops = [GuestID(.lxc, 110)]
        }
        #expect(
            judgement.concerns.map(\.text) == ["110 grafana stopped without a task", "5 rows unreadable"])
        #expect(judgement.concerns.map(\.severity) == [.critical, .warning])
    }

    @Test func `a cluster that does not answer is the first thing to know, and one lost answer is none`() {
        let lost = judgement { snapshot in
            snapshot.freshness[.resources]?.failures = 1
            snapshot.unaskedStops = [GuestID(.lxc, 110)]
        }
        #expect(lost.concerns.map(\.text) == ["110 grafana stopped without a task"])
        let silent = judgement { snapshot in
            snapshot.freshness[.resources]?.failures = 2
            snapshot.unaskedStops = [GuestID(.lxc, 110)]
        }
        #expect(
            silent.concerns.map(\.text) == ["home does not answer", "110 grafana stopped without a task"])
        #expect(silent.concerns.map(\.severity) == [.critical, .critical])
    }

    @Test func `a name makes no other guest look faulty`() {
        let judgement = judgement { snapshot in
            snapshot.guests[0].name = "A, 111 web"
            snapshot.guests[0].haState = "error"
            snapshot.nodes[0].name = "a,\u{a0}pve2"
            snapshot.nodes[0].state = .offline
        }
        let texts = judgement.concerns.map(\.text)
        #expect(texts.contains("110 A‹,› 111 web HA error"))
        #expect(texts.contains { $0.hasPrefix("a‹,›\u{a0}pve2 ") })
    }

    @Test func `what nobody knows is named`() {
        let judgement = judgement { snapshot in
            snapshot.quorum = .unknown
            snapshot.nodes[0].cpu = nil
            snapshot.guests[0].status = .unknown
        }
        #expect(judgement.concerns.isEmpty)
        #expect(judgement.unknown == ["quorum", "figures of pve", "state of a guest"])
    }

    @Test(arguments: [
        (SnapshotSection.highAvailability, "high availability"), (.tasks, "tasks"),
    ])
    func `a section that is not known yet or no more is named`(section: SnapshotSection, name: String) {
        let error = ProxmoxError.misconfigured(cluster: "home", detail: "no")
        var waiting = Freshness()
        waiting.askedSince = Self.now
        let old = Freshness(lastGood: Self.now - .seconds(16))
        let twice = Freshness(lastGood: Self.now, lastError: error, failures: 2)
        for dark in [Freshness(lastError: error, failures: 1), waiting, old, twice] {
            #expect(judgement { $0.freshness[section] = dark }.unknown == [name])
        }
        let once = Freshness(lastGood: Self.now, lastError: error, failures: 1)
        for known in [Freshness(lastGood: Self.now), once] {
            #expect(judgement { $0.freshness[section] = known }.unknown.isEmpty)
        }
    }

    @Test(
        arguments: [
            ("frobbed", "HA frobbed"), ("ERROR", "HA ERROR"), ("a\u{1B}b", "HA a␛b"),
            ("unknown", "HA unknown"),
            ("started", nil), ("request_start_balance", nil), ("ignored", nil),
        ] as [(String, String?)])
    func `a state of high availability that nobody knows is told`(state: String, words: String?) {
        let guest = judgement { $0.guests[0].haState = state }
        let service = judgement { snapshot in
            snapshot.highAvailability = [
                HAEntry(id: "service:ct:110", kind: .service, vmid: 110, state: state)
            ]
        }
        for judgement in [guest, service] {
            #expect(judgement.concerns.map(\.text) == [words.map { "110 grafana \($0)" }].compactMap(\.self))
        }
    }

    @Test func `a node's state that nobody knows is told, unless the node is down`() {
        #expect(judgement { $0.nodes[0].haState = "frobbed" }.concerns.map(\.text) == ["pve HA frobbed"])
        let down = judgement { snapshot in
            snapshot.nodes[0].haState = "unknown"
            snapshot.nodes[0].state = .offline
        }
        #expect(down.concerns.map(\.text) == ["pve down"])
    }

    @Test func `a quorum that nobody told for long is unknown and neither there nor lost`() {
        for isQuorate in [true, false] {
            var snapshot = ClusterSnapshot(
                name: "home", quorum: .cluster(isQuorate: isQuorate, votes: 1, expected: 3),
                freshness: [
                    .resources: Freshness(lastGood: Self.now),
                    .status: Freshness(lastGood: Self.now - .seconds(16)),
                ])
            snapshot.voting = Voting(nodes: ["pve": 1], device: Voting.Device(isConnected: false))
            let judgement = Judgement(of: snapshot, at: Self.now)
            #expect(judgement.unknown == ["quorum"] && judgement.concerns.isEmpty)
            #expect(snapshot.believed(at: Self.now).quorum == .unknown)
            let found = Judgement(of: snapshot, at: Self.now - .seconds(10)).findings
            #expect(found.count == 2)
            for finding in found {
                #expect(snapshot.leavesOpen(finding.key, at: Self.now))
                #expect(!snapshot.leavesOpen(finding.key, at: Self.now - .seconds(10)))
            }
        }
    }

    @Test func `guests that may not be seen are a concern`() {
        let judgement = judgement { snapshot in
            snapshot.guests = []
            snapshot.access = .noGuests
        }
        #expect(judgement.concerns.map(\.text) == ["no permission to see guests"])
    }

    @Test func `who sees no storage of a node that is there may not see them`() {
        #expect(judgement { $0.storages = [] }.unknown == ["storages"])
    }

    @Test func `what lasts is told before what happened once and weighs as much`() {
        let task = HealthFinding(.warning, .node("pve"), "backup failed", timing: .event, remedy: "")
        let storage = HealthFinding(.warning, .storages(of: "pve"), "does not answer", remedy: "")
        let node = HealthFinding(.critical, .node("home"), "down", remedy: "")
        #expect(
            [task, storage, node].concerns.map(\.text) == [
                "home down", "storage of pve does not answer", "pve backup failed",
            ])
    }

    @Test func `old figures are not nominal`() {
        let judgement = judgement { $0.freshness[.resources]?.lastGood = Self.now - .seconds(60) }
        #expect(judgement.age == .seconds(60) && !judgement.isNominal && judgement.concerns.isEmpty)
    }

    @Test(arguments: [(4, nil), (5, "no answer for 5 s")])
    func `an answer that is long waited for is not nominal`(seconds: Int, words: String?) {
        let late = judgement { $0.freshness[.resources]?.askedSince = Self.now - .seconds(seconds) }
        let slow = judgement { $0.freshness[.resources]?.duration = .seconds(seconds) }
        #expect([late.waiting, slow.waiting] == [words, words])
        #expect([late.isNominal, slow.isNominal] == [words == nil, words == nil])
    }

    @Test func `an account that may see nothing is a concern`() {
        let judgement = judgement { snapshot in
            (snapshot.nodes, snapshot.guests, snapshot.storages) = ([], [], [])
            snapshot.access = .noPermission
        }
        #expect(judgement.concerns.map(\.text) == ["no permission to see anything"])
    }

    @Test func `a cluster that never answered is not judged`() {
        let judgement = judgement { $0.freshness = [:] }
        #expect(judgement.concerns.isEmpty && judgement.unknown.isEmpty)
    }
}
