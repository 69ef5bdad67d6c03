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
