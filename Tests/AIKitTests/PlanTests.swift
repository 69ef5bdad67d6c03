import Counterparts
import JSON
import Testing

@testable import AIKit

/// What a model may do while the operator wants a plan.
@Suite struct PlanTests {
    private static func plan(_ steps: JSONValue) -> [ScriptedProvider.Line] {
        .calls(use("p", "propose_plan", ["steps": steps]))
    }

    private static let two = #"""
        [{"tool":"stop_vm","arguments":{"vmid":101}},{"tool":"get_vms"},{"tool":"stop_vm","arguments":{"vmid":102}}]
        """#

    private func run(_ bench: AgentBench) async -> Conversation {
        var agent = bench.agent
        agent.plan = .looking
        return await agent.run("Hi", in: Conversation(system: "s")) { [events = bench.events] in
            events.add($0)
        }
    }

    private func refusals(_ bench: AgentBench) -> [RefusalReason] {
        bench.audit.all.compactMap { if case .refusal(let reason) = $0.stage { reason } else { nil } }
    }

    @Test func `what changes something is refused with the way to propose it, and looking goes on`() async {
        let bench = AgentBench(
            .calls(use("a", "get_vms"), use("b", "stop_vm", ["vmid": 101])), .says("I propose."))
        let conversation = await run(bench)
        #expect(bench.runs.all == ["get_vms"])
        #expect(bench.cards.all.isEmpty && refusals(bench) == [.unplanned])
        #expect(conversation.results[1].content.contains("propose_plan"))
        let offered = bench.provider.requests.map { $0.tools.map(\.name.rawValue).sorted() }
        #expect(offered == Array(repeating: ["get_vms", "propose_plan", "stop_vm"], count: 2))
    }

    @Test(arguments: [
        JSONValue.string(two),
        [
            ["tool": "stop_vm", "arguments": ["vmid": 101]], ["tool": "get_vms"],
            ["tool": "stop_vm", "arguments": ["vmid": 102]],
        ],
    ])
    func `the steps of a plan are asked about and done in order, and all go back as one result`(
        steps: JSONValue
    ) async {
        let bench = AgentBench(Self.plan(steps), .says("Done."))
        let conversation = await run(bench)
        // What is looked at between two changes is looked at in its turn, so there are two cards.
        #expect(bench.cards.all.map(\.steps.count) == [1, 1])
        #expect(bench.runs.all == [["vmid": 101], "get_vms", ["vmid": 102]])
        #expect(conversation.results.count == 1 && conversation.results[0].isError == false)
        #expect(conversation.results[0].content.contains("Step 3, stop_vm: <data tool=\"stop_vm\">"))
        #expect(conversation.holdsUntrustedText)
    }

    @Test func `a step that was struck is not done, and a no to the plan is a no to each`() async {
        let steps =
            #"[{"tool":"stop_vm","arguments":{"vmid":101}},{"tool":"stop_vm","arguments":{"vmid":102}}]"#
        var bench = AgentBench(Self.plan(.string(steps)), .says("Done."))
        bench.answer = { _ in .yesTo([1]) }
        var conversation = await run(bench)
        #expect(bench.cards.all.map(\.steps.count) == [2] && bench.runs.all == [["vmid": 102]])
        #expect(conversation.results[0].content.hasPrefix("Step 1, stop_vm: Not run: The operator struck it"))
        bench = AgentBench(Self.plan(.string(steps)), .says("As you wish."))
        bench.answer = { _ in .no }
        conversation = await run(bench)
        #expect(bench.runs.all.isEmpty && refusals(bench) == [.declined, .declined])
        #expect(conversation.results[0].isError && !conversation.holdsUntrustedText)
    }

    @Test func `a plan is asked about also where such a change would be done unasked`() {
        let action = ProposedAction(
            name: "start_vm", arguments: ["vmid": 101],
            assessment: ToolAssessment(tier: .yellow, targets: [.guest(101)], summary: "Start", call: "POST"),
            asker: .model)
        var gate = SafetyGate(autonomy: .act)
        #expect(gate.decide(action, tainted: false) == .run)
        gate.plan = .proposed
        #expect(gate.decide(action, tainted: false) == .ask(.yesOrNo))
        gate.plan = .looking
        #expect(gate.decide(action, tainted: false) == .refuse(.unplanned))
        #expect(gate.objection(to: action, tainted: false, given: .yesOrNo) == .unplanned)
    }

    @Test(
        arguments: [
            ["steps": "no list"], ["steps": "[]"], ["steps": #"[{"arguments":{}}]"#], [:],
            ["steps": #"[{"tool":"propose_plan","arguments":{}}]"#],
            ["steps": #"[{"tool":"stop_vm","arguments":"101"}]"#],
        ] as [JSONValue])
    func `a plan that makes no sense is told, and nothing of it is done`(input: JSONValue) async {
        let bench = AgentBench(.calls(use("p", "propose_plan", input)), .says("Pity."))
        let conversation = await run(bench)
        #expect(bench.runs.all.isEmpty && bench.cards.all.isEmpty)
        #expect(conversation.results.map(\.isError) == [true])
        #expect(conversation.results[0].content.contains("is a JSON array of the calls"))
    }

    @Test func `steps of a plan pass the gate like any call`() async {
        let steps = #"[{"tool":"drop_all"},{"tool":"stop_vm","arguments":{"vmid":999}}]"#
        let bench = AgentBench(Self.plan(.string(steps)), .says("Pity."))
        _ = await run(bench)
        #expect(bench.runs.all.isEmpty && bench.cards.all.isEmpty)
        #expect(refusals(bench).first == .unknownTool("drop_all") && refusals(bench).count == 2)
        var halted = AgentBench(
            Self.plan(#"[{"tool":"stop_vm","arguments":{"vmid":101}}]"#), .says("Pity."))
        halted.gate.halt = "The kill switch is on."
        _ = await run(halted)
        #expect(halted.runs.all.isEmpty && refusals(halted) == [.halted("The kill switch is on.")])
    }

    @Test func `without plan mode there is no such tool`() async {
        let bench = AgentBench(Self.plan(.string(Self.two)), .says("Pity."))
        _ = await bench.run()
        #expect(bench.runs.all.isEmpty && refusals(bench) == [.unknownTool("propose_plan")])
    }

    @Test func `the share of the window is that of the last request`() async {
        let bench = AgentBench(.says("Well."))
        var window = SentWindow(tokens: 100)
        _ = await bench.agent.run("Hi", in: Conversation(system: "s"), within: &window) {
            [events = bench.events] in
            events.add($0)
        }
        guard case .finished(let summary) = bench.end else {
            Issue.record("another end")
            return
        }
        #expect(summary.windowShare == 0.1)
    }
}
