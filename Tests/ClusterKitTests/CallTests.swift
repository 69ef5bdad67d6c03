import FoundationEssentials
import HTTP
import Testing

@testable import ClusterKit

struct CallTests {
    private func url(_ call: APICall) -> String {
        call.request(to: Endpoint("pve.example"), headers: [], limits: HTTPLimits(), trust: .system).url
    }

    @Test(arguments: [
        (GuestAction.start, GuestKind.qemu, "POST /nodes/pve/qemu/101/status/start"),
        (.shutdown, .lxc, "POST /nodes/pve/lxc/101/status/shutdown"),
        (.reset, .qemu, "POST /nodes/pve/qemu/101/status/reset"),
    ])
    func `an action can be read before it is sent`(action: GuestAction, kind: GuestKind, text: String) {
        #expect(action.call(on: GuestID(kind, 101), at: "pve").description == text)
    }

    @Test func `a container has no reset button`() {
        #expect(GuestAction.allCases.filter { !$0.act.kinds.contains(.lxc) } == [.reset])
        #expect(GuestAction.allCases.allSatisfy { $0.act.kinds.contains(.qemu) })
    }

    @Test func `parameters of a GET stand in the query`() {
        let call = APICall.backups(on: Storage.ID(node: "pve", name: "nas"))
        #expect(
            url(call) == "https://pve.example:8006/api2/json/nodes/pve/storage/nas/content?content=backup")
        #expect(call.description == "GET /nodes/pve/storage/nas/content content=backup")
    }

    @Test func `a UPID is one encoded segment`() throws {
        let task = try upid("UPID:pve:000586D2:0078E219:6A4BB5CA:qmstart:9102:root@pam!sdk:")
        #expect(
            url(.status(of: task))
                == "https://pve.example:8006/api2/json/nodes/pve/tasks/"
                + "UPID%3Apve%3A000586D2%3A0078E219%3A6A4BB5CA%3Aqmstart%3A9102%3Aroot%40pam%21sdk%3A/status")
    }

    @Test func `parameters of a DELETE stand in the query and never in a body`() {
        let call = APICall(.delete, ["nodes", "pve", "qemu", "9"], [.init("purge", "1")])
        let request = call.request(to: Endpoint("h"), headers: [], limits: HTTPLimits(), trust: .system)
        #expect(request.url.hasSuffix("/qemu/9?purge=1"))
        #expect(request.body.isEmpty)
    }

    @Test func `an address of version 6 is bracketed`() {
        #expect(Endpoint("2001:db8::1").description == "[2001:db8::1]:8006")
    }
}

struct UPIDTests {
    @Test func `every field of a UPID is read`() throws {
        let upid = try upid("UPID:pve:000586D2:0078E219:6A4BB5CA:qmstart:9102:root@pam!sdk:")
        #expect(upid.node == "pve")
        #expect(upid.pid == 0x586D2)
        #expect(upid.processStart == 0x78E219)
        #expect(upid.started == Date(timeIntervalSince1970: Double(0x6A4B_B5CA)))
        #expect(upid.type == "qmstart")
        #expect(upid.subject == "9102")
        #expect(upid.vmid == 9102)
        #expect(upid.user == "root@pam!sdk")
        #expect(upid.owner == "root@pam")
        #expect("\(upid)" == "UPID:pve:000586D2:0078E219:6A4BB5CA:qmstart:9102:root@pam!sdk:")
    }

    @Test func `a node that is up for more than 497 days writes nine digits`() throws {
        let upid = try upid("UPID:pve:000586D2:1078E2190:6A4BB5CA:vzdump::backup@pve:")
        #expect(upid.processStart == 0x1_078E_2190)
        #expect(upid.subject.isEmpty)
        #expect(upid.vmid == nil)
    }

    @Test(arguments: [
        "", "OK", "UPID:pve", "UPID:pve:000586D2:0078E219:6A4BB5CA:qmstart:9102:root@pam",
        "UPID:pve:586D2:0078E219:6A4BB5CA:qmstart:9102:root@pam:",
        "UPID:pve:000586D2:0078E21900:6A4BB5CA:qmstart:9102:root@pam:",
        "UPID:pve:0005x6D2:0078E219:6A4BB5CA:qmstart:9102:root@pam:",
        "UPID::000586D2:0078E219:6A4BB5CA:qmstart:9102:root@pam:",
        "UPID:pve:000586D2:0078E219:6A4BB5CA::9102:root@pam:",
        "UPID:pve:000586D2:0078E219:6A4BB5CA:qmstart:9102::",
        "UPID:pve:000586D2:0078E219:6A4BB5CA:qm start:9102:root@pam:",
        "UPID:pve:000586D2:0078E219:6A4BB5CA:qmstart:9102:root@pam:more",
        "UPID:pve/../..:000586D2:0078E219:6A4BB5CA:qmstart:9102:root@pam:",
    ])
    func `anything else is no UPID`(text: String) {
        #expect(UPID(text) == nil)
    }

    @Test(arguments: [
        ("OK", TaskState.ok), ("WARNINGS: 3", .warnings(3)), ("WARNINGS: ", .warnings(1)),
        ("unexpected status", .interrupted("unexpected status")),
        ("interrupted by signal", .interrupted("interrupted by signal")), ("", .unknown),
        ("VM is locked (backup)", .failed("VM is locked (backup)")),
    ])
    func `an exit status says how a task ended`(text: String, state: TaskState) {
        #expect(TaskState(exitStatus: text) == state)
        #expect(state.isSuccess == (text == "OK" || text.hasPrefix("WARNINGS")))
    }

    @Test(arguments: ["", ".", "..", "a/b", "a b", "a:b", "a\u{1B}[2J"])
    func `what is no path segment is no name`(text: String) {
        #expect(NodeName(text) == nil)
    }
}
