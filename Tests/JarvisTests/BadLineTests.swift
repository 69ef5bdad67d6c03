import ClusterKit
import FoundationEssentials
import HTTP
import Jarvis
import ProxmoxSim
import Testing

/// A cluster at the far end of a bad line: late, narrow, lossy, and cut at any byte.
@Suite(.timeLimit(.minutes(10)))
struct BadLineTests {
    /// 80 ± 10 ms there and back, 400 kbit/s, one piece in twenty lost once.
    private static let far = LoopbackRelay.Line(delay: 35...45, bytesPerSecond: 50_000, stalls: 0.05)

    @Test func `every view is filled over a late, narrow and lossy line`() async throws {
        let relays = Relays()
        try await Homestead.live(
            reach: Reach { simulator, cluster in
                let relay = try relays.open(to: simulator.port, Self.far)
                cluster.endpoints[0].port = relay.port
            }
        ) { home in
            let client = home.site.client
            let snapshot = await home.site.snapshot
            #expect(snapshot.guests.count == 23 && snapshot.storages.count == 16)
            _ = try await client.status(of: "pve")
            _ = try await client.series(of: .node("pve"), over: .hour)
            let guest = try #require(snapshot.guests.first { $0.status == .running })
            _ = try await client.status(of: guest.id, at: guest.node)
            _ = try await client.config(of: guest.id, at: guest.node)
            _ = try await client.series(of: .guest(guest.id, guest.node), over: .hour)
            let storage = try #require(snapshot.storages.first { $0.content.contains("backup") })
            _ = try await client.backups(on: storage.id)
            let task = try #require(snapshot.tasks.first)
            _ = try await client.log(of: task.upid)
            #expect(try await home.ask("status").isEmpty == false)
        }
        relays.stop()
    }

    /// How often an order is cut; `JARVIS_CUTS=1000` for the long run.
    private static var cuts: Int {
        ProcessInfo.processInfo.environment["JARVIS_CUTS"].flatMap { Int($0) } ?? 40
    }

    @Test func `an order whose line is cut at any byte is carried out once at most, and told truly`()
        async throws
    {
        let simulator = try await Simulator.start(Homestead.configuration)
        let relay = try LoopbackRelay(to: simulator.port)
        let far = Far(simulator: simulator, relay: relay)
        let sizes = try await far.measure()
        var random = SystemRandomNumberGenerator()
        var tally: [String: Int] = [:]
        for number in 0..<Self.cuts {
            let direction = LoopbackRelay.Direction.allCases.randomElement(using: &random) ?? .up
            let cut = LoopbackRelay.Cut(
                direction: direction, offset: Int.random(in: 0..<(sizes[direction] ?? 1), using: &random),
                isReset: Bool.random(using: &random))
            let verdict = try await far.order(number % 2 == 0 ? .stop : .start, cut)
            tally[verdict.outcome, default: 0] += 1
            #expect(verdict.isTrue, "\(cut): \(verdict)")
        }
        print("orders cut:", tally.sorted { $0.key < $1.key })
        relay.stop()
        await simulator.stop()
    }
}

/// The relays of a test, ended with it.
private final class Relays {
    private var open: [LoopbackRelay] = []

    func open(to port: Int, _ line: LoopbackRelay.Line) throws -> LoopbackRelay {
        let relay = try LoopbackRelay(to: port, line: line)
        open.append(relay)
        return relay
    }

    func stop() {
        for relay in open { relay.stop() }
    }
}

/// One guest behind a line that is cut, and the same guest seen directly.
private struct Far {
    let simulator: Simulator
    let relay: LoopbackRelay
    private let near: ProxmoxClient
    private static let guest = GuestID(.qemu, 105)
    private static let patience = TaskFollower.Patience(
        first: .milliseconds(10), later: .milliseconds(20), silence: .seconds(5))

    /// What was said of an order, and what the cluster did.
    struct Verdict: CustomStringConvertible {
        var outcome: String
        var tasks: Int
        var isTrue: Bool
        var words: String

        var description: String { "\(outcome), \(tasks) tasks: \(words)" }
    }

    init(simulator: Simulator, relay: LoopbackRelay) {
        self.simulator = simulator
        self.relay = relay
        near = ProxmoxClient(Homestead.cluster(simulator, name: "near"))
    }

    /// Starts the guest over the whole line; the bytes that its connection took each way.
    func measure() async throws -> [LoopbackRelay.Direction: Int] {
        let client = client()
        let task = try await client.perform(.start, on: Self.guest, at: "home")
        let passed = relay.takePassed()
        try await settle(.start, task)
        relay.endAll()
        return passed
    }

    /// Gives an order on a connection that is cut, and compares what is said with the tasks there are.
    func order(_ action: GuestAction, _ cut: LoopbackRelay.Cut) async throws -> Verdict {
        let earlier = try await near.tasks(of: "home", vmid: Self.guest.vmid)
        relay.cutNext(cut)
        let run = ActionRun(
            action, on: Self.guest, at: "home", client: client(), earlier: earlier,
            deadline: .milliseconds(500),
            patience: Self.patience)
        var verdict = Verdict(outcome: "", tasks: 0, isTrue: false, words: "")
        let allowed: ClosedRange<Int>
        do throws(ProxmoxError) {
            switch try await run.follow() {
            case .done(_, _, let doubt):
                (verdict.outcome, allowed) = (doubt == nil ? "done" : "done after doubt", 1...1)
                verdict.words = doubt ?? ""
            case .unknown(let words): (verdict.outcome, verdict.words, allowed) = ("unknown", words, 0...1)
            case .failed(let words, _): (verdict.outcome, verdict.words, allowed) = ("failed", words, 0...0)
            case .acceptedByHA: (verdict.outcome, allowed) = ("accepted", 0...0)
            }
        } catch {
            (verdict.outcome, verdict.words, allowed) = ("surely not sent", error.description, 0...0)
        }
        let known = Set(earlier.map(\.upid))
        let begun = try await near.tasks(of: "home", vmid: Self.guest.vmid).filter {
            !known.contains($0.upid)
        }
        verdict.tasks = begun.count
        verdict.isTrue = allowed.contains(begun.count)
        if begun.isEmpty {
            try await settle(action, try await near.perform(action, on: Self.guest, at: "home"))
        } else {
            try await settle(action, begun[0].upid)
        }
        relay.endAll()
        return verdict
    }

    private func settle(_ action: GuestAction, _ task: UPID?) async throws {
        guard let task else { return }
        for try await _ in TaskFollower(near, task, patience: Self.patience) {}
    }

    /// A client with no connection yet.
    private func client() -> ProxmoxClient {
        var configuration = Homestead.cluster(simulator, name: "far")
        configuration.endpoints[0].port = relay.port
        return ProxmoxClient(configuration)
    }
}
