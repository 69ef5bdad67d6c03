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

struct NodeBreakerTests {
    private let start = ContinuousClock.now
    private let call = APICall.status(of: "agent")

    private func unreachable(_ code: Int) -> ProxmoxError {
        .nodeUnreachable("agent", call: call, code: code, reason: "")
    }

    @Test func `a refused connection holds everything to that node back`() {
        var breaker = NodeBreaker()
        breaker.failed(.node("agent"), unreachable(595), at: start)
        #expect(breaker.wait(for: .node("agent"), at: start) == .seconds(5))
        #expect(breaker.wait(for: .storage("agent"), at: start + .seconds(2)) == .seconds(3))
        #expect(breaker.wait(for: .node("pve"), at: start) == nil)
        #expect(breaker.wait(for: .cluster, at: start) == nil)
    }

    @Test(arguments: [596, 597, 599], [APICall.Reach.storage("agent"), .guest("agent")])
    func `a storage or guest that hangs does not stop other questions to its node`(
        code: Int, reach: APICall.Reach
    ) {
        var breaker = NodeBreaker()
        breaker.failed(reach, unreachable(code), at: start)
        #expect(breaker.wait(for: reach, at: start) == .seconds(5))
        #expect(breaker.wait(for: .node("agent"), at: start) == nil)
        #expect(breaker.unreachable.isEmpty)
    }

    @Test func `one call is let through after the pause, and the pause grows to a minute`() {
        var breaker = NodeBreaker()
        var now = start
        for pause in [5, 10, 20, 40, 60, 60] {
            breaker.failed(.node("agent"), unreachable(595), at: now)
            #expect(breaker.wait(for: .node("agent"), at: now) == .seconds(pause))
            now += .seconds(pause)
            #expect(breaker.wait(for: .node("agent"), at: now) == nil)
            #expect(breaker.wait(for: .node("agent"), at: now) == .seconds(pause))
        }
    }

    @Test func `any answer of the node ends the pause`() {
        var breaker = NodeBreaker()
        breaker.failed(.node("agent"), unreachable(595), at: start)
        breaker.succeeded(.storage("agent"))
        #expect(breaker.wait(for: .node("agent"), at: start) == nil)
    }

    @Test func `a refusal is an answer and holds nothing back`() {
        var breaker = NodeBreaker()
        breaker.failed(.node("agent"), unreachable(595), at: start)
        breaker.failed(.node("agent"), .forbidden(call: call, message: "", requirement: nil), at: start)
        #expect(breaker.wait(for: .node("agent"), at: start) == nil)
    }
}
