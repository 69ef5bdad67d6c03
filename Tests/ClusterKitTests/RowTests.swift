import FoundationEssentials
import JSON
import Testing

@testable import ClusterKit

/// What is written as a row is read again as it was.
@Suite
struct RowTests {
    /// The row after it was text.
    private func text(_ row: JSONValue) throws -> JSONValue { try JSONValue(parsing: row.text) }

    private static let node = Node(
        name: "pve", state: .online, address: "192.0.2.11", uptime: .seconds(90_000), cpu: 0.25, cpuCount: 8,
        memory: 5,
        memoryLimit: 9, disk: 3, diskLimit: 7, haState: "maintenance")

    @Test(arguments: [node, Node(name: "away", state: .offline), Node(name: "mute", state: .unknown)])
    func `a node comes back from its row`(node: Node) throws {
        #expect(Node(row: try text(node.row)) == node)
    }

    @Test func `what a node tells of itself comes back beside it`() throws {
        let status = NodeStatus(
            ioWait: 0.01, loadAverage: [1.5, 1, 0.25], cpuModel: "Xeon", swapUsed: 1, swapTotal: 2,
            kernel: "Linux 6.17.4-1-pve", release: "pve-manager/9.1.1/42d7a9")
        let row = try text(status.row(of: Self.node))
        #expect(NodeStatus(row: row) == status && Node(row: row) == Self.node)
        #expect(NodeStatus(row: try text(NodeStatus().row(of: Self.node))) == NodeStatus())
    }

    @Test(arguments: [
        Guest(
            id: GuestID(.lxc, 103), node: "pve", name: "jellyfin", status: .running, isTemplate: false,
            tags: ["media", "dns"], pool: "lab/dev", lock: "backup", haState: "started",
            uptime: .seconds(7500), address: IPAddress("192.0.2.5"), cpu: 1.02, cpuCount: 0.5, memory: 1,
            memoryLimit: 2, disk: 3,
            diskLimit: 4),
        Guest(
            id: GuestID(.qemu, 9000), node: "home", status: .unknown, lastKnownStatus: .ioError,
            isTemplate: true),
        Guest(id: GuestID(.qemu, 101), node: "home", status: .other("guest-panicked")),
    ])
    func `a guest comes back from its row`(guest: Guest) throws {
        #expect(Guest(row: try text(guest.row)) == guest)
    }

    @Test(arguments: [
        Storage(
            id: Storage.ID(node: "pve", name: "nas"), state: .available, type: "nfs",
            content: ["backup", "iso"], isShared: true, used: 5, total: 9),
        Storage(id: Storage.ID(node: "pve", name: "usb"), state: .inactive),
        Storage(id: Storage.ID(node: "pve", name: "off"), state: .disabled),
        Storage(id: Storage.ID(node: "away", name: "local"), state: .unknown),
    ])
    func `a storage comes back from its row`(storage: Storage) throws {
        #expect(Storage(row: try text(storage.row)) == storage)
    }

    @Test(
        arguments: [
            .running, .ok, .warnings(3), .failed("job errors"), .interrupted("unexpected status"), .unknown,
        ] as [TaskState])
    func `a task comes back from its row`(state: TaskState) throws {
        let upid = try #require(UPID("UPID:pve:0000ABCD:00001234:695661C0:vzdump:103:root@pam!tui:"))
        let ended = state == .running ? nil : Date(timeIntervalSince1970: 1_767_268_900)
        let task = ClusterTask(upid: upid, state: state, ended: ended)
        #expect(ClusterTask(row: try text(task.row)) == task)
    }

    @Test func `backups and disks come back from their rows`() throws {
        let backup = Backup(
            id: "nas:backup/1", storage: Storage.ID(node: "pve", name: "nas"), vmid: 103,
            created: Date(timeIntervalSince1970: 1_767_268_800), size: 7, notes: "weekly",
            isProtected: true)
        #expect(Backup(row: try text(backup.row)) == backup)
        let disk = PhysicalDisk(
            path: "/dev/sda", model: "Samsung", type: "ssd", size: 9, health: "PASSED", wearout: 92)
        #expect(PhysicalDisk(row: try text(disk.row)) == disk)
    }

    @Test(
        arguments: [
            .cluster, .node("pve"), .guest("101 media"), .storage("nas"), .storages(of: "pve"),
            .entry("pve:8006"),
        ] as [HealthFinding.Subject])
    func `a finding comes back from its row`(subject: HealthFinding.Subject) throws {
        let finding = HealthFinding(
            .warning, subject, "CPU 97%", topic: "CPU", on: "pve", detail: "why",
            since: Date(timeIntervalSince1970: 1_767_268_900), remedy: "wait")
        #expect(HealthFinding(row: try text(finding.row)) == finding)
        let bare = HealthFinding(.notice, subject, "lost", remedy: "")
        #expect(HealthFinding(row: try text(bare.row)) == bare)
    }

    @Test func `a row that does not say what it is about is none`() {
        let rows: [JSONValue] = [.null, [:], ["status": "online"], ["vmid": 5], ["storage": "nas"]]
        for row in rows {
            #expect(Node(row: row) == nil && Guest(row: row) == nil && Storage(row: row) == nil)
            #expect(ClusterTask(row: row) == nil && Backup(row: row) == nil && HealthFinding(row: row) == nil)
            #expect(PhysicalDisk(row: row) == nil)
        }
    }

    @Test func `figures that nobody can mean are unknown`() {
        let row: JSONValue = [
            "node": "pve", "status": "on fire", "cpu": -1, "maxcpu": 1e300, "mem": -5, "uptime": "…",
            "hastate": "",
        ]
        #expect(Node(row: row) == Node(name: "pve", state: .unknown))
    }
}
