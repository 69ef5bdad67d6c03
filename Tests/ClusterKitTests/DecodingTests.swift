import FoundationEssentials
import JSON
import Testing

@testable import ClusterKit

struct DecodingTests {
    @Test func `the resource list is sorted into kinds and bad rows are counted`() throws {
        let list = try ResourceList(answer("resources-9"))
        #expect(list.nodes.map(\.name) == ["agent", "agent1", "pve"])
        #expect(list.guests.map(\.id.description) == ["qemu/101", "lxc/102", "qemu/900", "qemu/901"])
        #expect(list.storages.map(\.id.description) == ["pve/nas", "pve/tank"])
        #expect(list.pools == [Pool(name: "house")])
        // Without a VMID, null, a text, and without a node; rows of unknown kinds are not among them.
        #expect(list.unreadableRows == 4)
    }

    @Test func `a running machine has all its figures`() throws {
        let list = try ResourceList(answer("resources-9"))
        #expect(
            list.guests.first
                == Guest(
                    id: GuestID(.qemu, 101), node: "pve", name: "media", status: .running, isTemplate: false,
                    tags: ["media", "arr"], pool: "house", lock: "backup", haState: "started",
                    uptime: .seconds(3600), cpu: 0.0421, cpuCount: 4, memory: 4_294_967_296,
                    memoryLimit: 8_589_934_592, hostMemory: 8_642_364_211, diskLimit: 68_719_476_736,
                    diskRead: 456, diskWritten: 789, networkIn: 7_000_000_000, networkOut: 123))
    }

    @Test func `what a row does not say is unknown and never zero`() throws {
        let list = try ResourceList(answer("resources-9"))
        let agent = Node(
            name: "agent", state: .offline, cpuCount: 2, memoryLimit: 4_294_967_296,
            diskLimit: 34_359_738_368)
        #expect(list.nodes.prefix(2) == [agent, Node(name: "agent1", state: .unknown)])
        #expect(
            list.guests.dropFirst(2) == [
                Guest(id: GuestID(.qemu, 900), node: "pve", status: .unknown, haState: "started"),
                Guest(id: GuestID(.qemu, 901), node: "pve", status: .other("guest-panicked")),
            ])
        let tank = try #require(list.storages.last)
        #expect(tank.state == .unknown)
        #expect(tank.used == nil)
        #expect(tank.total == nil)
        #expect(tank.usedFraction == nil)
    }

    @Test func `older releases write numbers as texts and nothing as an empty text`() throws {
        let list = try ResourceList(answer("resources-6"))
        #expect(
            list.guests == [
                Guest(
                    id: GuestID(.lxc, 100), node: "old", name: "first", status: .stopped, isTemplate: false,
                    uptime: .zero, cpu: 0, cpuCount: 2, memory: 0, memoryLimit: 536_870_912, disk: 0,
                    diskLimit: 4_294_967_296, diskRead: 0, diskWritten: 0, networkIn: 0, networkOut: 0)
            ])
        #expect(list.nodes.first?.cpu == 0.0078)
        #expect(list.nodes.first?.uptime == .milliseconds(12_500))
        #expect(list.unreadableRows == 0)
    }

    @Test func `a cluster counts the votes of members that are present`() throws {
        let status = try ClusterStatus(answer("cluster-status"))
        #expect(status.clusterName == "house")
        #expect(status.quorum == .cluster(isQuorate: true, votes: 2, expected: 3))
        #expect(status.members.map(\.name) == ["agent", "agent1", "pve"])
        #expect(status.members.map(\.address) == ["192.0.2.12", nil, "192.0.2.11"])
        #expect(status.members.map(\.isOnline) == [false, true, true])
    }

    @Test(
        arguments: [
            // Members agent1 and pve are present, agent is not; the cluster says that it is quorate.
            (Voting(nodes: ["agent": 1, "agent1": 1, "pve": 1]), true, 2, 3),
            (Voting(nodes: ["agent": 1, "agent1": 1, "pve": 3]), true, 4, 5),
            (Voting(nodes: ["agent": 0, "agent1": 1, "pve": 1]), true, 2, 2),
            // A connected device votes, one that is not does not, but where the majority shows that it must.
            (
                Voting(nodes: ["agent": 1, "agent1": 1, "pve": 1], device: .init(isConnected: true)), true, 3,
                4
            ),
            (
                Voting(nodes: ["agent": 2, "agent1": 1, "pve": 1], device: .init(isConnected: true)), true, 3,
                5
            ),
            (
                Voting(nodes: ["agent": 2, "agent1": 1, "pve": 1], device: .init(isConnected: false)), true,
                3, 5
            ),
            (
                Voting(nodes: ["agent": 2, "agent1": 1, "pve": 1], device: .init(isConnected: false)), false,
                2, 5
            ),
            (
                Voting(nodes: ["agent": 2, "agent1": 1, "pve": 1], device: .init(isConnected: true)), false,
                2,
                5
            ),
            (
                Voting(
                    nodes: ["agent": 1, "agent1": 1, "pve": 1],
                    device: .init(isConnected: true, algorithm: "Last Man Standing")), true, 4, 5
            ),
        ] as [(Voting, Bool, Int, Int)])
    func `votes are weighed and a device's are among them`(
        voting: Voting, isQuorate: Bool, votes: Int, expected: Int
    ) throws {
        var status = try ClusterStatus(answer("cluster-status"))
        status.quorum = .cluster(isQuorate: isQuorate, votes: 2, expected: 3)
        let quorum = status.quorum(voting)
        #expect(quorum == .cluster(isQuorate: isQuorate, votes: votes, expected: expected))
        #expect(quorum.needed == expected / 2 + 1)
    }

    @Test(arguments: [(true, 1, nil), (true, 2, 2), (false, 1, 2)] as [(Bool, Int, Int?)])
    func `what suffices below a majority is not known`(isQuorate: Bool, votes: Int, needed: Int?) {
        #expect(QuorumState.cluster(isQuorate: isQuorate, votes: votes, expected: 2).needed == needed)
    }

    @Test func `nothing in place of the cluster's list is no empty cluster`() throws {
        #expect(throws: ProxmoxError.self) { try ResourceList(body: Array(#"{"data":null}"#.utf8)) }
        #expect(try ResourceList(body: Array(#"{"data":[]}"#.utf8)).nodes.isEmpty)
    }

    @Test func `votes of nodes are texts, and an empty device is none`() async throws {
        let server = try LoopbackServer { request in
            request.path == "/cluster/config/nodes"
                ? .data(
                    #"[{"node":"pve","quorum_votes":"2","nodeid":"1"},{"node":"agent","nodeid":"2"},{"nodeid":"3"}]"#
                ) : .data("{}")
        }
        let voting = try await ProxmoxClient(server).voting()
        #expect(voting == Voting(nodes: ["pve": 2, "agent": 1]))
    }

    @Test func `a device says whether it is connected`() async throws {
        let server = try LoopbackServer { request in
            request.path == "/cluster/config/nodes"
                ? .data("[]")
                : .data(
                    #"{"Model":"Net","State":"Connected","QNetd host":"192.0.2.9:5403","Algorithm":"Fifty-Fifty split"}"#
                )
        }
        #expect(
            try await ProxmoxClient(server).voting().device
                == Voting.Device(
                    isConnected: true, algorithm: "Fifty-Fifty split", host: "192.0.2.9:5403"))
    }

    @Test func `what sensors print is read as far as it makes sense, hottest first`() {
        let text = """
            {"coretemp-isa-0000":{"Adapter":"ISA adapter","Package id 0":{"temp1_input":47.0,"temp1_max":100.0},\
            "Core 0":{"temp2_input":0.000}},"nvme-pci-0100":{"Composite":{"temp1_input":66.85}},\
            "nct6775":{"fan1":{"fan1_input":900.0},"AUXTIN":{"temp3_input":-128.0}}}
            """
        #expect(
            SensorReading.all(in: text) == [
                SensorReading(sensor: "nvme-pci-0100 Composite", celsius: 66.85),
                SensorReading(sensor: "coretemp-isa-0000 Package id 0", celsius: 47),
            ])
        #expect(SensorReading.all(in: "No sensors found!") == [])
        #expect(SensorReading.all(in: "[]") == [])
    }

    @Test func `a node that was never joined has no quorum to lose`() throws {
        let status = try ClusterStatus(answer("cluster-status-standalone"))
        #expect(status.clusterName == nil)
        #expect(status.quorum == .standalone)
    }

    @Test func `the state of a task is read in all three spellings`() throws {
        let cluster = try answer("cluster-tasks").rows(ClusterTask.self)
        #expect(
            cluster.elements.map(\.state)
                == [.ok, .running, .failed("VM 9 quit/powerdown failed"), .warnings(3)])
        #expect(cluster.elements.map(\.token) == [nil, "nightly", nil, nil])
        #expect(cluster.elements.first?.ended == Date(timeIntervalSince1970: 1_783_346_626))
        #expect(cluster.unreadable == 1)
        let node = try answer("node-tasks").rows(ClusterTask.self)
        #expect(node.elements.map(\.state) == [.running, .interrupted("unexpected status"), .unknown])
    }

    @Test func `rows of high availability name the guest they manage`() throws {
        let rows = try answer("ha-status").rows(HAEntry.self).elements
        #expect(rows.map(\.kind) == [.quorum, .fencing, .lrm, .service])
        #expect(rows.map(\.vmid) == [nil, nil, nil, 101])
        #expect(rows.last?.state == "started")
    }

    @Test func `an inactive storage has no figures`() throws {
        var storages: [Storage] = []
        _ = try answer("node-storage").eachRow { fields in
            guard let storage = Storage(fields, node: "pve") else { return false }
            storages.append(storage)
            return true
        }
        #expect(storages.map(\.state) == [.available, .inactive, .disabled])
        #expect(storages.map(\.total) == [100_861_726_720, nil, nil])
        #expect(storages.map(\.used) == [21_474_836_480, nil, nil])
    }

    @Test func `backups of three releases are read and other volumes passed over`() throws {
        var backups: [Backup] = []
        let skipped = try answer("backups").eachRow { fields in
            guard let backup = Backup(fields, storage: Storage.ID(node: "pve", name: "nas")) else {
                return false
            }
            backups.append(backup)
            return true
        }
        #expect(skipped == 1)
        #expect(backups.map(\.vmid) == [101, 102, 101])
        #expect(backups.map(\.kind) == [.qemu, .lxc, .qemu])
        #expect(backups.map(\.size) == [2_147_483_648, nil, nil])
        #expect(backups.map(\.isEncrypted) == [nil, nil, true])
        #expect(backups.map(\.verification) == [nil, nil, .ok])
        #expect(backups.first?.notes == "nightly\nall well")
        #expect(backups[1].created == Date(timeIntervalSince1970: 1_783_306_801))
    }

    @Test func `a node in detail reads its load from texts`() throws {
        let status = NodeStatus(try answer("node-status").fields())
        #expect(
            status
                == NodeStatus(
                    uptime: .seconds(86400), cpu: 0.0312, ioWait: 0.0021, loadAverage: [0.12, 0.34, 1.5],
                    cpuModel: "A Processor", cpuCount: 6, cpuSockets: 1, memoryUsed: 12_884_901_888,
                    memoryTotal: 33_285_996_544, memoryAvailable: 20_401_094_656, swapUsed: 0,
                    swapTotal: 8_589_934_592, rootUsed: 21_474_836_480, rootTotal: 100_861_726_720,
                    kernel: "Linux 6.17.2-1-pve #1 SMP", release: "pve-manager/9.2.2/b9984c6d90a4bd80"))
    }

    @Test func `a paused machine says so although its status is running`() throws {
        let detail = GuestDetail(
            try answer("qemu-current").fields(), id: GuestID(.qemu, 101), node: "pve")
        #expect(detail.guest.status == .paused)
        #expect(detail.hasAgent == true)
        #expect(detail.isHAManaged == true)
        #expect(detail.machine == "pc-i440fx-9.2+pve1")
        #expect(detail.guest.lock == nil)
    }

    @Test func `a container in detail has its swap`() throws {
        let detail = GuestDetail(try answer("lxc-current").fields(), id: GuestID(.lxc, 102), node: "pve")
        #expect(detail.guest.cpuCount == 0.5)
        #expect(detail.swap == 4096)
        #expect(detail.hasAgent == nil)
        #expect(detail.isHAManaged == false)
    }

    @Test func `a series keeps its holes and drops the row that has only begun`() throws {
        let series = try RRDSeries(answer("rrd-node"), timeframe: .hour)
        #expect(
            series.times.map(\.timeIntervalSince1970) == [
                1_783_346_640, 1_783_346_700, 1_783_346_760, 1_783_346_820,
            ])
        #expect(series[.cpu] == [0.01, 0.02, nil, 0])
        #expect(series[.nodeMemory] == [1024, 2048, nil, nil])
        #expect(series[.loadAverage] == [nil, 0.5, nil, nil])
        #expect(series[.ioWait] == [nil, nil, nil, nil])
    }

    @Test func `rights are those of the nearest path that has an entry`() throws {
        let permissions = try Permissions(answer("permissions"))
        #expect(permissions.allows("VM.PowerMgmt", on: "/vms/101"))
        #expect(!permissions.allows("VM.PowerMgmt", on: "/vms/102"))
        #expect(permissions.allows("Sys.Audit", on: "/nodes/pve"))
        #expect(!permissions.allows("Sys.Audit", on: "/storage/nas"))
        #expect(!permissions.isEmpty)
        #expect(Permissions(privileges: ["/": []]).isEmpty)
    }

    @Test(arguments: [("9.2.2", 9, 2), ("6.2-4", 6, 2), ("8.4.1", 8, 4)])
    func `a version is two numbers and whatever follows`(text: String, major: Int, minor: Int) throws {
        let version = try #require(ProxmoxVersion(text))
        #expect([version.major, version.minor] == [major, minor])
    }
}
