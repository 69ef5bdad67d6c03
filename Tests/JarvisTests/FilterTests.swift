import ClusterKit
import Jarvis
import Testing

@Suite struct FilterTests {
    private static let guests = [
        Guest(
            id: GuestID(.qemu, 101), node: "pve", name: "Router", status: .running, tags: ["net", "core"],
            pool: "infra", address: IPAddress("192.168.1.50")),
        Guest(
            id: GuestID(.lxc, 102), node: "home", name: "jellyfin", status: .running, tags: ["media"],
            address: IPAddress("2001:db8::10:3")),
        Guest(
            id: GuestID(.lxc, 103), node: "pve", name: "db-1", status: .stopped, tags: ["db"], lock: "backup"),
        Guest(id: GuestID(.qemu, 104), node: "agent", name: nil, status: .unknown),
    ]

    @Test(arguments: [
        ("", [101, 102, 103, 104]),
        ("jelly", [102]),
        ("JELLY", [102]),
        ("10", [101, 102, 103, 104]),
        ("media", [102]),
        ("status:running", [101, 102]),
        ("stopped", [103]),
        ("Running node:pve", [101]),
        ("runn", []),
        ("-status:running", [103, 104]),
        ("!status:running", [103, 104]),
        ("status:running node:pve", [101]),
        ("node:pve,home", [101, 102, 103]),
        ("type:lxc", [102, 103]),
        ("type:ct", [102, 103]),
        ("type:vm tag:core", [101]),
        ("tag:cor", []),
        ("name:je", [102]),
        ("name:elly", []),
        ("pool:infra", [101]),
        ("id:103", [103]),
        ("id:10", []),
        ("lock:backup", [103]),
        (#"/^db-\d+$/"#, [103]),
        (#"/^DB\D\d$/"#, [103]),
        ("/ROUT/", [101]),
        ("-/o/", [102, 103, 104]),
        ("node:/^p/", [101, 103]),
        ("status:unknown", [104]),
        ("192.168.1.50", [101]),
        ("168.1.", [101]),
        (".50", [101]),
        ("50", []),
        ("2001:DB8", [102]),
        ("db8::", [102]),
        ("-1.50", [102, 103, 104]),
        ("ip:192.168", [101]),
        ("ip:168", []),
        ("ip:2001:db8:", [102]),
        ("-ip:/./", [103, 104]),
        ("ip:192.168.0.0/16", [101]),
        ("192.168.0.0/16", [101]),
        ("ip:10.0.0.0/8", []),
        ("ip:10.0.0.0/8,2001:db8::/32", [102]),
        ("2001:db8::/32", [102]),
        ("-ip:0.0.0.0/0,::/0", [103, 104]),
    ])
    func `a filter keeps what it asks for`(text: String, expected: [Int]) throws {
        let filter = try Filter(parsing: text)
        #expect(Self.guests.filter { filter.accepts($0) }.map(\.vmid.number) == expected)
    }

    @Test func `quotes keep spaces together and slashes do too`() throws {
        let guest = Guest(id: GuestID(.qemu, 9), node: "pve", name: "my box", status: .running)
        #expect(try Filter(parsing: #""my b""#).accepts(guest))
        #expect(try Filter(parsing: "/y b/").accepts(guest))
        #expect(try !Filter(parsing: "my bus").accepts(guest))
    }

    @Test(arguments: [
        (
            "colour:red",
            "there is no field \"colour\"; fields: name, node, status, type, tag, pool, id, ip, lock, backup"
        ),
        (
            "ip:10.0.0.0/33",
            "10.0.0.0/33 is no network; one is written as 192.168.1.0/24 or 2001:db8::/64"
        ),
        ("/(/", "/(/ is no regular expression"),
        (
            "/(?i)a/",
            "/(?i)a/ cannot be used: Groups that begin with (? are not known here; plain ( ) are."
        ),
    ])
    func `a filter that cannot be read says why`(text: String, sentence: String) {
        let error = #expect(throws: FilterError.self) { try Filter(parsing: text) }
        #expect(error?.description == sentence)
    }

    @Test(arguments: ["/(((.*)*)*)*y/", #"/(\w+ ?)+:/"#, "/(a|a)*b/", "/(.*)(.*)(.*)(.*)q{50}/"])
    func `no expression keeps the loop, whatever name it is held against`(text: String) throws {
        let name = String(repeating: "a", count: 2_000)
        let guest = Guest(id: GuestID(.qemu, 9), node: "pve", name: name, status: .running)
        #expect(try !Filter(parsing: text).accepts(guest))
    }

    @Test func `nodes, storages and tasks are filtered by the same words`() throws {
        let filter = try Filter(parsing: "node:pve")
        #expect(filter.accepts(Node(name: "pve", state: .online)))
        #expect(filter.accepts(Storage(id: .init(node: "pve", name: "local"), state: .available)))
        #expect(!filter.accepts(Node(name: "home", state: .online)))
    }

    @Test func `a task that failed is found by why it did, and one that went well is not`() throws {
        let upid = try #require(UPID("UPID:pve:00000001:00000002:69566184:qmstart:105:root@pam:"))
        let reason = "start failed: QEMU exited with code 1"
        for (state, isFound) in [
            (TaskState.failed(reason), true), (.interrupted(reason), true), (.ok, false),
        ] {
            let task = ClusterTask(upid: upid, state: state)
            #expect(try Filter(parsing: "qemu exited").accepts(task) == isFound)
        }
        #expect(try !Filter(parsing: "ok").accepts(ClusterTask(upid: upid, state: .failed(reason))))
    }
}
