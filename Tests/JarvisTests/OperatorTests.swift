import AIKit
import ClusterKit
import Memory
import OfflineButler
import ProxmoxSim
import Testing

@testable import Jarvis

@Suite(.timeLimit(.minutes(5)))
struct OperatorTests {
    private static let start = "/nodes/home/qemu/105/status/start"
    private static let guest = GuestID(.qemu, 105)

    private func stages(_ home: Homestead) async throws -> ActReport.Stage {
        try await home.witness.first { event in
            guard case .butler(.act(let report), _) = event, report.stage != .running else { return nil }
            return report.stage
        }
    }

    @Test func `the operator's own start runs at once, and stands in feed, memory and audit log`()
        async throws
    {
        try await Homestead.live { home in
            try await home.butler.carryOut(.start, on: Self.guest)
            #expect(try await stages(home) == .ended(.done, "it is running now"))
            #expect(try await home.status(105) == "running")
            let line = try await home.witness.line("act.done")
            #expect(line.origin == .operator && line.subject == "105" && line.id != nil)
            #expect(
                try await home.store.events.list(EventFilter(origins: [.operator])).map(\.id) == [line.id])
            let call = try #require(try await home.store.toolCalls.list().first)
            #expect(call.name == "guest_start" && call.message == nil && call.state == .finished)
            try await checkAudit(home)
        }
    }

    /// The log holds the intent, then its outcome, and is whole.
    private func checkAudit(_ home: Homestead) async throws {
        let entries = try await home.store.audit.list().reversed().map { $0 }
        #expect(entries.count == 2)
        guard case .intent(let intent)? = entries.first?.content,
            case .outcome(let outcome, let id)? = entries.last?.content
        else {
            Issue.record("the order is intent, outcome")
            return
        }
        #expect(intent.asker == "finger" && intent.call == "POST \(Self.start)")
        #expect(intent.ruling == .allowed && intent.target == "guest 105" && intent.cluster == "home")
        #expect(outcome.result == .succeeded && id == entries.first?.id)
        #expect(intent.time <= outcome.time)
        let anchor = try await home.store.audit.anchor()
        #expect(try await home.store.audit.verify() == .intact(entries: 2, last: anchor))
    }

    @Test func `the gate meets every action with the tier of its row, and asks of all but start and resume`()
        async throws
    {
        try await Homestead.live { home in
            let tools = OperatorTools.all(home.site)
            var unasked: [GuestAction] = []
            for action in GuestAction.allCases {
                let name = OperatorTools.name(of: action)
                let tool = try #require(tools[name])
                let assessment = try await tool.assess(["vmid": 121])
                #expect(assessment.tier == action.card.tier)
                #expect(assessment.summary.hasPrefix("\(action.card.verb) the virtual machine 121 "))
                #expect(assessment.impact.contains(action.card.consequence))
                let deed = ProposedAction(
                    name: name, arguments: ["vmid": 121], assessment: assessment, asker: .operator)
                switch SafetyGate().decide(deed, tainted: false) {
                case .run: unasked.append(action)
                case .ask(let kind): #expect(kind == .yesOrNo)
                case .refuse(let reason): Issue.record("\(action): \(reason)")
                }
            }
            #expect(unasked == [.start, .resume])
        }
    }

    @Test func `pulling the plug asks first, and no means no`() async throws {
        try await Homestead.live { home in
            let butler = try home.butler
            async let deed: Void = butler.carryOut(.stop, on: GuestID(.qemu, 121))
            let card = try await home.card()
            #expect(card.action.assessment.tier == .red)
            await butler.settle(card.id, .no)
            await deed
            #expect(try await stages(home) == .refused(.declined))
            #expect(home.orders("/nodes/agent1/qemu/121/status/stop") == 0)
        }
    }

    @Test func `a guest that stopped between card and yes is changed, and no order is sent`() async throws {
        try await Homestead.live { home in
            let (butler, guest) = (try home.butler, GuestID(.qemu, 121))
            async let deed: Void = butler.carryOut(.shutdown, on: guest)
            let card = try await home.card()
            let stop = ActionRun(.stop, on: guest, at: "agent1", client: home.site.client)
            guard case .done = try await stop.follow() else {
                Issue.record("the guest did not stop")
                return
            }
            await butler.settle(card.id, .yes)
            await deed
            #expect(try await stages(home) == .refused(.changed))
            #expect(home.orders("/nodes/agent1/qemu/121/status/shutdown") == 0)
        }
    }

    @Test func `a card tells how the guest is now, though the cluster's list still has it running`()
        async throws
    {
        try await Homestead.live { home in
            let (butler, guest) = (try home.butler, GuestID(.qemu, 121))
            _ = try await ActionRun(.stop, on: guest, at: "agent1", client: home.site.client).follow()
            async let deed: Void = butler.carryOut(.shutdown, on: guest)
            let card = try await home.card()
            #expect(card.action.assessment.impact.contains("At present it is stopped."))
            #expect(!card.action.assessment.impact.contains { $0.hasPrefix("It has been running") })
            await butler.settle(card.id, .no)
            await deed
        }
    }

    @Test(arguments: [
        (GuestAction.shutdown, "the order goes to its manager."),
        (.reboot, "the order passes its manager by, and goes to the node."),
        (.suspend, "the order passes its manager by, and goes to the node."),
    ])
    func `a card says whether the manager of high availability gets the order`(
        action: GuestAction, words: String
    ) async throws {
        try await Homestead.live { home in
            let managed = await home.site.snapshot.guests.first { $0.haState == "started" }
            let (butler, guest) = (try home.butler, try #require(managed))
            async let deed: Void = butler.carryOut(action, on: guest.id)
            let card = try await home.card()
            #expect(
                card.action.assessment.impact.contains("High availability manages it (started): \(words)"))
            await butler.settle(card.id, .no)
            await deed
        }
    }

    @Test func `nothing is done when it cannot be written down before`() async throws {
        try await Homestead.live { home in
            try await home.store.close()
            try await home.butler.carryOut(.start, on: Self.guest)
            guard case .refused(.unaudited) = try await stages(home) else {
                Issue.record("it was not refused for want of an audit log")
                return
            }
            #expect(home.orders(Self.start) == 0)
            #expect(try await home.witness.line("act.refused").severity == .warning)
        }
    }

    @Test func `an order whose answer is lost is looked after and never sent twice`() async throws {
        try await Homestead.live { home in
            await home.simulator.run(.answersLost)
            try await home.butler.carryOut(.start, on: Self.guest)
            guard case .ended(.done, let words) = try await stages(home) else {
                Issue.record("it was not found out what came of it")
                return
            }
            #expect(
                words.hasPrefix("At first it was unknown what came of the order. POST \(Self.start) got no"))
            #expect(words.hasSuffix("It is running now"))
            #expect(home.orders(Self.start) == 1)
        }
    }

    @Test func `an act that is stopped on its way is unknown in feed, memory and audit log, not failed`()
        async throws
    {
        // At this pace the guest takes 22 s to shut down.
        let slow = SimulatorConfiguration(time: SimulatedTime(pace: 1), delays: .brief)
        try await Homestead.live(slow) { home in
            let witness = home.witness
            let butler = Butler(
                site: home.site, store: home.store,
                mind: Mind(OfflineProvider(), limits: AgentLimits(toolTime: .seconds(3)))
            ) { witness.note(.butler($0, of: "sim")) }
            async let deed: Void = butler.carryOut(.shutdown, on: GuestID(.qemu, 102))
            await butler.settle(try await home.card().id, .typed("102"))
            await deed
            guard case .ended(.unknown, let words) = try await stages(home) else {
                Issue.record("the end is not unknown")
                return
            }
            #expect(words.contains("Whether it took effect is not known."))
            #expect(try await home.store.toolCalls.list().first?.result == .unknown)
            guard case .outcome(let outcome, _)? = try await home.store.audit.list().first?.content else {
                Issue.record("the audit log does not say how it ended")
                return
            }
            #expect(outcome.result == .unknown)
            // This butler has a feed that the witness does not see.
            #expect(try await home.store.events.list().contains { $0.kind == "act.unknown" })
        }
    }

    @Test func `what Proxmox refuses is told in its own words`() async throws {
        try await Homestead.live { home in
            await home.simulator.run(.quorumLost)
            try await home.butler.carryOut(.start, on: Self.guest)
            guard case .ended(.failed, let words) = try await stages(home) else {
                Issue.record("it did not fail")
                return
            }
            #expect(words.contains("quorum"))
            #expect(try await home.witness.line("act.failed").severity == .warning)
        }
    }
}
