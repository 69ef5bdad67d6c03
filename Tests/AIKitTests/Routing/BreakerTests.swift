import AIKit
import Synchronization
import Testing

@Suite struct BreakerTests {
    private let start = ContinuousClock.now

    private func after(_ seconds: Int) -> ContinuousClock.Instant { start + .seconds(seconds) }

    private func broken() -> Breaker {
        var breaker = Breaker()
        for second in 0...2 { breaker.fail(at: after(second)) }
        return breaker
    }

    @Test func `three failures within half a minute open it, and two do not`() {
        var breaker = Breaker()
        breaker.fail(at: after(0))
        breaker.fail(at: after(29))
        #expect(breaker.state(at: after(29)) == .closed)
        breaker.fail(at: after(30))
        #expect(breaker.state(at: after(30)) == .open(until: after(60)))
    }

    @Test func `failures further apart leave it closed`() {
        var breaker = Breaker()
        for second in [0, 20, 40, 60] { breaker.fail(at: after(second)) }
        #expect(breaker.state(at: after(60)) == .closed)
    }

    @Test func `after half a minute one question tries, and no second beside it`() {
        var breaker = broken()
        #expect(breaker.state(at: after(31)) == .open(until: after(32)))
        #expect(breaker.state(at: after(32)) == .halfOpen)
        breaker.begin(at: after(32))
        #expect(breaker.state(at: after(33)) == .probing)
    }

    @Test func `two answers close it`() {
        var breaker = broken()
        breaker.begin(at: after(40))
        breaker.succeed()
        #expect(breaker.state(at: after(40)) == .halfOpen)
        breaker.begin(at: after(41))
        breaker.succeed()
        #expect(breaker.state(at: after(41)) == .closed)
        breaker.fail(at: after(42))
        #expect(breaker.state(at: after(42)) == .closed)
    }

    @Test func `a failed try opens it for another half minute`() {
        var breaker = broken()
        breaker.begin(at: after(40))
        breaker.succeed()
        breaker.begin(at: after(41))
        breaker.fail(at: after(42))
        #expect(breaker.state(at: after(43)) == .open(until: after(72)))
    }

    @Test func `a try that was stopped leaves the next one free`() {
        var breaker = broken()
        breaker.begin(at: after(40))
        breaker.end()
        #expect(breaker.state(at: after(41)) == .halfOpen)
    }

    private static let outages: [ProviderError] = [
        .offline(detail: "d"), .timedOut(detail: "d"), .rateLimited(retryAfter: nil, detail: "d"),
        .overloaded(retryAfter: nil, detail: "d"), .server(status: 500, detail: "d"),
        .server(status: nil, detail: "d"), .loading(detail: "d"), .cutOff(detail: "d"),
    ]
    private static let others: [ProviderError] = [
        .cancelled, .authentication(detail: "d"), .forbidden(detail: "d"), .spendLimit(detail: "d"),
        .contextOverflow(prompt: nil, limit: nil), .unknownModel(detail: "d"),
        .badRequest(status: 400, detail: "d"), .toolCallFailed(detail: "d"), .refused(category: nil),
        .misconfigured(detail: "d"),
    ]

    @Test(arguments: outages)
    func `an outage counts`(error: ProviderError) {
        let panel = BreakerPanel()
        for _ in 0..<3 { panel.end("m", .provider(error)) }
        #expect(panel.rest(of: "m") != nil)
    }

    @Test(arguments: others)
    func `nothing else does`(error: ProviderError) {
        let panel = BreakerPanel()
        for _ in 0..<9 { panel.end("m", .provider(error)) }
        #expect(panel.state(of: "m") == .closed)
    }

    @Test func `the panel goes by its clock, and by each model alone`() {
        let now = Mutex(ContinuousClock.now)
        let panel = BreakerPanel { now.withLock { $0 } }
        for _ in 0..<3 { panel.end("m", .provider(.offline(detail: "d"))) }
        #expect(panel.rest(of: "m") == .seconds(30) && panel.state(of: "n") == .closed)
        now.withLock { $0 += .seconds(10) }
        #expect(panel.rest(of: "m") == .seconds(20))
        now.withLock { $0 += .seconds(20) }
        #expect(panel.rest(of: "m") == nil && panel.state(of: "m") == .halfOpen)
        for _ in 0..<2 {
            panel.begin("m")
            panel.end("m", nil)
        }
        #expect(panel.state(of: "m") == .closed)
        for _ in 0..<9 { panel.end("m", .cancelled) }
        #expect(panel.state(of: "m") == .closed)
    }
}
