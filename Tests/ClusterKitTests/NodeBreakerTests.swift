import Testing

@testable import ClusterKit

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

    @Test(arguments: [596, 597, 599])
    func `a storage that hangs does not stop other questions to its node`(code: Int) {
        var breaker = NodeBreaker()
        breaker.failed(.storage("agent"), unreachable(code), at: start)
        #expect(breaker.wait(for: .storage("agent"), at: start) == .seconds(5))
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
