import FoundationEssentials
import Testing

@testable import ClusterKit

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
