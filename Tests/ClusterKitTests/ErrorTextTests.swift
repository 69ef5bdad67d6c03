import HTTP
import Testing

@testable import ClusterKit

/// A message says what failed, where, and what to do.
struct ErrorTextTests {
    private static let call = GuestAction.start.call(on: GuestID(.qemu, 101), at: "pve")
    private static let list = APICall.resources

    private static func unreachable(_ detail: String) -> ProxmoxError {
        .transport(.unreachable(host: "pve", detail: detail), endpoint: Endpoint("10.0.0.1"), call: list)
    }

    private static let sentences: [(ProxmoxError, String)] = [
        (
            .refused(
                call: list, status: 301, message: "Moved, it leads to https://x/ and not to Proxmox's API"),
            "refused: 301 Moved, it leads to https://x/ and not to Proxmox's API (GET /cluster/resources). Name a "
                + "node of Proxmox VE itself, on port 8006, or the address it leads to."
        ),
        (
            .refused(call: list, status: 404, message: "Not Found"),
            "refused: 404 Not Found (GET /cluster/resources). Is this the API of Proxmox VE, on port 8006? Backup "
                + "Server answers so on 8007."
        ),
        (
            .refused(call: list, status: 503, message: "Service Unavailable"),
            "refused: 503 Service Unavailable (GET /cluster/resources). What stands before Proxmox's API cannot "
                + "reach it: `systemctl status pveproxy pvedaemon` on the node."
        ),
        (
            .unsupported(call: list, message: "Method 'GET' not implemented"),
            "refused: 501 Method 'GET' not implemented (GET /cluster/resources). The node may be of an older "
                + "version: compare `pveversion` there."
        ),
        (
            .forbidden(call: list, message: "Permission check failed", requirement: nil),
            "refused: 403 Permission check failed (GET /cluster/resources). Give token and user the role "
                + "PVEAuditor on /, or PVEVMAdmin to act on guests."
        ),
        (
            .nodeUnknown(call: list, message: "no such cluster node 'x'"),
            "refused: 500 no such cluster node 'x' (GET /cluster/resources). It may have left the cluster or been "
                + "renamed."
        ),
        (
            .unauthorized(account: "a@pve!b", call: list, message: "no such token"),
            "refused: 401 no such token (GET /cluster/resources). Check the token or password of a@pve!b, and that "
                + "it has not expired."
        ),
        (
            unreachable("what answers on that port speaks no TLS: wrong version number"),
            "GET /cluster/resources got no answer from 10.0.0.1:8006. pve cannot be reached (what answers on that port "
                + "speaks no TLS: wrong version number): check that it is up, and the port and firewall on the way."
        ),
    ]

    @Test(arguments: sentences)
    func `an error says what failed, where and what to do`(error: ProxmoxError, sentence: String) {
        #expect(error.description == sentence)
    }
}
