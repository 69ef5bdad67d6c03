import JSON
import Testing

@testable import AIKit

@Suite
struct CarryOutTests {
    private func carryOut(_ bench: AgentBench, _ asker: Asker) async -> ToolResult {
        await bench.agent.carryOut(use("h1", "stop_vm", ["vmid": 103]), asker: asker) { bench.events.add($0) }
    }

    @Test
    func `the operator's own YELLOW action runs at once and is audited as his`() async {
        var bench = AgentBench([])
        bench.tier = { .yellow }
        let result = await carryOut(bench, .finger)
        #expect(result.structured == ["status": "stopped"])
        #expect(bench.cards.all == [])
        #expect(bench.audit.all.map(\.action.asker) == [.finger, .finger])
        #expect(bench.audit.all.first?.stage == .intent(confirmed: false))
    }

    @Test
    func `a protected target is touched by the operator's hand only when its word is typed`() async {
        var bench = AgentBench([])
        bench.gate = SafetyGate(protected: [.guest(103)])
        bench.answer = { card in card.kind == .type("103") ? .typed("103") : .no }
        #expect(await carryOut(bench, .finger).isError == false)
        #expect(await carryOut(bench, .mcp).content == "Not run: \(RefusalReason.protected(.guest(103)))")
        #expect(bench.runs.all.count == 1)
    }

    @Test(
        arguments: [
            (.done, nil, nil), (.done, "it is \u{1B}[2J stopped", "it is ␛[2J stopped"),
            (.failed, "no quorum", "no quorum"), (.failed, nil, FactText(["status": "stopped"]).text),
            (.unknown, nil, FactText(["status": "stopped"]).text),
        ] as [(Ending, String?, String?)])
    func `a card says in a line what came of the call, and something always where it did not end well`(
        ending: Ending, said: String?, shown: String?
    ) async {
        var bench = AgentBench([])
        bench.tier = { .yellow }
        bench.ending = { _ in ending }
        bench.line = said
        _ = await carryOut(bench, .finger)
        guard case .done(_, ending, let line, _)? = bench.states.last else {
            Issue.record("\(bench.states)")
            return
        }
        #expect(line == shown)
    }

    @Test
    func `a refusal is audited with what the action would have done`() async {
        var bench = AgentBench([])
        bench.answer = { _ in .no }
        _ = await carryOut(bench, .finger)
        #expect(bench.audit.all.map(\.stage) == [.refusal(.declined)])
        #expect(bench.audit.all.first?.action.assessment.call == "POST /stop")
    }
}
