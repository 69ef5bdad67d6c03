import AIKit
import ClusterKit
import FoundationEssentials
import JSON
import OfflineButler
import Screen
import Text

@testable import CommandLine
@testable import Jarvis
@testable import JarvisTUI
@testable import Multiplexer

/// The sample's cluster before and after a condition came about, and what each place says of it.
struct World {
    private let condition: Condition
    private let snapshot: ClusterSnapshot
    private let lines: [String]

    init(_ condition: Condition) {
        self.condition = condition
        let start = Date(timeIntervalSince1970: Sample.start.epoch)
        // Longer than a lock may last without a task, and than the watch takes to begin.
        let later = start.addingTimeInterval(7200)
        var (before, after) = (Self.calm, Self.calm)
        condition.before(&before)
        condition.before(&after)
        condition.change(&after)
        var recollection = Recollection()
        let first = recollection.diagnosis(of: before, at: start)
        let second = recollection.diagnosis(of: after, at: later)
        snapshot = second.snapshot
        var chronicle = Chronicle()
        let opening = chronicle.lines(for: first, [], at: start)
        let news = chronicle.lines(
            for: second, SnapshotDifference(from: first.snapshot, to: second.snapshot).changes, at: later)
        let isBlind = opening.contains { $0.kind == "watch.guestless" }
        lines = ((isBlind ? opening : []) + news).map(\.title)
    }

    /// The calm sample as it is when every section has answered, with figures that do not grow old meanwhile.
    private static var calm: ClusterSnapshot {
        var calm = Sample.calm
        let fresh = Freshness(lastGood: Sample.start.instant, staleAfter: .seconds(3600))
        calm.freshness = [.resources: fresh, .status: fresh, .tasks: fresh]
        return calm
    }

    /// What the feed told.
    var told: [String] { lines }

    /// Since when the worst is, in the top line's words; empty where that is not known.
    var onset: String { Health(Sample.state(snapshot: snapshot)).onset }

    func text(of place: Place) async throws -> String {
        let now = Sample.start.instant
        switch place {
        case .topLine: return Health(Sample.state(snapshot: snapshot)).text + everything
        case .screen:
            let state = Sample.state(Size(width: 240, height: 70), snapshot: snapshot)
            return state.picture().text.split(separator: "\n").dropFirst().joined(separator: "\n")
        case .status:
            return StatusText.text(
                of: StatusReport.json([snapshot], at: now),
                at: Date(timeIntervalSince1970: Sample.start.epoch)
            ) { _ in WallClock(offset: 0) }
        case .json: return StatusReport.json([snapshot], at: now).text
        case .ask: return try await answer()
        case .doctor: return doctor.health(of: snapshot, at: now).map(\.text).joined(separator: "\n")
        case .feed: return lines.joined(separator: "\n")
        case .card: return card(at: now)
        }
    }

    /// The other concerns of the top line, which stand behind the number after the first.
    private var everything: String {
        let judgement = Judgement(of: snapshot, at: Sample.start.instant)
        return judgement.concerns.dropFirst().map { "\n" + $0.text }.joined()
    }

    private var doctor: ClusterCheckup {
        ClusterCheckup(
            ClusterConfiguration(
                name: "lab", endpoints: [Endpoint("10.0.0.1")],
                credential: .token(id: "a@b!c", secret: Secret("x"))), environment: [:])
    }

    private func answer() async throws -> String {
        let snapshot = snapshot
        func tool(
            _ name: ToolName, _ run: @escaping @Sendable (ClusterSnapshot) throws -> ToolOutcome
        ) -> Tool {
            .reading(ToolDefinition(name: name, description: "")) { _ in try run(snapshot) }
        }
        let agent = Agent(
            provider: OfflineProvider(),
            tools: ToolSet([
                tool(.clusterStatus) { try ClusterTools.status(of: $0) },
                tool(.clusterResources) { try ClusterTools.resources(of: $0) },
            ]), desk: ApprovalDesk(), gate: { _ in SafetyGate() }, audit: { _ in }, confirm: { _ in .no })
        let talk = await agent.run("is everything ok?", in: Conversation(system: "")) { _ in }
        return talk.messages.last?.text ?? ""
    }

    private func card(at now: ContinuousClock.Instant) -> String {
        let site = Site(
            ClusterConfiguration(
                name: "lab", endpoints: [Endpoint("10.0.0.1")],
                credential: .token(id: "a@b!c", secret: Secret("x"))))
        let power = GuestPower(action: .shutdown, vmid: 101, site: site)
        guard let guest = snapshot.guest(101) else { return "no guest 101" }
        return power.impact(on: guest, in: snapshot, Judgement(of: snapshot, at: now)).joined(separator: "\n")
    }
}

extension World {
    static let call = GuestAction.start.call(on: Sample.guests[0].id, at: "home")
    static let timeout = ProxmoxError.nodeUnreachable("home", call: call, code: 596, reason: "timed out")

    /// A token that may see one pool: its guests, and nothing of nodes, storages and quorum.
    @Sendable static func seeOnlyAPool(_ snapshot: inout ClusterSnapshot) {
        for index in snapshot.nodes.indices {
            (snapshot.nodes[index].cpu, snapshot.nodes[index].memory) = (nil, nil)
        }
        snapshot.storages = []
        snapshot.quorum = .unknown
    }

    /// The quorum was lost, and for a minute nobody has told whether it is.
    @Sendable static func forgetQuorum(_ snapshot: inout ClusterSnapshot) {
        snapshot.quorum = .cluster(isQuorate: false, votes: 1, expected: 4)
        snapshot.freshness[.status] = Freshness(lastGood: Sample.start.instant - .seconds(60))
    }

    /// A token that may see nodes and storages, and no guest.
    @Sendable static func hideGuests(_ snapshot: inout ClusterSnapshot) {
        snapshot.guests = []
        snapshot.access = .noGuests
    }

    /// The shared storage is configured on a second node.
    @Sendable static func nasOnPVE(_ snapshot: inout ClusterSnapshot) {
        guard snapshot.storages.count < 4 else { return }
        var nas = snapshot.storages[1]
        nas.id.node = "pve"
        snapshot.storages.append(nas)
    }

    /// A task that ended an hour before the condition is looked at.
    static func task(_ type: String, subject: String = "101", _ state: TaskState) -> ClusterTask {
        let start = Int(Sample.start.epoch) + 3600
        let hex = String(start, radix: 16, uppercase: true)
        guard let upid = UPID("UPID:home:0000ABCD:0001E240:\(hex):\(type):\(subject):root@pam:") else {
            preconditionFailure("no UPID of a \(type)")
        }
        return ClusterTask(upid: upid, state: state, ended: Date(timeIntervalSince1970: Double(start + 42)))
    }
}
