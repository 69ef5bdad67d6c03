import ClusterKit
import Counterparts
import JSON

@testable import ClusterKit

/// A cluster whose answers have the right shape and figures that nobody can mean.
struct AbsurdCluster {
    private(set) var json: AbsurdJSON
    /// How many bodies it wrote.
    private(set) var bodies = 0

    init(seed: UInt64) { json = AbsurdJSON(seed: seed) }

    private static let nodes = ["\"a\"", "\"b\"", "\"pve1\""]

    /// What is known after each section answered once or twice.
    mutating func snapshot() -> ClusterSnapshot {
        var assembly = SnapshotAssembly(name: "lab")
        let now = ContinuousClock.now
        for _ in 0..<(1 + json.below(2)) {
            for (section, answer) in sections() {
                assembly.apply(answer, to: section, after: .milliseconds(3), at: now)
            }
        }
        return assembly.snapshot
    }

    private mutating func sections() -> [(SnapshotSection, Result<SectionAnswer, ProxmoxError>)] {
        [
            (.status, read(status()) { .status(try ClusterStatus($0)) }),
            (.resources, read(resources()) { .resources(try ResourceList($0)) }),
            (
                .voting,
                read(votes()) { answer in
                    let rows: [CorosyncNode] = try answer.rows().elements
                    return .voting(
                        Voting(nodes: Dictionary(rows.map { ($0.name, $0.votes) }) { _, last in last }))
                }
            ),
            (.tasks, read(tasks()) { .tasks(try $0.rows().elements) }),
            (.highAvailability, read(services()) { .highAvailability(try $0.rows().elements) }),
            (
                .storage("a"),
                read(storages()) { answer in
                    var found: [Storage] = []
                    _ = try answer.eachRow { fields in
                        guard let storage = Storage(fields, node: "a") else { return false }
                        found.append(storage)
                        return true
                    }
                    return .storage(found)
                }
            ),
        ]
    }

    /// Figures over time of one subject.
    mutating func series() -> RRDSeries {
        let body = json.list(upTo: 40) { json, index in
            json.object(
                [
                    "time": "\(1_767_268_800 + index * 60)", "cpu": "0.2", "iowait": "0.01", "loadavg": "1.5",
                    "mem": "1073741824", "maxmem": "4294967296", "memused": "1073741824",
                    "memtotal": "8589934592",
                    "netin": "1234.5", "netout": "99", "diskread": "0", "diskwrite": "4096", "used": "1e9",
                    "total": "2e9",
                ], keeping: ["time"])
        }
        let empty = RRDSeries(timeframe: .hour)
        return value(of: body, else: empty) { try RRDSeries($0, timeframe: .hour) }
    }

    mutating func nodeStatus() -> NodeStatus? {
        let bytes = json.object(["used": "1073741824", "total": "8589934592", "available": "7516192768"])
        let cpu = json.object(["model": "\"Xeon\"", "cpus": "8", "sockets": "1"])
        let sensors =
            "\"{\\\"core\\\":{\\\"temp1\\\":{\\\"temp1_input\\\":\(json.below(2) == 0 ? "54.0" : "1e300")}}}\""
        let body = json.object([
            "uptime": "90000", "cpu": "0.2", "wait": "0.01", "loadavg": "[\"1.5\",\"1e300\",\"0.5\"]",
            "cpuinfo": cpu, "memory": bytes, "swap": bytes, "rootfs": bytes, "kversion": "\"Linux 6.17\"",
            "pveversion": "\"pve-manager/9.1.1/1\"", "sensorsOutput": sensors,
        ])
        return value(of: body, else: nil) { NodeStatus(try $0.fields()) }
    }

    mutating func guestDetail() -> GuestDetail? {
        let body = json.object([
            "status": "\"running\"", "name": "\"web\"", "uptime": "90000", "cpu": "0.2", "cpus": "4",
            "mem": "1073741824", "maxmem": "4294967296", "memhost": "1", "disk": "5", "maxdisk": "9",
            "pid": "4711",
            "swap": "0", "maxswap": "536870912", "agent": "1", "ha": "{\"managed\":1}", "netin": "5",
        ])
        return value(of: body, else: nil) { GuestDetail(try $0.fields(), id: GuestID(.lxc, 101), node: "a") }
    }

    mutating func configuration() -> [String: JSONValue] {
        let body = json.object(["cores": "4", "memory": "2048", "description": "\"web\\n\"", "onboot": "1"])
        return value(of: body, else: [:]) { try $0.json().object ?? [:] }
    }

    mutating func backups() -> [Backup] {
        let body = json.list(upTo: 5) { json, index in
            json.object(
                [
                    "volid": "\"nas:backup/vzdump-lxc-\(101 + index)-2026.tar.zst\"", "content": "\"backup\"",
                    "vmid": "\(101 + index)", "ctime": "1767268800", "size": "1073741824", "protected": "0",
                ], keeping: ["volid", "content"])
        }
        return value(of: body, else: []) { answer in
            var found: [Backup] = []
            _ = try answer.eachRow { fields in
                guard let backup = Backup(fields, storage: Storage.ID(node: "a", name: "nas")) else {
                    return false
                }
                found.append(backup)
                return true
            }
            return found
        }
    }
}

extension AbsurdCluster {
    private mutating func read(
        _ body: String, _ decode: (Answer) throws -> SectionAnswer
    ) -> Result<SectionAnswer, ProxmoxError> {
        let call = APICall(.get, ["cluster"])
        let failure = Result<SectionAnswer, ProxmoxError>.failure(.unreadable(call: call, detail: "absurd"))
        return value(of: body, else: failure) { .success(try decode($0)) }
    }

    private mutating func value<Value>(
        of body: String, else other: Value, _ decode: (Answer) throws -> Value
    ) -> Value {
        bodies += 1
        do {
            return try decode(Answer(Array("{\"data\":\(body)}".utf8)))
        } catch {
            return other
        }
    }

    private mutating func resources() -> String {
        json.list(upTo: 12) { json, index in
            let node = json.pick(Self.nodes)
            switch index % 4 {
            case 0: return Self.node(&json, node)
            case 1, 2: return Self.guest(&json, node, 100 + index)
            default: return Self.storage(&json, node)
            }
        }
    }

    private static func node(_ json: inout AbsurdJSON, _ node: String) -> String {
        json.object(
            [
                "type": "\"node\"", "node": node, "status": "\"online\"", "cpu": "0.12", "maxcpu": "8",
                "mem": "1073741824", "maxmem": "8589934592", "disk": "5", "maxdisk": "50", "uptime": "90000",
            ], keeping: ["type", "node", "status"])
    }

    private static func guest(_ json: inout AbsurdJSON, _ node: String, _ vmid: Int) -> String {
        json.object(
            [
                "type": json.pick(["\"lxc\"", "\"qemu\""]), "node": node, "vmid": "\(vmid)",
                "name": json.pick(["\"web\"", "\"101\"", "\"db\""]), "status": "\"running\"", "cpu": "0.3",
                "maxcpu": "2", "mem": "1073741824", "maxmem": "4294967296", "disk": "1", "maxdisk": "8",
                "uptime": "90000", "netin": "1", "netout": "1", "diskread": "1", "diskwrite": "1",
                "template": "0", "tags": "\"a;b\"", "pool": "\"lab/dev\"",
            ], keeping: ["type", "node", "vmid"])
    }

    private static func storage(_ json: inout AbsurdJSON, _ node: String) -> String {
        json.object(
            [
                "type": "\"storage\"", "storage": json.pick(["\"nas\"", "\"local\""]), "node": node,
                "status": "\"available\"", "plugintype": "\"nfs\"", "content": "\"backup,images\"",
                "shared": "1",
                "disk": "9000000000000000000", "maxdisk": "9223372036854774784",
            ], keeping: ["type", "storage", "node"])
    }

    private mutating func status() -> String {
        var rows = [
            json.object(
                ["type": "\"cluster\"", "name": "\"lab\"", "quorate": "1", "nodes": "3"], keeping: ["type"])
        ]
        for node in Self.nodes {
            rows.append(
                json.object(
                    ["type": "\"node\"", "name": node, "online": "1", "local": "0", "ip": "\"10.0.0.1\""],
                    keeping: ["type", "name"]))
        }
        return "[" + rows.joined(separator: ",") + "]"
    }

    private mutating func votes() -> String {
        json.list(upTo: 3) { json, _ in
            json.object(["node": json.pick(Self.nodes), "quorum_votes": "\"1\""], keeping: ["node"])
        }
    }

    private mutating func services() -> String {
        json.list(upTo: 3) { json, index in
            json.object(
                [
                    "id": "\"service:ct:10\(index)\"", "type": "\"service\"", "sid": "\"ct:10\(index)\"",
                    "state": "\"started\"", "node": json.pick(Self.nodes),
                ], keeping: ["id"])
        }
    }

    private mutating func tasks() -> String {
        json.list(upTo: 5) { json, _ in
            let started = json.pick(["69566184", "00000000", "FFFFFFFF"])
            return json.object(
                [
                    "upid": "\"UPID:a:0000ABCD:0001E240:\(started):vzdump:101:root@pam:\"",
                    "status": json.pick(["\"OK\"", "\"WARNINGS: 99999999999999999999\"", "\"job errors\""]),
                    "endtime": "1767268842",
                ], keeping: ["upid"])
        }
    }

    private mutating func storages() -> String {
        json.list(upTo: 3) { json, _ in
            json.object(
                [
                    "storage": json.pick(["\"nas\"", "\"local\"", "\"tank\""]), "type": "\"nfs\"",
                    "enabled": "1",
                    "active": "1", "shared": "1", "content": "\"backup\"", "used": "5", "total": "50",
                ], keeping: ["storage"])
        }
    }
}
