import Testing

@testable import ClusterKit

struct SnapshotAssemblyTests {
    private let start = ContinuousClock.now

    private func assembly() throws -> SnapshotAssembly {
        var assembly = SnapshotAssembly(name: "home")
        assembly.apply(
            .success(.status(try ClusterStatus(answer("cluster-status")))), to: .status, after: .zero,
            at: start)
        assembly.apply(
            .success(.resources(try ResourceList(answer("resources-9")))), to: .resources, after: .zero,
            at: start)
        return assembly
    }

    @Test func `figures and addresses of a node come together`() throws {
        let snapshot = try assembly().snapshot
        #expect(snapshot.name == "home")
        #expect(snapshot.clusterName == "house")
        #expect(snapshot.quorum == .cluster(isQuorate: true, votes: 2, expected: 3))
        let pve = try #require(snapshot.node("pve"))
        #expect(pve.address == "192.0.2.11")
        #expect(pve.memory == 12_884_901_888)
        #expect(snapshot.nodes.map(\.state) == [.offline, .unknown, .online])
        #expect(snapshot.freshness[.resources]?.unreadableRows == 4)
        #expect(try assembly().onlineNodes == ["pve"])
    }

    @Test func `a list that comes again as it was stays where it is, and one that changed does not`() throws {
        var assembly = try assembly()
        func places() -> [UnsafeRawPointer?] {
            let snapshot = assembly.snapshot
            return [
                snapshot.nodes.withUnsafeBytes(\.baseAddress), snapshot.guests.withUnsafeBytes(\.baseAddress),
                snapshot.storages.withUnsafeBytes(\.baseAddress),
            ]
        }
        let before = (assembly.snapshot, places())
        let list = try ResourceList(answer("resources-9"))
        assembly.apply(.success(.resources(list)), to: .resources, after: .zero, at: start + .seconds(4))
        #expect(places() == before.1)
        var changed = list
        changed.guests[0].uptime = .seconds(1)
        assembly.apply(.success(.resources(changed)), to: .resources, after: .zero, at: start + .seconds(8))
        #expect(places()[0] == before.1[0] && places()[1] != before.1[1] && places()[2] == before.1[2])
        #expect(assembly.snapshot.guests != before.0.guests)
    }

    @Test func `a guest of a node that is away is unknown and was running`() throws {
        let dns = try #require(try assembly().snapshot.guest(102))
        #expect(dns.status == .unknown)
        #expect(dns.lastKnownStatus == .running)
        #expect(dns.cpu == nil)
        #expect(dns.name == "dns")
    }

    @Test func `a guest keeps its name when its row loses it`() throws {
        var assembly = try assembly()
        var list = try ResourceList(answer("resources-9"))
        list.guests[1] = Guest(id: GuestID(.lxc, 102), node: "agent", status: .unknown)
        assembly.apply(.success(.resources(list)), to: .resources, after: .zero, at: start + .seconds(300))
        let dns = try #require(assembly.snapshot.guest(102))
        #expect(dns.name == "dns")
        #expect(dns.status == .unknown)
        #expect(dns.lastKnownStatus == .running)
    }

    @Test func `a member list that stopped answering does not keep a node offline`() throws {
        var assembly = try assembly()
        var list = try ResourceList(answer("resources-9"))
        list.nodes[0].state = .online
        assembly.apply(.success(.resources(list)), to: .resources, after: .zero, at: start)
        #expect(assembly.snapshot.node("agent")?.state == .offline)
        let error = ProxmoxError.forbidden(call: .clusterStatus, message: "", requirement: nil)
        assembly.apply(.failure(error), to: .status, after: .zero, at: start)
        assembly.apply(.success(.resources(list)), to: .resources, after: .zero, at: start)
        #expect(assembly.snapshot.node("agent")?.state == .online)
        #expect(assembly.snapshot.node("agent")?.address == "192.0.2.12")
    }

    @Test func `a node knows before the cluster that its storage went away`() throws {
        var assembly = try assembly()
        let nas = Storage(id: Storage.ID(node: "pve", name: "nas"), state: .inactive)
        assembly.apply(.success(.storage([nas])), to: .storage("pve"), after: .zero, at: start)
        let seen = try #require(assembly.snapshot.storages.first)
        #expect(seen.state == .inactive)
        #expect(seen.usedFraction == 0.9)
    }

    @Test func `a failure keeps the figures and says how old they are`() throws {
        var assembly = try assembly()
        let error = ProxmoxError.cancelled(.resources)
        for second in 1...2 {
            assembly.apply(
                .failure(error), to: .resources, after: .seconds(1), at: start + .seconds(10 * second))
        }
        let freshness = try #require(assembly.snapshot.freshness[.resources])
        #expect(assembly.snapshot.guests.count == 4)
        #expect(freshness.failures == 2)
        #expect(freshness.lastError == error)
        #expect(freshness.age(at: start + .seconds(20)) == .seconds(20))
        #expect(freshness.isStale(at: start + .seconds(20)))
        #expect(!freshness.isStale(at: start + .seconds(15)))
        #expect(Freshness().isStale(at: start))
    }

    @Test func `a node that is avoided keeps the reason why`() throws {
        var assembly = try assembly()
        let reason = ProxmoxError.nodeUnreachable("pve", call: .storages(of: "pve"), code: 595, reason: "x")
        for error in [reason, .nodeAvoided("pve", retry: .seconds(3))] {
            assembly.apply(.failure(error), to: .storage("pve"), after: .zero, at: start)
        }
        #expect(assembly.snapshot.freshness[.storage("pve")]?.lastError == reason)
        #expect(assembly.snapshot.freshness[.storage("pve")]?.failures == 2)
    }

    @Test func `empty lists without rights are no permission, with rights an empty cluster`() throws {
        var list = ResourceList()
        list.nodes = [Node(name: "pve", state: .online)]
        var assembly = SnapshotAssembly(name: "home")
        #expect(!assembly.looksForbidden)
        assembly.apply(.success(.resources(list)), to: .resources, after: .zero, at: start)
        #expect(assembly.looksForbidden)
        #expect(assembly.snapshot.access == .unknown)
        assembly.apply(.success(.access(Permissions(privileges: [:]))), to: .access, after: .zero, at: start)
        #expect(assembly.snapshot.access == .noPermission)
        let rights = Permissions(privileges: ["/": ["VM.Audit"]])
        assembly.apply(.success(.access(rights)), to: .access, after: .zero, at: start)
        #expect(assembly.snapshot.access == .granted)
        let half = Permissions(privileges: ["/storage": ["Datastore.Audit", "VM.Audit"], "/": ["Sys.Audit"]])
        assembly.apply(.success(.access(half)), to: .access, after: .zero, at: start)
        #expect(assembly.snapshot.access == .noGuests)
        list.guests = [Guest(id: GuestID(.lxc, 102), node: "pve", status: .stopped)]
        assembly.apply(.success(.resources(list)), to: .resources, after: .zero, at: start)
        #expect(assembly.snapshot.access == .granted)
        list.guests = []
        assembly.apply(.success(.resources(list)), to: .resources, after: .zero, at: start)
        #expect(assembly.snapshot.access == .unknown)
    }

    @Test func `members that do not answer once cost no votes`() throws {
        var assembly = try assembly()
        let voting = Voting(nodes: ["agent": 1, "agent1": 1, "pve": 1])
        assembly.apply(.success(.voting(voting)), to: .voting, after: .zero, at: start)
        let before = assembly.snapshot.quorum
        #expect(before == .cluster(isQuorate: true, votes: 2, expected: 3))
        let error = ProxmoxError.misconfigured(cluster: "home", detail: "no")
        assembly.apply(.failure(error), to: .status, after: .zero, at: start + .seconds(8))
        assembly.apply(.success(.voting(voting)), to: .voting, after: .zero, at: start + .seconds(9))
        #expect(assembly.snapshot.quorum == before)
    }

    @Test func `since when a section is answered is known, and when it was asked`() throws {
        var assembly = try assembly()
        let list = try ResourceList(answer("resources-9"))
        func heard(_ error: ProxmoxError?, _ seconds: Int) -> Freshness? {
            var result: Result<SectionAnswer, ProxmoxError> = .success(.resources(list))
            if let error { result = .failure(error) }
            assembly.apply(result, to: .resources, after: .seconds(1), at: start + .seconds(seconds))
            return assembly.snapshot.freshness[.resources]
        }
        #expect(heard(nil, 4)?.answeredSince == start)
        #expect(heard(.misconfigured(cluster: "home", detail: "no"), 8)?.answeredSince == nil)
        let again = heard(nil, 12)
        #expect(again?.answeredSince == start + .seconds(12) && again?.asked == start + .seconds(11))
        #expect(heard(nil, 16)?.answeredSince == start + .seconds(12))
    }

    @Test func `votes come later than members, and weigh them`() throws {
        var assembly = try assembly()
        #expect(assembly.isCluster)
        let voting = Voting(nodes: ["agent": 3, "agent1": 1, "pve": 1])
        assembly.apply(.success(.voting(voting)), to: .voting, after: .zero, at: start)
        #expect(assembly.snapshot.quorum == .cluster(isQuorate: true, votes: 2, expected: 5))
        let error = ProxmoxError.forbidden(call: .corosyncNodes, message: "", requirement: nil)
        assembly.apply(.failure(error), to: .voting, after: .zero, at: start)
        #expect(assembly.snapshot.voting == voting)
    }
}
