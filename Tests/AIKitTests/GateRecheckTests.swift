import Synchronization
import Testing

@testable import AIKit

/// The gate is asked at every step of a call, and the last answer counts.
@Suite struct GateRecheckTests {
    /// Does one thing for the operator's own hand, through these gates, one a question; the last one goes on.
    private func carryOut(
        _ tier: SafetyTier, through gates: [SafetyGate]
    ) async -> (bench: AgentBench, content: String) {
        var bench = AgentBench([])
        bench.tier = { tier }
        bench.answer = { _ in .yes }
        let left = Mutex(gates)
        var agent = bench.agent
        agent.gate = { _ in left.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] } }
        let use = ToolUse(id: "t", name: "stop_vm", input: ["vmid": 103])
        return (bench, await agent.carryOut(use, asker: .operator) { _ in }.content)
    }

    private static let open = SafetyGate()
    private static let halted = SafetyGate(halt: "Nothing is changed.")

    @Test(arguments: [SafetyTier.yellow, .red], 0..<3)
    func `a gate that closes at any step before the deed keeps it from being done`(
        tier: SafetyTier, passed: Int
    ) async {
        let gates = Array(repeating: Self.open, count: passed) + [Self.halted]
        let (bench, content) = await carryOut(tier, through: gates)
        #expect(content == "Not run: Nothing is changed.")
        #expect(bench.runs.all.isEmpty)
        // An intent that was written already is followed by the word that nothing came of it.
        guard case .refusal(.halted)? = bench.audit.all.last?.stage else {
            Issue.record("\(bench.audit.all)")
            return
        }
    }

    @Test func `what needs a card by now is not done without one`() async {
        let protected = SafetyGate(protected: [.guest(103): "it is the router"])
        let (bench, content) = await carryOut(.yellow, through: [Self.open, protected])
        #expect(content == "Not run: \(RefusalReason.changed)")
        #expect(bench.runs.all.isEmpty)
    }

    @Test(arguments: Asker.allCases, [SafetyTier.yellow, .orange, .red])
    func `while all is halted nobody changes anything, and looking goes on`(asker: Asker, tier: SafetyTier) {
        func action(_ tier: SafetyTier) -> ProposedAction {
            ProposedAction(
                name: "stop_vm", arguments: [:],
                assessment: ToolAssessment(tier: tier, summary: "", call: ""), asker: asker)
        }
        var gate = Self.halted
        gate.autonomy = .actQuietly
        #expect(gate.decide(action(tier), tainted: false) == .refuse(.halted("Nothing is changed.")))
        #expect(gate.decide(action(.green), tainted: true) == .run)
    }

    @Test(arguments: Asker.allCases.filter { $0 != .operator }, AutonomyLevel.allCases)
    func `once text from outside is in a turn, all above GREEN needs a human at any level`(
        asker: Asker, level: AutonomyLevel
    ) {
        for tier in [SafetyTier.yellow, .orange, .red] {
            let action = ProposedAction(
                name: "stop_vm", arguments: [:],
                assessment: ToolAssessment(tier: tier, summary: "", call: ""), asker: asker)
            #expect(SafetyGate(autonomy: level).decide(action, tainted: true) != .run)
        }
    }
}
