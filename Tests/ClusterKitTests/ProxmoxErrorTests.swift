import HTTP
import Testing

@testable import ClusterKit

struct ProxmoxErrorTests {
    private static let call = APICall.resources

    private static func transport(_ error: HTTPError) -> ProxmoxError {
        .transport(error, endpoint: Endpoint("pve"), call: call)
    }

    @Test(arguments: [
        (transport(.broken(host: "pve", detail: "reset", sent: true)), "may pass, may have arrived"),
        (transport(.broken(host: "pve", detail: "reset", sent: false)), "may pass"),
        (transport(.timedOut(host: "pve", phase: "connect", after: .seconds(5))), "may pass, is silence"),
        (
            transport(.timedOut(host: "pve", phase: "idle", after: .seconds(5))),
            "may pass, may have arrived, is silence"
        ),
        (.untrusted(cluster: "a", endpoint: Endpoint("pve"), detail: "", presented: nil), "is about trust"),
        (.unauthorized(account: "a", call: call, message: ""), "may differ elsewhere"),
        (.badParameters(call: call, message: "", faults: [:]), "is refusal by node"),
        (.nodeUnknown(call: call, message: ""), ""),
        (.nodeUnreachable("pve", call: call, code: 595, reason: ""), "may differ elsewhere, may pass"),
        (
            .nodeUnreachable("pve", call: call, code: 596, reason: ""),
            "may differ elsewhere, may pass, may have arrived, is silence"
        ),
        (
            .nodeUnreachable("pve", call: call, code: 599, reason: ""),
            "may differ elsewhere, may pass, may have arrived"
        ),
        (.nodeAvoided("pve", retry: .seconds(1)), "may pass"),
        (.refused(call: call, status: 404, message: ""), "may differ elsewhere, is refusal by node"),
        (
            .refused(call: call, status: 503, message: ""),
            "may differ elsewhere, is refusal by node, may pass"
        ),
        (.unreadable(call: call, detail: ""), "may differ elsewhere, may pass, may have arrived"),
        (.cancelled(call), ""),
    ])
    func `an error says how to go on`(error: ProxmoxError, traits: String) {
        let all = [
            (error.isAboutTrust, "is about trust"),
            (error.allowsAnotherEntry(for: Self.call), "may differ elsewhere"),
            (error.isRefusalByNode, "is refusal by node"), (error.mayPass, "may pass"),
            (error.mayHaveArrived, "may have arrived"), (error.isSilence, "is silence"),
        ]
        #expect(all.filter(\.0).map(\.1).joined(separator: ", ") == traits)
    }
}
